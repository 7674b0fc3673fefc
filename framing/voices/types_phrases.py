"""What a noun phrase says about somebody: role, leaf of the codebook, country, gender, former."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.voices.mentions import Mention, Text
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import Term
from framing.voices.types_affiliation import affiliation, nation
from framing.voices.types_order import OFFICIAL, Lookup

STOPS = frozenset({".", ";", ":", "!", "?", '"', "“", "”", "(", ")", "–", "—", "["})


@dataclass(slots=True)
class Description:
    """One description of somebody, as read in the text."""

    leaf: str
    rule: str
    role: str = ""
    form: str = "individual"
    gender: str = ""
    country: str = ""
    former: bool = False
    words: frozenset[str] = field(default_factory=frozenset)
    owner: Mention | None = None  # author of a document, client of a lawyer
    follows: str = ""
    head: int = -1


def describe(text: Text, first: int, last: int, lexicon: Lexicon, look: Lookup) -> Description | None:
    """What the phrase of words [first, last) says; None when it has no title or head noun."""
    first, end = core(text, first, last, lexicon)
    at, term = head_role(text, first, end)
    if term is None:
        return None
    former = is_former(text, first, at, lexicon)
    leaf, country, rule, owner = term.leaf, nation(text, first, at), f"{term.form}: {text.between(at, end)}", None
    if term.follows:
        found = affiliation(text, first, at, end, last, term, lexicon, look)
        if found:
            leaf, country, owner = found[0], found[1] or country, found[2]
            rule = f"{rule} ({text.between(owner.first, owner.last) if owner else found[3]})"
        elif term.role == "director" and any(t.role == "film" for _, t in text.terms.values()):
            leaf, rule = "public_figure", f"{rule} (of a film)"
    if not country and term.follows != "author":
        country = _country_after(text, end, last)
    if former:
        leaf = once(leaf)
    words = frozenset(low for low in text.lows[first:end] if low[0].isalnum())
    return Description(
        leaf, f"{rule} -> {leaf}", term.role, term.form, term.gender, country, former, words, owner, term.follows, at
    )


def once(leaf: str) -> str:
    """The leaf of somebody who held such a post and does no more."""
    if leaf in OFFICIAL:
        return "politician"
    return "expert" if leaf in ("military", "justice", "intergovernmental") else leaf


def core_end(text: Text, first: int, last: int, lexicon: Lexicon) -> int:
    """The end of the phrase's core: before the first preposition, relative clause, participle or sign."""
    small, terms, lows = lexicon.small, text.terms, text.lows
    i = first
    while i < last:
        if i in terms:
            i = terms[i][0]
            continue
        if i in text.names:
            i = text.names[i].last
            continue
        low = lows[i]
        times = small["former"] | small["current"]
        if low == "and" and i == first + 1 and i + 1 < last and {lows[first], lows[i + 1]} <= times:
            i += 1  # "current and former officials"
            continue
        if i > first and (low in small["preposition"] or low in small["boundary"] or low == "," or low in STOPS):
            break
        i += 1
    return min(i, last)


def core(text: Text, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """The words of the phrase's core; after a quantity ("dozens of protesters") the core of what is counted."""
    end = core_end(text, first, last, lexicon)
    if (
        text.lows[end - 1 : end]
        and text.lows[end - 1] in lexicon.small["quantity"]
        and text.word(end) == "of"
        and end + 1 < last
    ):
        start = end + 1
        while start < last - 1 and text.lows[start] in lexicon.small["determiner"]:
            start += 1
        inner = core_end(text, start, last, lexicon)
        role = head_role(text, start, inner)[1]
        if role is not None and role.form in ("collective", "individual"):
            return start, inner
    return first, end


def head_role(text: Text, first: int, end: int) -> tuple[int, Term | None]:
    """(place, term) of the last title or head noun that ends the core, words unknown to the lexicon aside."""
    best: tuple[int, Term | None] = (-1, None)
    for i in range(first, end):
        name = text.names.get(i)
        if name is not None and best[1] is not None and name.last >= end:
            if name.form == "person":
                return -1, None
            if best[1].form == "individual" and text.terms[best[0]][0] == i:
                return best  # "leader of the opposition Lantern Party"
        if i in text.terms and text.terms[i][1].kind in ("role", "people"):
            best = i, text.terms[i][1]
    return best


def is_former(text: Text, first: int, at: int, lexicon: Lexicon) -> bool:
    """Whether "former", "ex-" or the like stands before the role at word `at`, and no "current"."""
    if not lexicon.small["current"].isdisjoint(text.lows[first:at]):
        return False
    return any(text.lows[i] in lexicon.small["former"] or text.lows[i].startswith("ex-") for i in range(first, at + 1))


def _country_after(text: Text, end: int, last: int) -> str:
    for i in range(end, min(last, end + 5)):
        if text.lows[i] == ",":
            return ""
        if i in text.terms and text.terms[i][1].kind in ("country", "nation"):
            return text.terms[i][1].country
    return ""
