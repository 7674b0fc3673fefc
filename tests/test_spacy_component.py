"""The spaCy factory `attributions`, as somebody uses it who has never heard of framing."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc

from framing.voices import model, spacy_component

TEXT = (
    "The bridge fell on Monday.\n\n"
    "“It was old,” Maria Silva, the mayor of Porto, said. She promised a new one.\n\n"
    "Yonhap quoted the ministry as saying that nobody was hurt."
)


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.load(model.parser().path, exclude=["ner", "lemmatizer", "attribute_ruler"])
    nlp.add_pipe("attributions")
    return nlp


def test_the_example_of_the_documentation_runs() -> None:
    assert doctest.testmod(spacy_component).failed == 0


def test_the_entry_point_makes_it_known_without_an_import() -> None:
    program = (
        "import spacy, sys; spacy.blank('en').add_pipe('attributions'); print('framing.voices.find' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr


def test_spans_are_those_of_the_whole_doc(nlp) -> None:
    doc = nlp(TEXT)
    first = doc._.attributions[0]
    assert first.source.doc is doc
    assert first.source.text.startswith("Maria Silva")
    assert (first.cue.text, [span.text for span in first.content]) == ("said", ["“It was old,”"])
    assert (first.kind, first.tier, first.via) == ("direct", "core", None)
    assert first.rule
    assert (first.source_name, first.source_type) == ("Maria Silva", "politician")


def test_a_pronoun_has_the_name_of_its_person(nlp) -> None:
    promised = next(a for a in nlp(TEXT)._.attributions if a.cue.text == "promised")
    assert (promised.source.text, promised.source_name) == ("She", "Maria Silva")


def test_relayed_speech_is_the_principal_s_with_the_medium_as_via(nlp) -> None:
    relayed = nlp(TEXT)._.attributions[-1]
    assert (relayed.source.text, relayed.via.text) == ("the ministry", "Yonhap")


def test_attributions_survive_saving_the_doc(nlp) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [str(a) for a in again._.attributions] == [str(a) for a in doc._.attributions]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", '"', "“", "🙂 “🙂” 🙂", "\u202bقال الوزير\u202c", "a\x00b said\r\n\r\n'c"]
)
def test_any_text_gives_a_list(nlp, text: str) -> None:
    assert isinstance(nlp(text)._.attributions, list)


def test_a_pipeline_without_a_parser_is_told_what_is_missing() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("attributions")
    with pytest.raises(ValueError, match="Add it after a tagger and a parser"):
        blank("He said no.")
