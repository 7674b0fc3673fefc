"""Precision, recall and confusion against hand codings and sheets small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from test_validation import StandIn, rows

from framing import tables, validation
from framing.validation import SheetError, sheets
from framing.validation.matching import pairs_of_units
from framing.validation.sampling import draw

SAMPLE = Path(__file__).parents[1] / "data" / "sample"

# Sentence 1: mayor; 2: nobody; 3: two speakers of one content; 4: the army, which the machine calls business.
TEXT = (
    "The mayor said the old bridge held.\n\nThe river rose.\n\n"
    "Police and residents said the road was shut.\n\nThe army warned of floods."
)
SENTENCES = ["The mayor said the old bridge held.", "The river rose.", "Police and residents said the road was shut."]
SENTENCES += ["The army warned of floods."]


def found_by_machine(source: str, leaf: str, cue: str, content: str, group: str = "other", **more: object) -> dict:
    start = TEXT.index(content)
    return {
        "zone": "story",
        "source": source,
        "source_type": leaf,
        "source_group": group,
        "cue_start": TEXT.rindex(cue, 0, start),
        "content_spans": [[start, start + len(content)]],
        "kind": "indirect",
        "tier": "core",
    } | more


MACHINE = [
    found_by_machine("The mayor", "government", "said", "the old bridge held", "official"),
    found_by_machine("residents", "citizen", "said", "the road was shut", "society"),
    found_by_machine("Police", "justice", "said", "the road was shut", "official"),
    found_by_machine("The army", "business", "warned", "floods", "society", kind="speech_act", tier="extended"),
]


def coding_of(count: int, machine: list[dict] = MACHINE, outlets: str = "AB") -> StandIn:
    """`count` articles of TEXT, each with these attributions of the machine."""
    articles = [{"article_id": f"a{n}", "outlet": outlets[n % len(outlets)], "text": TEXT} for n in range(count)]
    said = [
        row | {"article_id": f"a{n}", "attribution_id": place}
        for n in range(count)
        for place, row in enumerate(machine, 1)
    ]
    starts = [TEXT.index(sentence) for sentence in SENTENCES]
    passages = [
        {"article_id": f"a{n}", "zone": "story", "start": start, "end": end, "sentence": place}
        for n in range(count)
        for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(TEXT)], strict=True))
    ]
    tabled = (tables.ARTICLES, articles), (tables.ATTRIBUTIONS, said), (tables.PASSAGES, passages)
    return StandIn(*(rows(*pair) for pair in tabled))


def hand_row(article: str, paragraph: int, source: str, leaf: str, content: str, kind: str = "indirect") -> dict:
    return {
        "article_id": article,
        "paragraph": str(paragraph),
        "source": source,
        "source_name": source,
        "source_type": leaf,
        "cue": "said",
        "content": content,
        "kind": kind,
        "tier": "extended" if kind == "speech_act" else "core",
        "coder": "ann",
    }


def by_hand(article: str) -> list[dict]:
    """The mayor as the machine has him, the police as the machine has them, the residents called experts, no army."""
    return [
        hand_row(article, 0, "The mayor", "government", "the old bridge held"),
        hand_row(article, 2, "Police", "justice", "the road was shut"),
        hand_row(article, 2, "residents", "expert", "the road was shut"),
    ]


def coded_by_hand(count: int) -> pd.DataFrame:
    return pd.DataFrame([row for n in range(count) for row in by_hand(f"a{n}")])


def rate(table: pd.DataFrame, measure: str, category: str = "any source", **where: str) -> tuple:
    """(numerator, denominator) of one row."""
    kept = (table["measure"] == measure) & (table["category"] == category)
    for column, value in where.items():
        kept &= table[column] == value
    assert kept.sum() == 1, table[["measure", "category"]]
    return tuple(table.loc[kept, ["numerator", "denominator"]].iloc[0].round(9))


def test_two_speakers_of_one_content_go_each_with_her_own():
    found = validation.accuracy(coding_of(1), coded_by_hand(1))
    pairs = found.pairs[["machine_source", "hand_source", "same_source"]]
    assert pairs.to_numpy().tolist() == [
        ["The mayor", "The mayor", True],
        ["residents", "residents", True],
        ["Police", "Police", True],
        ["The army", "", False],
    ]
    assert list(found.pairs["row"]) == [2, 4, 3, 0]


def test_rates_counted_by_hand():
    table = validation.accuracy(coding_of(6), coded_by_hand(6)).rates(by=None)
    assert list(table.columns) == list(tables.MEASURE_COLUMNS)
    assert rate(table, "precision") == (18, 18)  # the army is of tier extended
    assert rate(table, "recall") == (18, 18)
    assert rate(table, "same_type") == (12, 18)
    assert rate(table, "same_source") == (18, 18)
    assert rate(table, "precision", "citizen") == (0, 6)
    assert rate(table, "recall", "expert") == (0, 6)
    assert rate(table, "precision", "justice") == (6, 6)
    assert "business" not in set(table["category"])
    row = table[(table["measure"] == "same_type")].iloc[0]
    assert row["low"] < row["estimate"] < row["high"]


def test_rates_of_all_tiers_and_of_groups():
    found = validation.accuracy(coding_of(6), coded_by_hand(6))
    assert rate(found.rates(by=None, tier="all"), "precision") == (18, 24)
    assert rate(found.rates(by=None, tier="extended"), "precision") == (0, 6)
    groups = found.rates(by=None, level="group")
    assert rate(groups, "precision", "official") == (12, 12)
    assert rate(groups, "same_group") == (12, 18)


def test_rates_by_outlet_count_only_the_articles_that_were_coded():
    table = validation.accuracy(coding_of(12), coded_by_hand(11)).rates()
    assert list(table["outlet"].unique()) == ["A", "B"]
    assert rate(table, "recall", outlet="A") == (18, 18)
    assert rate(table, "recall", outlet="B") == (15, 15)
    assert set(table.loc[table["outlet"] == "B", "articles"]) == {5}


def test_fewer_than_five_articles_give_counts_only():
    table = validation.accuracy(coding_of(4), coded_by_hand(4)).rates(by=None)
    assert table["low"].isna().all()
    assert table["note"].str.startswith("fewer than 5 articles: counts only").all()


def test_the_confusion_matrix_by_hand():
    found = validation.accuracy(coding_of(2), coded_by_hand(2))
    matrix = found.confusion(tier="all")
    assert (
        list(matrix.index)
        == list(matrix.columns)
        == ["government", "justice", "expert", "business", "citizen", "(none)"]
    )
    expected = np.zeros((6, 6))
    expected[0, 0] = expected[1, 1] = expected[2, 4] = expected[5, 3] = 2
    assert matrix.to_numpy().tolist() == expected.tolist()
    assert found.confusion(outlet="A", tier="all").to_numpy().sum() == 4
    assert found.confusion().to_numpy().sum() == 6
    with pytest.raises(ValueError, match="no outlet 'C'"):
        found.confusion(outlet="C")


@pytest.mark.parametrize(
    ("content", "paired"),
    [
        ("bridge held", True),  # 2 of 2 and 4 words: 4 / 6
        ("held", False),  # 2 * 1 / 5
        ("The mayor said the old bridge held", True),  # 2 * 4 / 11
        ("the old [...] held", True),  # in pieces: 2 * 3 / 7
    ],
)
def test_contents_go_together_when_half_of_their_words_do(content, paired):
    hand = pd.DataFrame([hand_row("a0", 0, "The mayor", "government", content)])
    found = validation.accuracy(coding_of(1, MACHINE[:1]), hand)
    assert len(found.pairs) == (1 if paired else 2)


def test_the_same_words_in_another_place_are_another_content():
    text = "The mayor said it held.\n\nThe mayor said it held."
    coding = coding_of(1, [])
    coding.articles["text"] = text
    second = text.rindex("it held")
    machine = MACHINE[0] | {"article_id": "a0", "attribution_id": 1, "content_spans": [[second, len(text)]]}
    coding.attributions = rows(tables.ATTRIBUTIONS, [machine])
    for paragraph, pairs in ((0, 2), (1, 1)):
        hand = pd.DataFrame([hand_row("a0", paragraph, "The mayor", "government", "it held")])
        assert len(validation.accuracy(coding, hand).pairs) == pairs


def test_a_content_that_is_not_in_the_text_is_listed_and_counts_as_missed():
    hand = pd.DataFrame([*by_hand("a0"), hand_row("a0", 0, "The mayor", "government", "words he never said")])
    found = validation.accuracy(coding_of(1), hand)
    assert found.unplaced[["article_id", "row"]].to_numpy().tolist() == [["a0", 5]]
    assert rate(found.rates(by=None), "recall") == (3, 4)


def test_mistakes_in_a_hand_coding_are_all_named(tmp_path):
    hand = coded_by_hand(1)
    hand.loc[0, "source_type"] = "goverment"
    hand.loc[1, "article_id"] = "a9"
    hand.loc[2, ["content", "paragraph"]] = ["", "two"]
    hand.to_csv(tmp_path / "hand.csv", index=False)
    with pytest.raises(SheetError) as caught:
        validation.accuracy(coding_of(1), tmp_path / "hand.csv")
    assert caught.value.problems[["sheet", "row", "problem"]].to_numpy().tolist() == [
        ["hand.csv", "2", "source_type: 'goverment' is no code"],
        ["hand.csv", "3", "the coding has no article 'a9'"],
        ["hand.csv", "4", "paragraph 'two' is no number"],
        ["hand.csv", "4", "content is empty"],
    ]
    with pytest.raises(SheetError, match="no column 'kind'"):
        validation.accuracy(coding_of(1), coded_by_hand(1).drop(columns="kind"))


# --- sheets


def sheet_of(coding: StandIn, key: pd.DataFrame, codes: dict[str, list[tuple[str, str, str]]]) -> pd.DataFrame:
    """A filled sheet: (source, type, kind) for each sentence named."""
    sheet = sheets.blank_sheet(coding, key)
    sheet["n_attributions"] = [str(len(codes.get(s, []))) for s in sheet["sentence"]]
    for row, sentence in sheet["sentence"].items():
        for slot, code in enumerate(codes.get(sentence, []), 1):
            sheet.loc[row, [f"source_{slot}", f"type_{slot}", f"kind_{slot}"]] = code
    return sheet


CODES = {
    SENTENCES[0]: [("the mayor", "politician", "indirect")],
    SENTENCES[1]: [("", "unspecified", "indirect")],  # no source: tier extended
    SENTENCES[2]: [("Police", "justice", "indirect"), ("residents", "citizen", "indirect")],
}


def test_a_sheet_of_every_sentence_counts_as_the_coder_counted(tmp_path):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    sheets.write_csv(sheet_of(coding, key, CODES), tmp_path / "ann.csv")
    found = validation.accuracy(coding, tmp_path / "ann.csv", key=key)
    assert rate(found.rates(by=None), "precision") == (18, 18)
    assert rate(found.rates(by=None), "recall") == (18, 18)
    assert rate(found.rates(by=None), "same_type") == (12, 18)
    assert rate(found.rates(by=None, tier="all"), "precision") == (18, 24)
    assert rate(found.rates(by=None, tier="all"), "recall") == (18, 24)
    assert found.confusion(tier="all").loc["politician", "government"] == 6


def test_a_sampled_sheet_is_weighted_to_the_corpus(tmp_path):
    machine = [MACHINE[n] for n in (0, 2, 1, 3)]
    coding = coding_of(8, machine, outlets="A")  # strata: official 16 (mayor; police first), other 8 (army), quiet 8
    key = draw(coding, 12, seed=1)
    assert key.groupby("stratum")["pi"].first().to_dict() == {"official": 0.25, "other": 0.5, "quiet": 0.5}
    sheets.write_csv(sheet_of(coding, key, CODES), tmp_path / "ann.csv")
    table = validation.accuracy(coding, tmp_path / "ann.csv", key=key).rates(by=None, tier="all")
    assert rate(table, "precision", "business") == (0, 8)  # 4 drawn, each stands for 2
    assert rate(table, "recall", "unspecified") == (0, 8)


def test_over_many_samples_the_weighted_counts_are_those_of_the_corpus():
    # Six articles of four attributions by hand: 24. The stratum `other` (two speakers in one half of its sentences,
    # none in the other half) is drawn at half the rate of the others.
    coding, codes = coding_of(6, outlets="A"), CODES | {SENTENCES[1]: [("somebody", "citizen", "indirect")]}
    drawn = []
    for seed in range(12):
        key = draw(coding, 6, seed)
        assert key.groupby("stratum")["stratum_drawn"].first().to_dict() == {"official": 2, "other": 2, "quiet": 2}
        sheet = sheet_of(coding, key, codes).set_index("unit", drop=False)
        pairs = pairs_of_units(coding, sheet, key)
        drawn.append(pairs.loc[pairs["hand_type"] != "", "weight"].sum())
    error = np.std(drawn, ddof=1) / np.sqrt(len(drawn))
    assert 0 < error < 4
    assert abs(np.mean(drawn) - 24) < 3 * error


def test_a_key_of_another_corpus_is_refused(tmp_path):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    coding.run["corpus_hash"] = "other"
    with pytest.raises(validation.ValidationError, match="drawn from another corpus"):
        validation.accuracy(coding, tmp_path / "ann.csv", key=key)


def test_a_sheet_with_mistakes_is_refused(tmp_path):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    sheets.write_csv(sheets.blank_sheet(coding, key), tmp_path / "ann.csv")
    with pytest.raises(SheetError, match="24 mistakes"):
        validation.accuracy(coding, tmp_path / "ann.csv", key=key)


def test_in_a_sentence_sources_that_share_a_word_go_together_and_the_rest_in_order(tmp_path):
    coding = coding_of(1, outlets="A")
    key = draw(coding, 4, seed=1)
    codes = {SENTENCES[2]: [("the spokesman", "expert", "indirect"), ("Police", "justice", "indirect")]}
    sheets.write_csv(sheet_of(coding, key, codes), tmp_path / "ann.csv")
    pairs = validation.accuracy(coding, tmp_path / "ann.csv", key=key).pairs
    pairs = pairs[pairs["hand_source"] != ""]
    assert set(zip(pairs["machine_source"], pairs["hand_source"], pairs["same_source"], strict=True)) == {
        ("Police", "Police", True),
        ("residents", "the spokesman", False),
    }


def test_the_samples_own_hand_coding_stands_in_its_own_texts():
    hand = pd.read_csv(SAMPLE / "hand_coding.csv", dtype=str, keep_default_na=False)
    joined = hand.groupby("article_id")["content"].agg("\n\n".join)
    articles = [{"article_id": name, "outlet": "A", "text": text} for name, text in joined.items()]
    coding = StandIn(rows(tables.ARTICLES, articles), tables.ATTRIBUTIONS.frame(), tables.PASSAGES.frame())
    found = validation.accuracy(coding, SAMPLE / "hand_coding.csv")
    assert found.unplaced.empty
    assert rate(found.rates(by=None), "recall") == (0, (hand["tier"] == "core").sum())
