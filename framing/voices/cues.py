"""The cue lexicon: which words announce speech, of which class, the lemma behind a form, and nouns for who speaks."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from framing import resources


class Cue(NamedTuple):
    """What the lexicon says of a lemma: its cue_class (codebook) and its act (speech, attitude, evidence)."""

    cue_class: str
    act: str


@cache
def lexicon(pos: str) -> dict[str, Cue]:
    """Cues by lemma for one part of speech (verb, noun)."""
    return {r["lemma"]: Cue(r["cue_class"], r["act"]) for r in resources.rows("cues/cues.tsv") if r["pos"] == pos}


@cache
def _irregular() -> dict[str, str]:
    return {form: r["lemma"] for r in resources.rows("cues/irregular_verbs.tsv") for form in r["forms"].split()}


@cache
def verb_lemma(form: str) -> str:
    """The verb behind a lower-case form: a known cue where one fits, otherwise the form with its ending cut."""
    if form in _irregular():
        return _irregular()[form]
    known, stems = lexicon("verb"), _verb_stems(form)
    american = [
        stem[:-3] + "ize" for stem in stems if stem.endswith("ise")
    ]  # one lemma for "criticise" and "criticize"
    return next((stem for stem in (*stems, *american) if stem in known), stems[-1])


def _verb_stems(form: str) -> list[str]:
    ending = next((e for e in ("ing", "ed", "es", "s") if form.endswith(e) and len(form) > len(e) + 2), "")
    if not ending:
        return [form]
    stem = form[: -len(ending)]
    stems = [form, stem + "e"]
    stems += [stem[:-1]] if stem[-1] == stem[-2] or stem.endswith("ck") else []
    stems += [stem[:-1] + "y"] if stem[-1] == "i" else []
    return [*stems, stem]


@cache
def noun_lemma(form: str) -> str:
    """The singular behind a lower-case noun."""
    known = lexicon("noun")
    if form in known or not form.endswith("s"):
        return form
    for singular in (form[:-1], form[:-2], form[:-3] + "y"):
        if singular in known:
            return singular
    return form[:-1]


@cache
def cue_class(cue: str) -> str:
    """The codebook's class of a cue's words: the first cue of the lexicon among them decides, else neutral."""
    for word in cue.lower().split():
        known = lexicon("verb").get(verb_lemma(word)) or lexicon("noun").get(noun_lemma(word))
        if known:
            return known.cue_class
    return "neutral"


@cache
def cue_lemma(cue: str) -> str:
    """The dictionary form of a cue: of the first word that the lexicon knows, else all of it in small letters."""
    words = cue.lower().split()
    found = (lemma for w in words for pos, of in _LEMMAS if (lemma := of(w)) in lexicon(pos))
    return next(found, " ".join(words))


_LEMMAS = (("verb", verb_lemma), ("noun", noun_lemma))


@cache
def _channels() -> dict[str, str]:
    return {r["word"]: r["channel"] for r in resources.rows("cues/channels.tsv")}


def channel(words: list[str]) -> str:
    """The channel (statement, briefing, interview, ...) that the first telling word among these names."""
    return next((_channels()[w] for w in words if w in _channels()), "unspecified")


@cache
def glossing_adverbs() -> frozenset[str]:
    """Adverbs with which a narrator comments on what a source says ("ostensibly to ...")."""
    return frozenset(r["word"] for r in resources.rows("cues/glosses.tsv"))


@cache
def withheld() -> frozenset[str]:
    """Participles of asking to stay unnamed ("asked not to be | identified"), which says nothing of the matter."""
    return frozenset(r["participle"] for r in resources.rows("cues/withheld.tsv"))


@cache
def role_nouns() -> dict[str, str]:
    """Common nouns for those who can speak, and whether they are people, institutions or documents."""
    return {r["phrase"].split()[-1]: f"{r['kind']} role" for r in resources.rows("sources/roles.csv")}
