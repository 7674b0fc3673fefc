"""Distinctive terms: what is counted, and the numbers against loops that go from article to article."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats
from test_measures import StandIn, cell, rows

from framing import measures, tables
from framing.measures import MeasureError
from framing.measures.design import design
from framing.measures.keyness import Moments
from framing.measures.terms import count_terms

THREE = ("flood", "dam", "river")


def told(*stories: str | dict, outlet: str = "Herald", **fields: object) -> list[dict]:
    """Articles with these stories (or with these columns)."""
    return [{"outlet": outlet} | fields | (s if isinstance(s, dict) else {"text": s}) for s in stories]


def coding(articles: list[dict], outlets: pd.DataFrame | None = None) -> StandIn:
    """A coding of articles; of a story, what stands between « and » is a source's."""
    listed, passages = [], []
    for number, article in enumerate(articles):
        article_id = f"a{number:03d}"
        listed.append({"article_id": article_id, "words": len(article["text"])} | article)
        start = 0
        for part in article["text"].replace("»", "«").split("«"):
            source = article["text"][max(start - 1, 0) : start] == "«"
            where = {"article_id": article_id, "zone": "story", "start": start, "end": start + len(part)}
            passages.append(where | {"voice": "source" if source else "outlet"})
            start += len(part) + 1
        title = {"article_id": article_id, "zone": "title", "start": 0, "end": len(article.get("title", ""))}
        passages.append(title | {"voice": "outlet"})
    return StandIn(
        rows(tables.ARTICLES, listed),
        tables.ATTRIBUTIONS.frame(),
        rows(tables.PASSAGES, passages),
        outlets=pd.DataFrame() if outlets is None else outlets,
    )


def counted(*stories: str | dict, voice: str = "outlet", zones: tuple[str, ...] = ("story",), least: int = 1, **more):
    """Term -> its uses, and the words."""
    given = coding(told(*stories), **more)
    terms = count_terms(design(given, "outlet"), given, voice, zones, least)
    return dict(zip(terms.names, terms.counts.sum(axis=0).tolist(), strict=True)), terms.words.tolist()


def two_outlets(first: list[str], second: list[str]) -> StandIn:
    return coding([*told(*first, outlet="Courier"), *told(*second)])


# --- what is counted -------------------------------------------------------------------------------------------------


def test_terms_are_content_words_and_pairs_in_small_letters():
    uses, words = counted("The Dam broke. Dam's gates, dam gates and 12 gates; U.N. said so")
    assert uses == {"dam": 3, "gates": 3, "said": 1, "dam broke": 1, "dam gates": 2}
    assert words == [14]  # the, dam, broke, dam, gates, dam, gates, and, 12, gates, u, n, said, so


def test_a_word_that_stands_in_one_pair_only_is_told_by_the_pair():
    uses, _ = counted("Elsie Pruett wept. A baker saw Elsie Pruett, and Ms Pruett saw a baker.")
    assert "elsie" not in uses
    assert uses["elsie pruett"] == 2
    assert uses["pruett"] == 3
    assert uses["baker"] == 2


@pytest.mark.parametrize(("voice", "expected"), [("outlet", {"dam"}), ("source", {"flood"}), ("all", {"dam", "flood"})])
def test_only_the_voice_is_counted(voice, expected):
    assert set(counted("The dam. «The flood»", voice=voice)[0]) == expected


def test_only_the_zones_are_counted():
    article = {"text": "The dam.", "title": "The flood"}
    assert set(counted(article)[0]) == {"dam"}
    assert set(counted(article, zones=("title", "story"))[0]) == {"dam", "flood"}


def test_pairs_end_at_a_mark_a_line_and_a_change_of_voice():
    assert not [name for name in counted("dam, river\nlake (flood) «gate» rain", voice="all")[0] if " " in name]


def test_names_of_outlets_and_authors_are_masked_as_they_are_written():
    text = "The Harbour Times told Jane Roe of harbour times. The Times's Roe, and the Herald, saw jane Roe."
    outlets = pd.DataFrame({"outlet": ["The Harbour Times"], "aliases": ["The Times; HT"]})
    uses, words = counted({"text": text, "author": "Jane Roe and Al Poe"}, outlets=outlets)
    assert uses == {"told": 1, "harbour times": 1, "roe": 2, "saw jane": 1, "jane roe": 1}
    assert words == [12]  # the, told, of, harbour, times, the, roe, and, the, saw, jane, roe


def test_a_term_of_too_few_articles_is_left_out():
    assert set(counted("dam river dam", "dam", least=2)[0]) == {"dam"}


def test_a_corpus_without_terms_gives_no_rows():
    table = measures.distinctive_terms(two_outlets(["it was"] * 5, ["so"] * 5))
    assert table.empty
    assert list(table.columns[:3]) == ["outlet", "voice", "measure"]


# --- the statistics --------------------------------------------------------------------------------------------------


def by_loops(counts: np.ndarray, words: np.ndarray, first: np.ndarray, prior: float) -> tuple[float, float, float]:
    """delta, its jackknife and its plain error of one term, article by article."""
    a = prior * counts.sum() / words.sum()
    delta, variance, plain = 0.0, 0.0, 0.0
    for sign, group in ((1, first), (-1, ~first)):
        y, n, size = counts[group].sum(), words[group].sum(), group.sum()
        inside, outside = y + a, n + prior - y - a
        delta += sign * math.log(inside / outside)
        influence = [c / inside - (w - c) / outside for c, w in zip(counts[group], words[group], strict=True)]
        mean = sum(influence) / size
        own = size / (size - 1) * sum((e - mean) ** 2 for e in influence)
        own += sum(c**3 for c in counts[group]) * (1 / inside + 1 / outside) ** 3
        variance += max(own, 1 / inside)
        plain += 1 / inside
    return delta, math.sqrt(variance), math.sqrt(plain)


def test_the_table_has_the_log_odds_the_jackknife_and_the_document_frequency():
    # Courier: a flood in 4 of 5 articles, 3 in the last; Herald: one flood in 6 articles; 4 or 6 words each
    first = ["flood dam it was"] * 3 + ["dam it was so", "flood flood flood dam it was"]
    second = ["flood dam it was"] + ["dam it was so"] * 5
    table = measures.distinctive_terms(two_outlets(first, second), prior=20)
    assert list(table.columns) == [
        *("outlet", "voice", *tables.MEASURE_COLUMNS, "documents", "numerator_rest", "denominator_rest"),
        *("articles_rest", "documents_rest", "z", "threshold", "p_adjusted", "z_plain"),
    ]
    row, mirror = (cell(table, outlet=outlet, category="flood") for outlet in ("Courier", "Herald"))
    counts, words = np.array([1, 1, 1, 0, 3, 1, 0, 0, 0, 0, 0]), np.array([4, 4, 4, 4, 6, 4, 4, 4, 4, 4, 4])
    delta, error, plain = by_loops(counts, words, np.arange(11) < 5, 20)
    half = stats.t.ppf(0.975, 4) * error
    assert [row.estimate, row.low, row.high] == pytest.approx([delta, delta - half, delta + half])
    assert [row.z, row.z_plain, mirror.z] == pytest.approx([delta / error, delta / plain, -delta / error])
    assert [row.numerator, row.denominator, row.articles, row.documents] == [6, 22, 5, 4]
    assert [row.numerator_rest, row.denominator_rest, row.articles_rest, row.documents_rest] == [1, 24, 6, 1]
    assert (row.voice, row.unit) == ("outlet", "words")
    assert row.note == "prior of 20 words; threshold for 3 terms by 199 dealings of articles"


matrices = st.integers(0, 10_000).map(lambda seed: np.random.default_rng(seed).poisson(0.7, (12, 6)).astype(float))


@settings(max_examples=30, deadline=None)
@given(matrices, st.integers(2, 10), st.floats(1, 1000))
def test_sums_of_groups_give_what_loops_over_articles_give(counts, size, prior):
    words, first = counts.sum(axis=1) + np.arange(12) + 3, np.arange(12) < size
    found = Moments(sparse.csr_array(counts), words, prior).keyness(np.column_stack([first, ~first]).astype(float))
    for term in np.flatnonzero(counts.sum(axis=0)):
        expected = by_loops(counts[:, term], words, first, prior)
        assert [v[term, 0] for v in (found.delta, found.error, found.plain)] == pytest.approx(expected)
    assert found.z[:, 1] == pytest.approx(-found.z[:, 0], nan_ok=True)


def test_the_jackknife_from_sums_is_near_the_one_that_leaves_out_each_article():
    rng = np.random.default_rng(3)
    for size, shape in ((40, 0.5), (80, 1.0)):
        counts, words = rng.poisson(rng.gamma(shape, 3, size)).astype(float), np.full(size, 300.0)
        first = np.arange(size) < size // 2
        _, error, _ = by_loops(counts, words, first, 50)
        a, variance = 50 * counts.sum() / words.sum(), 0.0
        for group in (first, ~first):
            y, n = counts[group].sum() - counts[group], words[group].sum() - words[group]
            without = np.log((y + a) / (n + 50 - y - a))
            variance += (1 - 1 / group.sum()) * ((without - without.mean()) ** 2).sum()
        assert error == pytest.approx(math.sqrt(variance), rel=0.06)


def test_the_threshold_is_the_largest_z_that_chance_exceeds_once_in_twenty():
    rng = np.random.default_rng(1)
    counts, words = sparse.csr_array(rng.poisson(1.0, (14, 9)).astype(float)), np.full(14, 30.0)
    members = np.repeat(np.eye(2), 7, axis=0)
    moments = Moments(counts, words, 500)
    largest = moments.largest(members, 39, seed=4)
    dealt = np.random.default_rng(4)
    own = [np.abs(moments.keyness(dealt.permutation(members)).z).max(axis=0) for _ in range(39)]
    assert largest == pytest.approx(np.array(own))


def test_p_adjusted_and_threshold_agree_and_repeat_with_the_seed():
    rng = np.random.default_rng(2)
    stories = [" and ".join(rng.choice(THREE, 30, p=p)) for p in [(0.6, 0.3, 0.1)] * 8 + [(0.2, 0.3, 0.5)] * 8]
    given = two_outlets(stories[:8], stories[8:])
    table, again, other = (measures.distinctive_terms(given, seed=s) for s in (1, 1, 2))
    pd.testing.assert_frame_equal(table, again)
    assert not np.array_equal(table["p_adjusted"], other["p_adjusted"])
    assert ((table["p_adjusted"] <= 0.05) == (table["z"].abs() > table["threshold"])).all()
    assert cell(table, outlet="Courier", category="flood")["p_adjusted"] == pytest.approx(1 / 200)


def test_rows_go_from_most_to_least_and_stop_at_the_top():
    first = ["flood flood dam dam dam and river and rain"] * 6
    second = ["dam and river river river and flood and rain rain"] * 6
    whole, short = (measures.distinctive_terms(two_outlets(first, second), top=top) for top in (25, 1))
    own = whole[whole["outlet"] == "Courier"]
    assert own["z"].is_monotonic_decreasing
    assert list(short.loc[short["outlet"] == "Courier", "category"]) == [own.iloc[0].category, own.iloc[-1].category]


def test_a_copy_counts_once_in_the_corpus():
    articles = told(*["flood dam"] * 6, outlet="Courier") + told(*["dam"] * 6)
    articles.append({"outlet": "Herald", "text": "flood dam", "copy_of": "a000"})
    table = measures.distinctive_terms(coding(articles))
    assert set(table["articles"]) == set(table["articles_rest"]) == {6}


def test_few_articles_give_counts_without_z():
    table = measures.distinctive_terms(two_outlets(["flood dam"] * 4, ["dam"] * 9))
    row = cell(table, outlet="Courier", category="dam")
    assert np.isnan([row.low, row.high, row.z, row.threshold, row.p_adjusted]).all()
    assert row.note == "fewer than 5 articles with words here or in the rest: counts only, no interval"


def test_groups_of_articles_without_a_place_in_time_are_named():
    articles = told(*["flood dam"] * 6, date="2026-03-02") + told(*["dam lake"] * 6)
    table = measures.distinctive_terms(coding(articles), by=measures.since("2026-03-01"))
    undated = table[table["days_since_event"].isna()]
    assert undated["note"].str.startswith("no date: a006, a007").all()
    assert len(undated) == len(table) / 2 > 0


def test_the_contexts_of_a_term_are_one_call_away():
    given = two_outlets(["The flood gates broke. «A flood.»"] * 5, ["A dam's gates."] * 5)
    given.passages["voice"] = given.passages["voice"].replace("", "outlet")
    found = measures.keywords_in_context(given, pattern="flood gates", voice="outlet")
    assert found[["left", "keyword", "right"]].drop_duplicates().to_numpy().tolist() == [
        ["The ", "flood gates", " broke. «A flood.»"]
    ]
    assert len(found) == 5


def test_what_cannot_be_compared_is_refused():
    given = two_outlets(["flood"] * 5, ["dam"] * 5)
    with pytest.raises(MeasureError, match="need two groups with words in this voice"):
        measures.distinctive_terms(given, by=None)
    with pytest.raises(MeasureError, match="need two groups with words in this voice"):
        measures.distinctive_terms(given, voice="source")
    with pytest.raises(MeasureError, match="did you mean 'outlet'"):
        measures.distinctive_terms(given, voice="outlets")
    with pytest.raises(MeasureError, match="a prior of 0 words is none; give a number above 0"):
        measures.distinctive_terms(given, prior=0)
    with pytest.raises(MeasureError, match=r"18 permutations are too few .* give 19 or more"):
        measures.distinctive_terms(given, permutations=18)
