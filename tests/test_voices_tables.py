"""The tables attributions and passages of an article, whole: what they hold and that they agree with each other."""

from __future__ import annotations

from voice_cases import articles, voices

from framing import tables
from framing.voices import code_voices

STORY = (
    "The bridge fell on Monday.\n\n“It was old,” the mayor said. China and Russia said the talks had failed.\n\n"
    "The minister threatened to close the tunnel."
)


def test_no_articles_give_empty_tables():
    found, passages = code_voices(tables.ARTICLES.frame())
    assert (list(found.columns), len(found)) == (list(tables.ATTRIBUTIONS.columns), 0)
    assert (list(passages.columns), len(passages)) == (list(tables.PASSAGES.columns), 0)


def test_attributions_are_numbered_in_the_order_of_the_text_by_article():
    found, _ = code_voices(articles(STORY, "", STORY))
    assert found.groupby("article_id")["attribution_id"].apply(list).to_dict() == {
        "a-0": [1, 2, 3, 4],
        "a-2": [1, 2, 3, 4],
    }
    first = [spans[0][0] for spans in found["content_spans"]]
    assert first == sorted(first[:4]) * 2


def test_paragraphs_are_counted_from_zero():
    assert [f.paragraph for f in voices(STORY)] == [1, 1, 1, 2]


def test_only_core_attributions_make_source_voice():
    _, passages = code_voices(articles(STORY))
    told = {(row.voice, tuple(row.attribution_ids)): STORY[row.start : row.end] for row in passages.itertuples()}
    assert told[("source", (1,))] == "“It was old,”"
    assert told[("source", (2, 3))] == "the talks had failed"
    assert all(4 not in ids for _, ids in told)
    assert told[("outlet", ())].startswith("The minister threatened")


def test_words_of_shared_content_add_up_to_its_words():
    found, passages = code_voices(articles(STORY))
    core = found[found["tier"] == "core"]
    assert core["words"].sum() == passages.loc[passages["voice"] == "source", "words"].sum() == 7


def test_an_attribution_without_source_or_cue_has_blanks():
    signed = voices("“The river gives and the river takes.” – Anna Keller")[0]
    assert (signed.cue, signed.cue_start, signed.cue_end, signed.cue_class) == ("", -1, -1, "neutral")


def test_the_same_articles_give_the_same_tables_in_any_company():
    alone = [code_voices(articles(STORY)), code_voices(articles(STORY))]
    company, tiles = code_voices(articles(STORY, "“No,” she said.", STORY))
    for attributions, passages in alone:
        assert attributions.equals(company[company["article_id"] == "a-0"].reset_index(drop=True))
        assert passages.equals(tiles[tiles["article_id"] == "a-0"].reset_index(drop=True))
