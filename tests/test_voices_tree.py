"""A parsed paragraph as lists: heads, edges, sentences and quotations agree with spaCy's own."""

from __future__ import annotations

import pytest

from framing.voices.model import parser
from framing.voices.tree import Tree

TEXT = 'The mayor, who had waited, said "we will go". The old bridge fell.'


@pytest.fixture(scope="module")
def doc():
    return parser()(TEXT)


@pytest.fixture(scope="module")
def tree(doc):
    return Tree(doc, doc.text)


def test_tokens_keep_their_characters_tags_and_heads(doc, tree):
    assert [(t.idx, t.idx + len(t), t.lower_, t.tag_, t.dep_, t.head.i) for t in doc] == list(
        zip(tree.start, tree.end, tree.lower, tree.tag, tree.dep, tree.head, strict=True)
    )


def test_edges_and_subtrees_are_the_parsers(doc, tree):
    assert [(t.left_edge.i, t.right_edge.i) for t in doc] == list(zip(tree.left, tree.right, strict=True))
    assert [[k.i for k in t.subtree] for t in doc] == [tree.subtree(i) for i in range(len(tree))]


def test_sentences_are_numbered_from_zero(doc, tree):
    assert tree.sentence == [n for n, sentence in enumerate(doc.sents) for _ in sentence]


def test_a_child_is_found_by_its_dependency(tree):
    said = tree.lower.index("said")
    assert tree.lower[tree.kid(said, "nsubj")] == "mayor"
    assert tree.kid(said, "agent", "dative") == -1


def test_tokens_know_the_quotation_they_stand_in(tree):
    inside = [tree.lower[i] for i in range(len(tree)) if tree.quote[i] == 0]
    assert inside == ['"', "we", "will", "go", '"']
    assert [tree.lower[i] for i in tree.quoted(0)] == inside
    assert tree.span(*tree.quoted(0)[:: len(inside) - 1]) == tree.quotes[0][:2]


def test_a_paragraph_without_tokens_is_a_tree_without_tokens():
    empty = Tree(parser().make_doc(""), "")
    assert len(empty) == 0
    assert empty.quotes == []
