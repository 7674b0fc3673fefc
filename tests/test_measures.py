"""The measures of who speaks, on corpora small enough to count by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import measures, tables
from framing.coding import in_memory
from framing.measures import MeasureError

BLANK = {tables.TEXT: "", tables.WHOLE: 0, tables.REAL: 0.0, tables.FLAG: False}


@dataclass
class StandIn:
    """What the measures read of a coding."""

    articles: pd.DataFrame
    attributions: pd.DataFrame
    passages: pd.DataFrame = field(default_factory=tables.PASSAGES.frame)
    sentiment: pd.DataFrame = field(default_factory=tables.SENTIMENT.frame)
    stance: pd.DataFrame = field(default_factory=tables.STANCE.frame)
    wording: pd.DataFrame = field(default_factory=tables.WORDING.frame)
    outlets: pd.DataFrame = field(default_factory=pd.DataFrame)


def rows(table: tables.Table, values: list[dict]) -> pd.DataFrame:
    """Rows of a table, blank where no value is given."""
    blank = {name: BLANK.get(kind, []) for name, kind in table.columns.items()}
    return table.frame(blank | row for row in values)


def corpus(*articles: dict) -> StandIn:
    """A coding of articles, each {"outlet": ..., "says": source types or attributions in full, and article columns}."""
    listed, said = [], []
    for number, article in enumerate(articles):
        article_id = article.get("article_id", f"a{number:03d}")
        listed.append({k: v for k, v in article.items() if k != "says"} | {"article_id": article_id})
        for rank, one in enumerate(article.get("says", []), start=1):
            one = {"source_type": one} if isinstance(one, str) else one
            default = {"zone": "story", "tier": "core", "source_id": f"s{rank}", "words": 10.0, "quoted_words": 4.0}
            said.append(default | one | {"article_id": article_id, "attribution_id": rank})
    return StandIn(rows(tables.ARTICLES, listed), rows(tables.ATTRIBUTIONS, said))


def cell(table: pd.DataFrame, **where: str) -> pd.Series:
    """The one row with these values."""
    found = table.loc[np.logical_and.reduce([table[name] == value for name, value in where.items()])]
    assert len(found) == 1, found
    return found.iloc[0]


def alike(count: int, outlet: str, *says: str) -> list[dict]:
    return [{"outlet": outlet, "says": list(says)} for _ in range(count)]


def test_shares_have_the_contract_of_columns_and_codebook_order():
    table = measures.source_shares(
        corpus(*alike(6, "Herald", "expert", "government"), *alike(6, "Courier", "military"))
    )
    assert list(table.columns) == ["outlet", *tables.MEASURE_COLUMNS]
    assert list(table["outlet"]) == ["Courier", "Courier", "Herald", "Herald"]
    assert list(table["category"]) == ["official", "analyst"] * 2


def test_a_group_that_one_outlet_never_quotes_has_a_row_with_0():
    table = measures.source_shares(
        corpus(*alike(6, "Herald", "expert", "government"), *alike(6, "Courier", "military"))
    )
    row = cell(table, outlet="Courier", category="analyst")
    assert (row.estimate, row.low, row.numerator, row.denominator, row.articles) == (0, 0, 0, 6, 6)
    assert 0 < row.high < 0.6


def test_share_and_interval_by_hand():
    # p = .5, every article alike: deff 1, N = 60; t(5) = 2.570582, n_eff = 60 (1.959964 / 2.570582)^2 = 34.88
    row = cell(
        measures.source_shares(corpus(*alike(6, "Herald", *["expert"] * 5, *["government"] * 5))), category="analyst"
    )
    assert row.estimate == 0.5
    assert (row.low, row.high) == pytest.approx((0.34250, 0.65750), abs=1e-4)


def test_clustered_sources_widen_the_interval_by_their_design_effect():
    # x = 10, 0, 10, 0, 10, 0 of 10: v = 6/5 * 150 / 3600 = .05, deff = .05 * 60 / .25 = 12, n_eff = 34.88 / 12 = 2.907
    turns = [{"outlet": "Herald", "says": [kind] * 10} for kind in ["expert", "government"] * 3]
    row = cell(measures.source_shares(corpus(*turns)), category="official")
    z2, n = 1.959964**2, 60 / 12 * (1.959964 / 2.570582) ** 2
    half = (z2 * (0.25 / n + z2 / (4 * n * n))) ** 0.5 / (1 + z2 / n)
    assert (row.low, row.high) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-5)


def test_fewer_than_five_articles_give_counts_and_no_interval():
    row = cell(measures.source_shares(corpus(*alike(4, "Herald", "expert"))), category="analyst")
    assert (row.estimate, row.numerator, row.denominator, row.articles) == (1, 4, 4, 4)
    assert np.isnan(row.low)
    assert np.isnan(row.high)
    assert row.note == "fewer than 5 articles: counts only, no interval"


def test_one_page_gives_counts():
    coding = corpus(*alike(1, "Herald", "expert", "government", "state_media"))
    for measure in (measures.source_shares, measures.source_ratio, measures.cue_classes, measures.diversity):
        table = measure(coding)
        assert len(table)
        assert table["low"].isna().all()


def test_an_outlet_without_attributions_keeps_its_rows():
    row = cell(measures.source_shares(corpus(*alike(6, "Herald", "expert"), *alike(2, "Courier"))), outlet="Courier")
    assert np.isnan(row.estimate)
    assert (row.numerator, row.denominator, row.articles, row.note) == (0, 0, 2, "nothing to count: no estimate")


def test_articles_that_hold_nothing_are_no_evidence_of_certainty():
    row = cell(
        measures.source_shares(corpus(*alike(7, "Herald", "expert", "citizen"), *alike(2, "Herald"))),
        category="analyst",
    )
    assert row.articles == 9
    assert row.note == "interval from 7 of 9 articles (the others hold none or are copies)"


def test_state_media_come_narrow_and_broad():
    table = measures.source_shares(
        corpus(*alike(5, "Herald", "public_media", "government", "state_media", "news_media"))
    )
    shares = table.set_index("category")["estimate"]
    assert shares["state_media"] == 0.25
    assert shares["media"] == 0.5
    assert shares["state_media_broad"] == 0.5
    assert shares.drop("state_media_broad").sum() == 1
    assert "overlaps" in cell(table, category="state_media_broad").note


def test_the_narrow_row_stands_beside_the_broad_one_when_only_public_media_speak():
    table = measures.source_shares(corpus(*alike(5, "Herald", "public_media")))
    assert list(table["category"]) == ["state_media", "media", "state_media_broad"]
    assert list(table["estimate"]) == [0, 1, 1]


def test_units_count_different_things():
    says = [
        {"source_type": "government", "source_id": "s1", "words": 30.0, "quoted_words": 0.0},
        {"source_type": "government", "source_id": "s1", "words": 10.0, "quoted_words": 5.0},
        {"source_type": "expert", "source_id": "s2", "words": 20.0, "quoted_words": 15.0},
    ]
    coding = corpus(*[{"outlet": "Herald", "says": says}] * 5)
    coding.articles = rows(tables.ARTICLES, [{"article_id": f"a{n:03d}", "outlet": "Herald"} for n in range(5)])
    official = {
        unit: cell(measures.source_shares(coding, unit=unit), category="official")
        for unit in ("attributions", "sources", "words", "quoted_words")
    }
    assert {unit: (row.numerator, row.denominator) for unit, row in official.items()} == {
        "attributions": (10, 15),
        "sources": (5, 10),
        "words": (200, 300),
        "quoted_words": (25, 100),
    }
    assert official["quoted_words"].unit == "quoted words"


def test_sources_without_an_id_count_once_an_article_and_type():
    nameless = [{"source_type": kind, "source_id": ""} for kind in ("expert", "expert", "unspecified")]
    table = measures.source_shares(corpus(*[{"outlet": "Herald", "says": nameless} for _ in range(5)]), unit="sources")
    assert list(table["numerator"]) == [5, 5]


def test_tier_and_zones_choose_what_counts():
    says = ["government", {"source_type": "expert", "tier": "extended"}, {"source_type": "citizen", "zone": "title"}]
    coding = corpus(*[{"outlet": "Herald", "says": says} for _ in range(5)])
    counted = lambda **kw: measures.source_shares(coding, **kw)["denominator"].iloc[0]  # noqa: E731
    assert [counted(), counted(tier="extended"), counted(tier="all"), counted(zones=("title", "story"))] == [
        5,
        5,
        10,
        10,
    ]


def test_types_instead_of_groups():
    table = measures.source_shares(corpus(*alike(5, "Herald", "think_tank", "expert", "document")), level="type")
    assert list(table["category"]) == ["think_tank", "expert", "document"]


def test_copies_in_one_outlet_count_once_and_between_outlets_in_each():
    wire = [{"outlet": "Herald", "says": ["government"], "article_id": "wire"}]
    wire += [
        {"outlet": outlet, "says": ["government"], "copy_of": "wire", "article_id": f"{outlet}{n}"}
        for outlet in ("Herald", "Courier")
        for n in range(2)
    ]
    coding = corpus(*wire, *alike(5, "Herald", "expert"))

    def counts(copies):
        table = measures.source_shares(coding, copies=copies)
        return {o: cell(table, outlet=o, category="official").numerator for o in table["outlet"].unique()}

    assert counts("auto") == {"Herald": 1, "Courier": 1}
    assert counts("collapse") == {"Herald": 1}
    assert counts("keep") == {"Herald": 3, "Courier": 2}


def test_a_flash_gives_way_to_the_longer_story_of_its_outlet():
    coding = corpus(
        {"outlet": "Herald", "says": ["government"], "words": 60, "article_id": "flash"},
        {"outlet": "Herald", "says": ["expert"] * 3, "words": 700, "copy_of": "flash"},
        {"outlet": "Courier", "says": ["citizen"], "words": 900, "copy_of": "flash"},
    )

    def spoken(copies):
        table = measures.source_shares(coding, copies=copies)
        said = table[table["numerator"] > 0]
        return set(zip(said["outlet"], said["category"], said["numerator"], strict=True))

    assert spoken("auto") == {("Herald", "analyst", 3), ("Courier", "society", 1)}
    assert spoken("collapse") == {("Herald", "analyst", 3)}


def test_a_cluster_of_copies_is_one_unit_of_variance():
    wire = [{"outlet": f"o{n}", "says": ["government"], "copy_of": "wire"} for n in range(6)]
    row = cell(measures.source_shares(corpus(*wire), by=None), category="official")
    assert (row.numerator, row.articles) == (6, 6)
    assert np.isnan(row.low)
    assert row.note == "fewer than 5 independent articles hold any: counts only, no interval"


def test_by_takes_articles_columns_weeks_outlet_columns_several_and_none():
    days = ["2026-11-02", "2026-11-08", "2026-11-09", ""]
    coding = corpus(*[{"outlet": f"o{n % 2}", "says": ["expert"], "date": day} for n, day in enumerate(days)])
    coding.outlets = pd.DataFrame({"outlet": ["o0"], "kind": ["tabloid"]})

    def cells(by):
        table = measures.source_shares(coding, by=by)
        names = [by] if isinstance(by, str) else list(by)
        return [tuple(row) for row in table[[*names, "numerator"]].itertuples(index=False)]

    assert cells("week") == [("", 1), ("2026-W45", 2), ("2026-W46", 1)]
    assert cells("kind") == [("", 2), ("tabloid", 2)]
    assert cells(["outlet", "date"])[:2] == [("o0", "2026-11-02", 1), ("o0", "2026-11-09", 1)]
    assert list(measures.source_shares(coding, by=None).columns) == list(tables.MEASURE_COLUMNS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": "outlets"}, "no column to measure by 'outlets'; did you mean 'outlet'"),
        ({"unit": "word"}, "no unit 'word'; did you mean 'words'"),
        ({"level": "groups"}, "did you mean 'group'"),
        ({"tier": "kore"}, "did you mean 'core'"),
        ({"zones": "headline"}, "known: title, standfirst, caption, story"),
        ({"copies": "drop"}, "known: auto, collapse, keep"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words(arguments, message):
    with pytest.raises(MeasureError, match=message):
        measures.source_shares(corpus(*alike(5, "Herald", "expert")), **arguments)


def test_a_source_type_that_is_not_in_the_codebook_is_named():
    with pytest.raises(MeasureError, match="no source type 'goverment'; did you mean 'government'"):
        measures.source_shares(corpus(*alike(5, "Herald", "goverment")))


def test_an_empty_corpus_gives_an_empty_table():
    for measure in (measures.source_shares, measures.source_ratio, measures.named_share, measures.diversity):
        assert measure(corpus()).empty
        assert measure(corpus(), by=None).empty


def test_ratio_by_hand():
    # X = 8, Y = 5; sum e^2 * 5/4 = .33304 > 1/8.5 + 1/5.5 = .29947; t(4) = 2.776445; factor exp(t * .57710) = 4.9643
    x, y = [2, 1, 3, 0, 2], [1, 1, 0, 2, 1]
    coding = corpus(
        *[{"outlet": "Herald", "says": ["military"] * a + ["academic"] * b} for a, b in zip(x, y, strict=True)]
    )
    row = measures.source_ratio(coding).iloc[0]
    assert (row.numerator, row.denominator, row.category) == (8, 5, "official : analyst")
    assert row.estimate == pytest.approx(8.5 / 5.5)
    assert (row.low, row.high) == pytest.approx((0.31131, 7.6722), rel=1e-4)


def test_ratio_of_words_adds_half_an_attribution():
    # words 30 and 10 in turn: sum s^2 / sum s = 5 (900 + 100) / 200 = 25
    says = [{"source_type": "government", "words": 30.0}, {"source_type": "expert", "words": 10.0}]
    row = measures.source_ratio(corpus(*[{"outlet": "Herald", "says": says} for _ in range(5)]), unit="words").iloc[0]
    assert (row.numerator, row.denominator) == (150, 50)
    assert row.estimate == pytest.approx((150 + 12.5) / (50 + 12.5))
    # every article alike: se^2 = 1 / 6.5 + 1 / 2.5, counts in attributions of 25 words
    assert row.high / row.estimate == pytest.approx(np.exp(2.776445 * (1 / 6.5 + 1 / 2.5) ** 0.5), rel=1e-6)


def test_ratio_of_types_of_groups_and_of_both():
    coding = corpus(*alike(5, "Herald", "government", "government", "military", "expert"))
    assert measures.source_ratio(coding, "government", "military")["numerator"].iloc[0] == 10
    assert measures.source_ratio(coding, "legislator", "analyst")["denominator"].iloc[0] == 5


def test_ratio_of_two_that_never_occur_has_no_estimate():
    row = measures.source_ratio(corpus(*alike(6, "Herald", "citizen"))).iloc[0]
    assert np.isnan([row.estimate, row.low, row.high]).all()
    assert row.note == "neither occurs: no estimate"


def test_ratio_refuses_unknown_and_overlapping_names():
    coding = corpus(*alike(5, "Herald", "government"))
    with pytest.raises(MeasureError, match="did you mean 'official'"):
        measures.source_ratio(coding, "officials")
    with pytest.raises(MeasureError, match="'official' and 'military' overlap"):
        measures.source_ratio(coding, "official", "military")


def test_named_share_of_all_and_of_each_group():
    says = [
        {"source_type": "government", "named": True},
        {"source_type": "government", "named": False},
        {"source_type": "expert", "named": True},
    ]
    table = measures.named_share(corpus(*[{"outlet": "Herald", "says": says} for _ in range(5)]))
    assert list(table["category"]) == ["all", "official", "analyst"]
    assert list(table["estimate"]) == pytest.approx([2 / 3, 0.5, 1])
    assert list(table["denominator"]) == [15, 10, 5]


def test_prominence_by_hand():
    story = "\n\n".join(f"Paragraph number {n} of the story." for n in range(5))
    says = [
        {"source_type": "government", "paragraph": 2},
        {"source_type": "government", "paragraph": 4},
        {"source_type": "expert", "paragraph": 4},
        {"source_type": "expert", "zone": "title", "tier": "extended"},
        {"source_type": "citizen", "paragraph": 3},
    ]
    table = measures.prominence(corpus(*[{"outlet": "Herald", "says": says, "text": story} for _ in range(5)]))
    found = table.set_index(["measure", "category"])["estimate"]
    assert found["prominence"].to_dict() == {"official": 0.5, "analyst": 0, "society": 0.25}
    assert found["early_share"].to_dict() == {"official": 1, "analyst": 1, "society": 0}


def test_coverage_counts_articles_and_words_on_every_date():
    coding = corpus(
        {"outlet": "Herald", "date": "2026-11-02", "words": 100},
        {"outlet": "Herald", "date": "2026-11-02", "words": 50},
        {"outlet": "Courier", "date": "2026-11-03", "words": 70},
    )
    table = measures.coverage(coding)
    assert list(table.columns) == ["outlet", "date", *tables.MEASURE_COLUMNS]
    counts = {(r.outlet, r.date, r.category): r.estimate for r in table.itertuples()}
    assert counts == {
        ("Courier", "2026-11-02", "articles"): 0,
        ("Courier", "2026-11-02", "words"): 0,
        ("Courier", "2026-11-03", "articles"): 1,
        ("Courier", "2026-11-03", "words"): 70,
        ("Herald", "2026-11-02", "articles"): 2,
        ("Herald", "2026-11-02", "words"): 150,
        ("Herald", "2026-11-03", "articles"): 0,
        ("Herald", "2026-11-03", "words"): 0,
    }
    with pytest.raises(MeasureError, match="leave 'date' out"):
        measures.coverage(coding, by=["outlet", "date"])


def test_reporting_counts_and_says_why_it_is_exploratory():
    coding = corpus(
        {"outlet": "Herald", "says": ["expert", {"source_type": "expert", "tier": "extended"}], "words": 300},
        {"outlet": "Herald", "copy_of": "a000", "words": 290},
    )
    line = measures.reporting(coding)
    counted = ("outlets", "articles", "articles_without_copies", "attributions_core", "attributions_extended", "words")
    assert [line[name] for name in counted] == [1, 2, 1, 1, 1, 590]
    assert line["sources"] == 1  # of tier core, as everywhere by default
    assert line["exploratory"]
    assert "fewer than 5 articles: Herald" in line["exploratory_because"]


def test_reporting_has_no_doubt_of_copies_in_a_corpus_without_any():
    reasons = measures.reporting(corpus(*alike(6, "Herald", "expert")))["exploratory_because"]
    assert [reason.split(":")[0] for reason in reasons] == [
        "no hand-coded labels",
        "the stance lexicon is an unvalidated seed",
    ]


def test_a_coding_with_tables_read_by_column_gives_the_same():
    stand_in = corpus(*alike(6, "Herald", "expert", "government"), *alike(6, "Courier", "military"))
    found = {name: getattr(stand_in, name) for name in tables.TABLES if name != "removed_lines"}
    outlets = [{"outlet": "Herald", "kind": "tabloid"}, {"outlet": "Courier", "kind": "broadsheet"}]
    coding = in_memory(found, {"outlets": outlets, "options": {"lexicon": "1f"}, "corpus_hash": "ab"})
    pd.testing.assert_frame_equal(measures.source_shares(coding), measures.source_shares(stand_in))
    assert list(measures.source_ratio(coding, by="kind")["kind"]) == ["broadsheet", "tabloid"]
    with pytest.raises(MeasureError, match="did you mean 'kind'"):
        measures.coverage(coding, by="kinds")
    line = measures.reporting(coding)
    assert line["corpus_hash"] == "ab"
    assert "the stance lexicon is the user's own, not validated (see its column status)" in line["exploratory_because"]


TYPES = st.sampled_from(["government", "military", "expert", "state_media", "public_media", "citizen", "anonymous"])
CORPORA = st.lists(
    st.fixed_dictionaries({"outlet": st.sampled_from("AB"), "says": st.lists(TYPES, max_size=6)}),
    min_size=1,
    max_size=14,
)
quickly = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quickly
@given(CORPORA)
def test_shares_sum_to_1_and_lie_within_their_limits(articles):
    table = measures.source_shares(corpus(*articles))
    whole = table[(table["category"] != "state_media_broad") & table["estimate"].notna()]
    assert np.allclose(whole.groupby("outlet")["estimate"].sum(), 1)
    bounded = table[table["low"].notna()]
    assert ((bounded["low"] >= 0) & (bounded["low"] <= bounded["estimate"])).all()
    assert ((bounded["estimate"] <= bounded["high"]) & (bounded["high"] <= 1)).all()


@quickly
@given(CORPORA, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(articles, random):
    coding = corpus(*articles)
    order = list(range(len(coding.attributions)))
    random.shuffle(order)
    shuffled = StandIn(coding.articles, coding.attributions.iloc[order])
    pd.testing.assert_frame_equal(measures.source_shares(coding), measures.source_shares(shuffled))


@quickly
@given(CORPORA)
def test_copies_within_an_outlet_change_nothing(articles):
    again = [article | {"copy_of": f"a{n:03d}"} for n, article in enumerate(articles)]
    for measure in (measures.source_shares, measures.source_ratio, measures.diversity):
        once, twice = measure(corpus(*articles)), measure(corpus(*articles, *again))
        pd.testing.assert_frame_equal(once, twice)


def test_cells_are_made_once_and_never_of_texts():
    coding = corpus({"outlet": "Herald", "says": ["expert"]})
    twice, once = (measures.source_shares(coding, by=by) for by in (["outlet", "outlet"], "outlet"))
    pd.testing.assert_frame_equal(twice, once)
    with pytest.raises(MeasureError, match="no column to measure by 'text'"):
        measures.source_shares(coding, by="text")
