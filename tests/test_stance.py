"""Stance keywords: pattern syntax, negation, guards, voice, cues, and what a wrong lexicon is told."""

from __future__ import annotations

import pandas as pd
import pytest
from device_cases import any_texts, coded, corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import resources, tables
from framing.devices import LexiconError, load_lexicon, stance
from framing.devices.lexicon import OWN
from framing.devices.patterns import Matcher, Pattern, PatternError, fold, parse


def lexicon(*rows: str) -> pd.DataFrame:
    """Rows "category pattern, negation, opposite, guard" as a user's DataFrame."""
    cells = [[c.strip() for c in row.split(",")] + [""] * 4 for row in rows]
    return pd.DataFrame(
        [
            {"id": f"t{n}", "category": c[0].split()[0], "pattern": c[0].split(maxsplit=1)[1], "direction": -1}
            | {"negation": c[1] or "drop", "opposite": c[2], "guard": c[3]}
            for n, c in enumerate(cells, start=1)
        ]
    )


def texts(text: str, *rows: str, **told: str) -> list[str]:
    return stance(*coded(text, **told), lexicon(*rows))["text"].tolist()


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("broke promise", "He broke promise after promise.", ["broke promise"]),
        ("violat*", "It violated what others violate. Inviolate.", ["violated", "violate"]),
        ("rising|mounting tension*", "Rising tensions, mounting tension, rising prices",
         ["Rising tensions", "mounting tension"]),
        ("broke ~ pact", "broke pact; broke a pact; broke that old pact; broke that very old pact",
         ["broke pact", "broke a pact", "broke that old pact"]),
        ("détente", "A DÉTENTE.", ["DÉTENTE"]),
        ("regime", "The regime’s guns, the regime's men", ["regime", "regime"]),
        ("o'clock", "o’clock", ["o’clock"]),
        ("escalat*", "a de-escalation, a de‑escalation", []),
        ("next step", "It came next. Step back.", []),
    ],
)  # fmt: skip
def test_patterns_match_words(pattern: str, text: str, expected: list[str]) -> None:
    assert texts(text, f"X {pattern}") == expected


def test_of_overlapping_hits_of_one_category_the_longest_counts() -> None:
    rows = ("X peace", "X lasting peace", "X peace talks", "Y peace")
    found = stance(*coded("A lasting peace talks nobody into it."), lexicon(*rows))
    assert list(zip(found["category"], found["text"], strict=True)) == [("X", "lasting peace"), ("Y", "peace")]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("They did not break the deal.", True),
        ("They didn’t break the deal.", True),
        ("They failed to break it.", True),
        ("Never would anyone break it.", True),
        ("Never would anyone ever break it.", False),
        ("They not only break it.", False),
        ("There is no doubt they break it.", False),
        ("It is not. Break it.", False),
    ],
)
def test_a_negator_up_to_three_words_before_negates(text: str, negated: bool) -> None:
    tabled = coded(text)
    assert texts(text, "X break, drop") == (
        [] if negated else tabled[0]["text"].str.extract(r"(?i)(break)")[0].tolist()
    )
    flipped = stance(*tabled, lexicon("X break, flip, Y", "Y pact")).iloc[0]
    assert (flipped["category"], flipped["direction"], flipped["negated"]) == (
        ("Y", 1, True) if negated else ("X", -1, False)
    )
    kept = stance(*tabled, lexicon("X break, keep")).iloc[0]
    assert (kept["category"], kept["direction"], kept["negated"]) == ("X", -1, negated)


@pytest.mark.parametrize(
    ("guard", "text", "expected"),
    [
        ("not before office*", "liaison offices, liaison work", [17]),
        ("before office*|desk", "liaison offices, liaison work", [0]),
        ("after the", "the liaison, a liaison", [4]),
        ("not after the|The", "the liaison, a liaison", [15]),
        ("lowercase", "Liaison, liaison", [9]),
        ("after the; not before office", "the liaison office, the liaison", [24]),
        ("not after the; before work", "liaison work", [0]),
    ],
)
def test_guards_look_at_the_neighbours(guard: str, text: str, expected: list[int]) -> None:
    table = lexicon("X liaison").assign(guard=guard)
    assert stance(*coded(text), table)["start"].tolist() == expected


@pytest.mark.parametrize(
    ("guard", "expected"),
    [("class noun", [15]), ("not class noun", [4]), ("class verb|adverb", [4]), ("not class name", [4, 15])],
)
def test_guards_ask_for_the_word_class(guard: str, expected: list[int]) -> None:
    tabled = coded("She talks. The talks went on. They met.")
    assert stance(*tabled, lexicon("X talks").assign(guard=guard))["start"].tolist() == expected


def test_the_talks_of_our_lexicon_are_no_verb() -> None:
    assert stance(*coded("He talks a lot."))["text"].tolist() == []
    assert stance(*coded("The talks failed."))["category"].tolist() == ["DIPLOMACY"]


def test_a_hit_has_the_voice_it_starts_in_and_never_touches_a_cue() -> None:
    text = "The regime threatened war, it said: the threat of war is real."
    tabled = coded(text, cues="threatened war", contents="the threat of war is real")
    found = stance(*tabled, lexicon("X threat*", "X threat* war", "Y regime", "Y real ~ x"))
    assert found[["start", "term", "voice"]].to_numpy().tolist() == [[4, "t3", "outlet"], [40, "t1", "source"]]
    assert found["attribution_ids"].tolist() == [[], [1]]


def test_the_zones_are_told_apart() -> None:
    found = stance(*coded("A truce.", title="Truce now"), lexicon("X truce"))
    assert found[["zone", "start", "end", "text"]].to_numpy().tolist() == [
        ["title", 0, 5, "Truce"],
        ["story", 2, 7, "truce"],
    ]


def test_a_zone_without_passages_is_an_error() -> None:
    articles, attributions, passages = coded("A truce.")
    with pytest.raises(tables.TableError, match=r"nothing about the story of article 'a'.*code_voices"):
        stance(articles, attributions, passages.iloc[:0])


def test_our_lexicon_holds_fourteen_categories_and_only_live_flips() -> None:
    own = load_lexicon()
    assert len(own.categories) == 14
    assert own.frame()["status"].unique().tolist() == ["unvalidated seed"]
    assert (own.frame()[["definition", "known_false_positives"]] != "").all(axis=None)
    assert {e.id for e in own.entries if e.opposite} == {e.id for e in own.entries if e.negation == "flip"}
    direction = {e.category: e.direction for e in own.entries}
    assert all(direction[e.opposite] == -e.direction for e in own.entries if e.opposite)
    assert own.sha256 == load_lexicon(resources.path(OWN)).sha256 == load_lexicon(own.frame()).sha256


@pytest.mark.parametrize(
    "text",
    [
        "The minister determined that conditions deteriorated out east, according to several cute convenient people.",
        "A familiar, promising conventional calculation; of its own accord the firm offered a summit of quality.",
        "The liaison office opened as the mountain summit came into view, and frontline nurses drew up a trade regime.",
    ],
)
def test_ordinary_english_hits_nothing_of_ours(text: str) -> None:
    assert stance(*coded(text))["text"].tolist() == []


def test_every_pattern_of_ours_can_be_hit() -> None:
    """Each pattern, written out as words beside the neighbours that its guards ask for, is found in its own text."""
    own = load_lexicon()
    texts = [written_out(pattern) for pattern in own.patterns]
    found = stance(*corpus([" ".join(words) for words in texts]), own)
    hit = set(zip(found["article_id"], found["term"], strict=True))
    assert [(e.id, " ".join(texts[n])) for n, e in enumerate(own.entries) if (str(n), e.id) not in hit] == []


_AROUND = {"noun": ("the", "failed"), "adjective": ("a", "reply")}
"""Words around a hit that leave no doubt about its word class."""


def written_out(pattern: Pattern) -> list[str]:
    words = [slot[0].replace("*", "s") for slot in pattern.slots if slot != ("~",)]
    for guard in pattern.guards:
        if guard.side == "class":
            before, after = _AROUND[guard.slot[0]]
            words = [before, *words, after]
        elif guard.slot and not guard.negative:
            words.insert(0 if guard.side == "after" else len(words), guard.slot[0].replace("*", "s"))
    return words


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"negation": "flipp"}, r"row 1: the negation 'flipp' is not known; did you mean 'flip'\?"),
        ({"direction": "2"}, "row 1: the direction '2' is not -1, 0 or 1"),
        ({"negation": "flip", "opposite": ""}, "row 1: negation is flip, but opposite is empty"),
        ({"negation": "flip", "opposite": "TRHEAT"}, r"'TRHEAT' is no category .*; did you mean 'THREAT'\?"),
        ({"guard": "VERB|ADJ"}, "the guard 'VERB|ADJ' is not known; write 'before"),
        ({"guard": "class nuon"}, r"row 1: 'nuon' is no word class; did you mean 'noun'\?"),
        ({"guard": "class x|noun"}, "row 1: 'x' is no word class; write one of name, noun"),
        ({"pattern": ""}, "row 1: the pattern is empty"),
        ({"pattern": "~ war"}, "~ without a word on both sides"),
        ({"pattern": "*"}, "'\\*' in '\\*' is not one word"),
        ({"pattern": "war|"}, "is not one word"),
        ({"id": "t2"}, "row 2: the id 't2' stands already in row 1"),
        ({"category": ""}, "row 1: the category is empty"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told_with_its_remedy(change: dict[str, str], message: str) -> None:
    table = lexicon("THREAT war", "PEACE truce").astype(object)
    table.loc[0, list(change)] = list(change.values())
    with pytest.raises(LexiconError, match=message):
        load_lexicon(table)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"pattern": "patern"}, r"the column 'patern' is not known; did you mean 'pattern'\?"),
        ({"direction": "dir"}, r"the column 'dir' is not known; did you mean 'direction'\?"),
        ({"guard": "pos_guard"}, r"the column 'pos_guard' is not known; did you mean 'guard'\?"),
        ({"pattern": "words"}, "the column 'pattern' is missing"),
    ],
)
def test_a_wrong_column_is_told(columns: dict[str, str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load_lexicon(lexicon("X war").rename(columns=columns))


def test_every_problem_is_listed_at_once() -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(lexicon("X war, flop", "X *", "X truce, keep, Z"))
    told = [line.split(":")[0] for line in str(caught.value).splitlines()]
    assert told == [f"lexicon DataFrame, row {n}" for n in (1, 2, 3)]


def test_a_lexicon_file_says_where_it_is_wrong(tmp_path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,category,pattern,note\n1,X,truce,a note\n2,X,war,keep,more\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.csv, line 3: 5 cells, the header has 4"):
        load_lexicon(path)
    path.write_text("\ufeffid,category,pattern,note\n1,X,truce,free\n", encoding="utf-8")
    assert stance(*coded("A truce."), path)["term"].tolist() == ["1"]
    path.write_bytes("id,category,pattern\n1,X,détente\n".encode("latin-1"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        load_lexicon(path)
    path.write_text("id,category,pattern\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="no rows"):
        load_lexicon(path)
    path.write_text('id,category,pattern\n1,X,"' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(LexiconError, match="no table of cells"):
        load_lexicon(path)
    with pytest.raises(LexiconError, match=r"none\.csv: cannot be read"):
        load_lexicon(tmp_path / "none.csv")


@settings(max_examples=25, deadline=None)
@given(any_texts)
def test_any_text_gives_hits_that_lie_in_it(texts: list[str]) -> None:
    for hit in stance(*corpus(texts)).itertuples():
        assert texts[int(hit.article_id)][hit.start : hit.end] == hit.text != ""


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from("the regime threatened war of words no peace".split()), min_size=1, max_size=12), st.data()
)
def test_no_hit_overlaps_a_cue(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    articles, attributions, passages = coded(text, cues=text[start:])
    cues = attributions[["cue_start", "cue_end"]].to_numpy().tolist()
    for hit in stance(articles, attributions, passages).itertuples():
        assert all(hit.end <= a or b <= hit.start for a, b in cues)


_forms = st.sampled_from(["a", "b", "ab", "a*", "b|ab", "~"])


@settings(deadline=None)
@given(st.lists(_forms, min_size=1, max_size=4), st.lists(st.sampled_from(["a", "b", "ab", "ba"]), max_size=8))
def test_the_matcher_finds_what_a_plain_search_finds(slots: list[str], words: list[str]) -> None:
    try:
        pattern = parse(" ".join(slots))
    except PatternError:
        return
    fits = {"a": {"a"}, "b": {"b"}, "ab": {"ab"}, "a*": {"a", "ab"}, "b|ab": {"b", "ab"}}

    def ends(at: int, rest: list[str]) -> set[int]:
        if not rest:
            return {at}
        if rest[0] == "~":
            return set().union(*(ends(at + n, rest[1:]) for n in range(3)))
        return ends(at + 1, rest[1:]) if at < len(words) and words[at] in fits[rest[0]] else set()

    expected = {(first, stop) for first in range(len(words)) for stop in ends(first, slots)}
    assert {(first, stop) for first, stop, _ in Matcher([parse("zz"), pattern]).find(words)} == expected


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
