"""Which terms set an outlet apart from the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing import tables
from framing.measures import formulas
from framing.measures.design import By, design, zone_names
from framing.measures.errors import MeasureError, choose
from framing.measures.keyness import Keyness, Moments
from framing.measures.terms import Terms, count_terms
from framing.measures.tidy import joined

VOICES = ("outlet", "source", "all")
STORY = ("story",)
LEAST = 5
"""Articles that a term must stand in: in fewer, no jackknife can tell a habit from an accident."""

LEVEL, FEWEST_DEALINGS = 0.05, 19
"""Chance of any term beyond the threshold where no groups differ; fewer dealings cannot show it."""

MORE = (
    *("documents", "numerator_rest", "denominator_rest", "articles_rest", "documents_rest"),
    *("z", "threshold", "p_adjusted", "z_plain"),
)
FEW = f"fewer than {formulas.FEWEST} articles with words here or in the rest: counts only, no interval"


def distinctive_terms(
    coding: Any,
    by: By = "outlet",
    voice: str = "outlet",
    zones: str | Iterable[str] = STORY,
    top: int = 25,
    prior: float = 500,
    permutations: int = 199,
    seed: int = 1,
) -> pd.DataFrame:
    """The terms that each outlet (or group of other columns `by`) uses more, or less, than all the others together.

    A term is a content word, or two in a row, that stands in 5 articles or more; voice: "outlet", "source" or "all".
    Returns for each group its `top` terms used more and its `top` used less, sorted by z, as the `by` columns, `voice`,
    tables.MEASURE_COLUMNS and MORE. estimate: log-odds of the group minus those of the rest, under an informative
    Dirichlet prior of `prior` words spread as in the whole corpus; low, high: -+ t standard errors; numerator: uses of
    the term by the group; denominator: the group's words in that voice; documents: its articles with the term; _rest:
    the same of all others. A term with abs(z) beyond the threshold (p_adjusted at most .05) is distinctive even though
    so many were looked at. A copy counts once in the corpus; names of outlets and authors are masked. Fewer than 5
    articles with words in the group or the rest: no interval and no z (sorted by z_plain). MeasureError without two
    groups.

    Method: Monroe, Colaresi & Quinn 2008 (Political Analysis 16: 372-403) give the estimate and z_plain, whose errors
    take words as independent. Those of z are the article jackknife's (to second order, from sums), in neither group
    below the plain ones: in simulation 2 % of terms pass abs(z) > 1.96 where nothing differs, by z_plain 10 to 15 %.
    threshold: the .95 quantile of the group's largest abs(z) when whole articles are dealt anew to groups of the same
    sizes.
    """
    if permutations < FEWEST_DEALINGS:
        raise MeasureError(f"{permutations} permutations are too few for a threshold; give {FEWEST_DEALINGS} or more")
    if prior <= 0:
        raise MeasureError(f"a prior of {prior:g} words is none; give a number above 0")
    cells = design(coding, by, "collapse")
    terms = count_terms(cells, coding, choose(voice, VOICES, "voice"), zone_names(zones), LEAST)
    told = terms.words > 0
    terms = Terms(terms.names, terms.counts[told], terms.words[told])
    members = (cells.cell[cells.unit][told][:, None] == np.arange(len(cells.keys))).astype(float)
    if members.any(axis=0).sum() < 2:
        raise MeasureError("distinctive terms need two groups with words in this voice; choose other columns in `by`")
    moments = Moments(terms.counts, terms.words, prior)
    facts = _facts(terms, members, moments.keyness(members))
    largest = moments.largest(members, permutations, seed)
    how = f"prior of {prior:g} words; threshold for {len(terms.names)} terms by {permutations} dealings of articles"
    few = np.minimum(facts["articles"], facts["articles_rest"]) < formulas.FEWEST
    notes = joined(np.broadcast_to(cells.remarks, len(few)), np.where(few, FEW, how))
    return _table(cells.keys.assign(voice=voice, note=notes), terms.names, facts, few, largest, top)


def _table(
    keys: pd.DataFrame,
    names: list[str],
    facts: dict[str, np.ndarray],
    few: np.ndarray,
    largest: np.ndarray,
    top: int,
) -> pd.DataFrame:
    """The rows of the foremost terms; keys: the `by` columns, voice and note of each group; few: too few articles."""
    threshold = np.sort(largest, axis=0)[-int(LEVEL * (len(largest) + 1))]
    term, group = _foremost(np.where(few, facts["z_plain"], facts["z"]), top)
    table = keys.iloc[group].reset_index(drop=True)
    table = table.assign(measure="distinctive_terms", category=np.array(names, dtype=object)[term], unit="words")
    table = table.assign(**{name: of[term, group] if of.ndim > 1 else of[group] for name, of in facts.items()})
    as_far = (largest[:, group] >= np.abs(table["z"].to_numpy())).sum(axis=0)
    table = table.assign(threshold=threshold[group], p_adjusted=(1 + as_far) / (1 + len(largest)))
    table.loc[few[group], ["z", "threshold", "p_adjusted"]] = np.nan
    return table[[*keys.columns.drop("note"), *tables.MEASURE_COLUMNS, *MORE]]


def _facts(terms: Terms, members: np.ndarray, found: Keyness) -> dict[str, np.ndarray]:
    """The columns that are numbers, each (terms, groups) or (groups,)."""
    own = {
        "numerator": terms.counts.T @ members,
        "denominator": terms.words @ members,
        "articles": members.sum(axis=0).astype(int),
        "documents": (terms.counts.sign().T @ members).astype(int),
    }
    rest = {f"{name}_rest": counts.sum(axis=-1, keepdims=True) - counts for name, counts in own.items()}
    half = formulas.t_quantile(np.minimum(own["articles"], rest["articles_rest"])) * found.error
    limits = {"estimate": found.delta, "low": found.delta - half, "high": found.delta + half}
    return limits | own | rest | {"z": found.z, "z_plain": found.delta / found.plain}


def _foremost(score: np.ndarray, top: int) -> tuple[np.ndarray, np.ndarray]:
    """Of each group the `top` terms with the largest score above 0 and the `top` with the smallest below: the places of
    terms and groups, group by group from the largest to the smallest.
    """
    order = np.argsort(-score, axis=0, kind="stable").T
    picked = []
    for group, ranked in enumerate(order):
        own = score[ranked, group]
        more, less = ranked[own > 0][:top], ranked[own < 0]
        picked.append(np.concatenate([more, less[max(len(less) - top, 0) :]]))
    return np.concatenate(picked), np.repeat(np.arange(len(picked)), [len(part) for part in picked])
