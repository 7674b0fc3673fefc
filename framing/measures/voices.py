"""In whose voice: sentiment and stance keywords, in the outlet's own words and in its sources'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.devices.sentiment import DEFAULT
from framing.measures import formulas
from framing.measures.design import By, Design, design, take, zone_names
from framing.measures.errors import MeasureError, choose
from framing.measures.tidy import mean_and_errors, mean_rows, notes, share_limits, share_rows, tidy

VOICES = ["outlet", "source"]
DIFFERENCE = "difference"
STORY = ("story",)
PER_WORDS = 1000
PER = f"per {PER_WORDS:,} words"


def sentiment_by_voice(
    coding: Any,
    by: By = "outlet",
    instrument: str | None = None,
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
) -> pd.DataFrame:
    """Mean polarity and subjectivity of the outlet's own words, of its sources' words, and the difference of the two.

    Returns the `by` columns, `voice` ("outlet", "source", "difference": outlet minus source) and
    tables.MEASURE_COLUMNS. Measures "polarity" (-1 to 1) and "subjectivity" (0 to 1): the mean of the passages, each
    weighing as many as its scored words, so one without any has no say; "words_scored": the share of all words that
    were scored, by voice.
    The category is the instrument: the one named, or the first that the coding was made with; instruments are never
    mixed. One that measures no subjectivity has no such rows. MeasureError for an unknown name. Interval: linearised
    mean at article level with t; words_scored as a share.
    """
    cells = design(coding, by, copies)
    scored, instrument = _scored_passages(cells, coding, instrument, zone_names(zones))
    words, weight = (_by_voice(cells, scored, scored[column]) for column in ("words", "scored_words"))
    found = []
    measured = scored["subjectivity"].any() or not scored["scored_words"].any()
    for measure, lowest in (("polarity", -1), ("subjectivity", 0))[: 2 if measured else 1]:
        sums = _by_voice(cells, scored, scored[measure] * scored["scored_words"])
        labels = {"measure": measure, "unit": "scored words"}
        found.append(mean_rows(cells, sums, weight, VOICES, bounds=(lowest, 1), **labels))
        found.append(_difference(cells, sums, weight, 1 - lowest, labels))
    found.append(share_rows(cells, weight, words, VOICES, measure="words_scored", unit="words"))
    table = pd.concat(found, ignore_index=True)
    return _with_voice(cells, table, table["category"]).assign(category=instrument)


def stance_keywords(
    coding: Any, by: By = "outlet", zones: str | Iterable[str] = STORY, copies: str = "auto"
) -> pd.DataFrame:
    """Stance keywords of each category per 1,000 words, in the outlet's voice, in its sources', and the difference.

    Returns the `by` columns, `voice` ("outlet", "source", "difference": outlet minus source) and
    tables.MEASURE_COLUMNS; numerator counts hits, denominator the words of the voice. A keyword list measures
    vocabulary, not stance. Categories in alphabetical order; one that occurs in neither voice of any article is left
    out. MeasureError for an unknown name. Interval: the linearised ratio estimator at article level with t, as Wilson
    limits, which bear rare and absent categories (METHODS.md, "share"); of the difference, those of both combined
    (`formulas.difference_interval`, with the correlation of the voices over articles).
    """
    hits = _Hits.of(coding, "stance", "category", by, zones, copies)
    return pd.concat([hits.rates("stance_keywords"), hits.differences("stance_keywords")], ignore_index=True)


def rates(
    coding: Any, name: str, column: str, by: By, zones: str | Iterable[str], copies: str, measure: str
) -> pd.DataFrame:
    """Hits in the table `name` per 1,000 words of each voice; the category is their `column`."""
    return _Hits.of(coding, name, column, by, zones, copies).rates(measure)


@dataclass(frozen=True, eq=False)
class _Hits:
    """Hits of each category in each voice, x (units, categories), and the words of that voice, n (units, 1)."""

    cells: Design
    categories: list[str]
    counts: list[tuple[np.ndarray, np.ndarray]]

    @classmethod
    def of(cls, coding: Any, name: str, column: str, by: By, zones: str | Iterable[str], copies: str) -> _Hits:
        cells, zones = design(coding, by, copies), zone_names(zones)
        hits = take(coding, name, ["article_id", "zone", "voice", column])
        hits = hits[hits["zone"].isin(zones)]
        codes, categories = pd.factorize(hits[column], sort=True)
        passages = take(coding, "passages", ["article_id", "zone", "voice", "words"])
        words = _by_voice(cells, passages[passages["zone"].isin(zones)])
        places, voices = cells.positions(hits["article_id"]), hits["voice"].to_numpy()
        x = [cells.tally(np.where(voices == voice, places, -1), codes, len(categories)) for voice in VOICES]
        return cls(cells, list(categories), [(x[0], words[:, :1]), (x[1], words[:, 1:])])

    def rates(self, measure: str) -> pd.DataFrame:
        """The rates of both voices."""
        found = []
        for voice, (x, n) in zip(VOICES, self.counts, strict=True):
            rows = share_rows(self.cells, x, n, self.categories, measure=measure, unit=PER, per=PER_WORDS)
            found.append(_with_voice(self.cells, rows, voice))
        return pd.concat(found, ignore_index=True)

    def differences(self, measure: str) -> pd.DataFrame:
        """The rate of the outlet's voice minus that of its sources'."""
        limits = [share_limits(self.cells, x, n) for x, n in self.counts]
        (_, own), (_, theirs) = (mean_and_errors(self.cells, x, n) for x, n in self.counts)
        product, squares = self.cells.sums(own * theirs), self.cells.sums(own**2) * self.cells.sums(theirs**2)
        low, high = formulas.difference_interval(*limits, np.nan_to_num(formulas.divide(product, np.sqrt(squares))))
        units = np.minimum(*(self.cells.independent(n) for _, n in self.counts))
        estimate = limits[0][0] - limits[1][0]
        table = tidy(
            self.cells.keys,
            self.categories,
            measure=measure,
            estimate=estimate * PER_WORDS,
            low=low * PER_WORDS,
            high=high * PER_WORDS,
            numerator=np.nan,
            denominator=np.nan,
            articles=self.cells.articles[:, None],
            unit=PER,
            note=notes(self.cells, np.isnan(estimate), units, "one voice has no words"),
        )
        return _with_voice(self.cells, table, DIFFERENCE)


def one_instrument(column: pd.Series, wanted: str | None) -> str:
    """The instrument `wanted`, or the first in a column of them; MeasureError when it is not there."""
    known = list(dict.fromkeys([*column.unique(), *([] if len(column) else [wanted or DEFAULT])]))
    return known[0] if wanted is None else choose(wanted, known, "sentiment instrument in this coding")


def _scored_passages(
    cells: Design, coding: Any, instrument: str | None, zones: tuple[str, ...]
) -> tuple[pd.DataFrame, str]:
    """The passages that count, with what the instrument gave them; an unscored passage has 0 scored words."""
    scores = ["polarity", "subjectivity", "scored_words"]
    passages = take(coding, "passages", ["article_id", "zone", "start", "voice", "words"])
    sentiment = take(coding, "sentiment", ["article_id", "zone", "start", "instrument", *scores])
    instrument = one_instrument(sentiment["instrument"], instrument)
    passages = _placed(cells, passages, zones)
    sentiment = _placed(cells, sentiment[sentiment["instrument"] == instrument], zones)
    place = pd.Index(passages["place"]).get_indexer(sentiment["place"])
    if (place < 0).any():
        row = sentiment.loc[place < 0, ["article_id", "zone", "start"]].iloc[0].to_dict()
        raise MeasureError(f"no passage starts where the sentiment row {row} does; code the corpus again")
    for column in scores:
        values = np.zeros(len(passages))
        values[place] = sentiment[column]
        passages[column] = values
    return passages, instrument


def _placed(cells: Design, table: pd.DataFrame, zones: tuple[str, ...]) -> pd.DataFrame:
    """The rows that count, with one whole number `place` for (article, zone, start): long tables join fast by it."""
    positions, (codes, distinct) = cells.positions(table["article_id"]), pd.factorize(table["zone"])
    zone = pd.Index(zones).get_indexer(distinct)[codes]
    place = (positions * len(zones) + zone << 32) + table["start"].to_numpy()
    return table.assign(place=place)[(positions >= 0) & (zone >= 0)].reset_index(drop=True)


def _by_voice(cells: Design, passages: pd.DataFrame, values: pd.Series | None = None) -> np.ndarray:
    """Values of passages (their words) added up to an array (units, voices)."""
    values = passages["words"] if values is None else values
    codes = (passages["voice"] == "source").to_numpy().astype(int)
    return cells.tally(cells.positions(passages["article_id"]), codes, len(VOICES), values.to_numpy())


def _difference(
    cells: Design, sums: np.ndarray, weight: np.ndarray, widest: float, labels: dict[str, str]
) -> pd.DataFrame:
    """Rows of the outlet's mean minus its sources', by the errors of both means in the same articles."""
    means, errors = mean_and_errors(cells, sums, weight)
    units = cells.independent(weight).min(axis=1, keepdims=True)
    estimate = means[:, :1] - means[:, 1:]
    variance = cells.variance(errors[:, :1] - errors[:, 1:], units)
    low, high = formulas.mean_interval(estimate, variance, units)
    return tidy(
        cells.keys,
        [DIFFERENCE],
        estimate=estimate,
        low=np.maximum(low, -widest),
        high=np.minimum(high, widest),
        numerator=np.nan,
        denominator=np.nan,
        articles=cells.articles[:, None],
        note=notes(cells, np.isnan(estimate), units, "one voice has nothing scored", variance == 0),
        **labels,
    )


def _with_voice(cells: Design, table: pd.DataFrame, voice: str | pd.Series) -> pd.DataFrame:
    table = table.copy()
    table.insert(cells.keys.shape[1], "voice", voice)
    return table
