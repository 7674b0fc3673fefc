"""Sentiment, stance keywords, wording and diversity, on corpora small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest
from test_measures import cell, corpus, rows

from framing import measures, tables
from framing.measures import MeasureError


def voiced(articles: int = 6, outlet: str = "Herald"):
    """A coding of articles alike: 100 words of the outlet (4 scored, .5) and 50 of a source (2 scored, -.25)."""
    coding = corpus(*[{"outlet": outlet} for _ in range(articles)])
    passages, sentiment = [], []
    for article_id in coding.articles["article_id"]:
        for start, voice, words, scored, polarity in (
            (0, "outlet", 60, 4, 0.5),
            (300, "source", 50, 2, -0.25),
            (600, "outlet", 40, 0, 0.0),
        ):
            where = {"article_id": article_id, "zone": "story", "start": start}
            passages.append(where | {"voice": voice, "words": words})
            scores = {"polarity": polarity, "subjectivity": 0.5, "scored_words": scored}
            sentiment.append(where | scores | {"instrument": "textblob"})
    coding.passages, coding.sentiment = rows(tables.PASSAGES, passages), rows(tables.SENTIMENT, sentiment)
    return coding


def add_stance(coding, **hit):
    hits = [
        {"article_id": i, "zone": "story", "start": 9, "term": "T1", "category": "BLAME", "voice": "source"} | hit
        for i in coding.articles["article_id"]
    ]
    coding.stance = rows(tables.STANCE, hits)
    return coding


def test_sentiment_is_the_mean_of_scored_words_by_voice():
    table = measures.sentiment_by_voice(voiced())
    assert list(table.columns) == ["outlet", "voice", *tables.MEASURE_COLUMNS]
    polarity = table[table["measure"] == "polarity"].set_index("voice")["estimate"]
    assert polarity.to_dict() == {"outlet": 0.5, "source": -0.25, "difference": 0.75}
    scored = table[table["measure"] == "words_scored"].set_index("voice")["estimate"]
    assert scored.to_dict() == {"outlet": 0.04, "source": 0.04}
    assert set(table["category"]) == {"textblob"}


def test_sentiment_interval_by_hand():
    # means .0, .1, .2, .3, .4 of one scored word each: mean .2, v = 5/4 * .1 / 25 = .005, t(4) = 2.776445
    coding = voiced(5)
    own = (coding.sentiment["start"] == 0).to_numpy()
    coding.sentiment.loc[own, "polarity"] = [0.0, 0.1, 0.2, 0.3, 0.4]
    row = cell(measures.sentiment_by_voice(coding), measure="polarity", voice="outlet")
    half = 2.776445 * 0.005**0.5
    assert (row.estimate, row.low, row.high) == pytest.approx((0.2, 0.2 - half, 0.2 + half), abs=1e-6)


def test_articles_that_all_agree_give_no_interval():
    row = cell(measures.sentiment_by_voice(voiced()), measure="polarity", voice="outlet")
    assert np.isnan([row["low"], row["high"]]).all()
    assert row["note"] == "every article has the same value: no interval"


def test_sentiment_without_source_voice_has_no_difference():
    coding = voiced()
    coding.passages["voice"] = "outlet"
    table = measures.sentiment_by_voice(coding)
    row = cell(table, measure="polarity", voice="difference")
    assert np.isnan(row.estimate)
    assert row.note == "one voice has nothing scored: no estimate"


def test_few_articles_have_sentiment_without_interval():
    table = measures.sentiment_by_voice(voiced(2))
    assert table["estimate"].notna().all()
    assert table["low"].isna().all()


def test_unknown_instrument_and_orphan_sentiment_are_refused():
    with pytest.raises(MeasureError, match="did you mean 'textblob'"):
        measures.sentiment_by_voice(voiced(), instrument="text_blob")
    coding = voiced()
    coding.passages = coding.passages.iloc[1:]
    with pytest.raises(MeasureError, match=r"no passage starts where the sentiment row .*a000.* does"):
        measures.sentiment_by_voice(coding)


def with_vader():
    """The same corpus scored by vader as well, which comes second, is darker by .25 and knows no subjectivity."""
    coding = voiced()
    second = coding.sentiment.assign(instrument="vader", polarity=coding.sentiment["polarity"] - 0.25, subjectivity=0.0)
    coding.sentiment = rows(tables.SENTIMENT, [*coding.sentiment.to_dict("records"), *second.to_dict("records")])
    return coding


def test_instruments_are_never_mixed_and_the_first_is_the_default():
    first, second = (measures.sentiment_by_voice(with_vader(), instrument=name) for name in (None, "vader"))
    assert (set(first["category"]), set(second["category"])) == ({"textblob"}, {"vader"})
    estimates = [cell(table, measure="polarity", voice="outlet").estimate for table in (first, second)]
    assert estimates == [0.5, 0.25]
    assert (set(first["measure"]) - set(second["measure"])) == {"subjectivity"}


def test_the_words_behind_a_tone_are_counted_by_hand():
    coding = voiced(4)
    coding.articles["outlet"] = ["Herald", "Herald", "Courier", "Courier"]
    for outlet_row, (word, polarity) in zip(
        [0, 1, 3, 4, 6, 9],
        [("Dead", -0.2), ("grim", -0.5), ("dead", -0.2), ("good", 0.7), ("dead", -0.2), ("good", 0.7)],
        strict=True,
    ):
        words = {"start": 0, "end": 4, "words": word, "polarity": polarity, "subjectivity": 0.0}
        coding.sentiment.at[outlet_row, "assessments"] = [words]
    table = measures.sentiment_words(coding).set_index("word")
    assert table.index.tolist() == ["good", "dead", "grim"]
    counts = ["times", "outlet_voice", "source_voice", "articles", "outlets", "common"]
    assert table.loc["dead", counts].tolist() == [3, 3, 0, 3, 2, True]
    assert table["weight"].tolist() == pytest.approx([1.4, -0.6, -0.5])
    assert table["polarity"].tolist() == pytest.approx([0.7, -0.2, -0.5])
    assert (table.loc["grim", "source_voice"], table.loc["grim", "common"]) == (1, False)
    by_outlet = measures.sentiment_words(coding, by="outlet")
    assert by_outlet["outlet"].tolist() == ["Courier"] * 2 + ["Herald"] * 3
    assert by_outlet["word"].tolist() == ["good", "dead", "good", "grim", "dead"]
    assert by_outlet["times"].tolist() == [1, 1, 1, 1, 2]


def test_stance_keywords_are_rates_of_the_words_of_their_voice():
    table = measures.stance_keywords(add_stance(voiced()))
    assert list(table.columns) == ["outlet", "voice", *tables.MEASURE_COLUMNS]
    own, theirs = (cell(table, voice=voice, category="BLAME") for voice in ("outlet", "source"))
    assert (own.estimate, own.numerator, own.denominator) == (0, 0, 600)
    assert (theirs.estimate, theirs.numerator, theirs.denominator) == (20, 6, 300)
    assert 0 < theirs.low < 20 < theirs.high
    assert own.high > own.low == 0
    assert theirs.unit == "per 1,000 words"
    difference = cell(table, voice="difference", category="BLAME")
    assert (difference.estimate, difference.articles, difference.unit) == (-20, 6, "per 1,000 words")
    # no hit in one voice, as many in every article of the other: no correlation, the two limits combined
    below, above = np.hypot(0 - own.low, theirs.high - 20), np.hypot(own.high - 0, 20 - theirs.low)
    assert (difference.low, difference.high) == pytest.approx((-20 - below, -20 + above))


def test_keywords_outside_the_zones_are_not_counted():
    assert measures.stance_keywords(add_stance(voiced(), zone="title")).empty


def test_diversity_by_hand():
    # articles (2, 0), (1, 1) by turns: c = (9, 3), N = 12; pairs inside an article: 3 * 4 + 3 * 2 of 6 * 4
    says = [["government", "government"], ["government", "expert"]] * 3
    table = measures.diversity(corpus(*[{"outlet": "Herald", "says": s} for s in says]))
    gini = cell(table, category="gini_simpson")
    c, within, n = 9**2 + 3**2, 3 * 4 + 3 * 2, 12**2 - 6 * 4
    assert gini.estimate == pytest.approx(1 - (c - within) / n)
    assert 0 <= gini.low < gini.estimate < gini.high <= 1
    richness = cell(table, category="richness")
    assert (richness.estimate, richness.note) == (2, "a lower bound, without interval")
    assert np.isnan(richness.low)
    assert (gini.numerator, gini.denominator) == (2, 12)


def test_diversity_jackknife_by_hand():
    # five articles, one attribution each: 3 government, 2 expert; differing pairs 6 of 10
    table = measures.diversity(
        corpus(*[{"outlet": "Herald", "says": [s]} for s in ["government"] * 3 + ["expert"] * 2])
    )
    without = np.array([2 * 2 / 6] * 3 + [3 * 1 / 6] * 2)
    half = 2.776445 * (4 / 5 * ((without - without.mean()) ** 2).sum()) ** 0.5
    gini = cell(table, category="gini_simpson")
    assert gini.estimate == pytest.approx(0.6)
    assert (gini.low, gini.high) == pytest.approx((0.6 - half, min(1, 0.6 + half)), abs=1e-6)


def test_diversity_of_words_is_refused():
    with pytest.raises(MeasureError, match="no unit of diversity 'quoted_words'; known: attributions, sources"):
        measures.diversity(corpus(), unit="quoted_words")
