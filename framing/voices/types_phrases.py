"""What a noun phrase says about somebody: role, leaf of the codebook, country, gender, former."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from framing.voices.mentions import Mention, Text
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import Term

OFFICIAL = frozenset({"government", "legislator", "politician"})
EXPERTISE = frozenset({"expert", "academic", "think_tank"})
EMPLOYERS = frozenset(
    {"business", "think_tank", "academic", "intergovernmental", "civil_society", "news_media", "public_media"}
)
MEDIA = frozenset({"news_media", "public_media", "state_media"})
SCHOLARS = frozenset({"academic", "think_tank", "business"})
ORDER = (
    "government", "military", "justice", "legislator", "politician", "intergovernmental", "state_media", "public_media",
    "news_media", "academic", "think_tank", "expert", "civil_society", "business", "public_figure", "citizen",
    "document", "anonymous", "unspecified",
)  # fmt: skip
RANK = {leaf: i for i, leaf in enumerate(ORDER)}
OFFICES = frozenset({"government", "military", "justice", "legislator", "politician", "intergovernmental"})
COUNTRYWIDE = frozenset({"government", "politician", "legislator"})
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


Lookup = Callable[[Mention], tuple[str, str, str]]
"""Mention -> (leaf, country, rule) of the entity it names; leaf "" when it says nothing."""


def describe(text: Text, first: int, last: int, lexicon: Lexicon, look: Lookup) -> Description | None:
    """What the phrase of words [first, last) says; None when it has no title or head noun."""
    first, end = core(text, first, last, lexicon)
    at, term = head_role(text, first, end)
    if term is None:
        return None
    former = is_former(text, first, at, lexicon)
    leaf, country, rule, owner = term.leaf, nation(text, first, at), f"{term.form}: {text.between(at, end)}", None
    if term.follows:
        found = _affiliation(text, first, at, end, last, term, lexicon, look)
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
        if i in text.terms and text.terms[i][1].kind in ("role", "people"):
            best = i, text.terms[i][1]
        elif i in text.names and best[1] is not None and text.names[i].last >= end:
            return -1, None
    return best


def is_former(text: Text, first: int, at: int, lexicon: Lexicon) -> bool:
    """Whether "former", "ex-" or the like stands before the role at word `at`."""
    return any(text.lows[i] in lexicon.small["former"] or text.lows[i].startswith("ex-") for i in range(first, at + 1))


def nation(text: Text, first: int, last: int) -> str:
    """The country that an adjective of nationality or "X's" gives the phrase."""
    for i in range(first, last):
        if i in text.terms and text.terms[i][1].kind in ("nation", "country"):
            return text.terms[i][1].country
    return ""


def _country_after(text: Text, end: int, last: int) -> str:
    for i in range(end, min(last, end + 5)):
        if text.lows[i] == ",":
            return ""
        if i in text.terms and text.terms[i][1].kind in ("country", "nation"):
            return text.terms[i][1].country
    return ""


Affiliation = tuple[str, str, Mention | None, str]


def _affiliation(
    text: Text, first: int, at: int, end: int, last: int, term: Term, lexicon: Lexicon, look: Lookup
) -> Affiliation | None:
    """(leaf, country, owner, words) of whom the holder of the role stands for."""
    found = None
    if term.follows == "region":
        region = next(
            (t for i in range(first, at) if i in text.terms and (t := text.terms[i][1]).leaf == "politician"), None
        )
        return ("politician", region.country, None, region.name) if region else None
    if term.follows == "author":
        by = next(
            (
                i
                for i in range(end, last)
                if text.lows[i] in ("by", "from") and text.lows[i - 1] not in lexicon.small["received"]
            ),
            last,
        )
        return owner(text, by, last, look) or owner(text, first, at, look)
    before = _accept(term, body(text, first, at, look, term, before=True))
    if before and before[0] in OFFICES and not (before[2] and before[2].form == "country"):
        return before
    if term.follows != "before" and end < last and text.lows[end] in lexicon.small["affiliation"]:
        found = _accept(term, body(text, end, last, look, term))
    return found or before


def _accept(term: Term, found: Affiliation | None) -> Affiliation | None:
    """The affiliation if it can change the leaf of such a role: a bank's economist is business, a ministry's expert."""
    if found is None:
        return None
    allowed = OFFICES if term.leaf == "anonymous" else EMPLOYERS if term.leaf in EXPERTISE else RANK
    if term.leaf == "academic":
        allowed = SCHOLARS
    if term.follows == "before":
        allowed = MEDIA if term.leaf == "citizen" else OFFICES
    return found if found[0] in allowed else None


def owner(text: Text, first: int, last: int, look: Lookup) -> Affiliation | None:
    """The first name in [first, last) whose leaf is known: the author of a document."""
    for i in range(first, last):
        mention = text.names.get(i)
        if mention and mention.form != "country" and (known := look(mention))[0]:
            return known[0], known[1], mention, known[2]
    for i in range(first, last):
        if (
            i in text.terms
            and (term := text.terms[i][1]).kind == "role"
            and term.form in ("institution", "individual", "collective")
        ):
            return term.leaf, nation(text, first, i), None, text.between(i, text.terms[i][0])
    return None


def body(text: Text, first: int, last: int, look: Lookup, role: Term, before: bool = False) -> Affiliation | None:
    """The organisation in [first, last), else the person, else the country that the phrase belongs to."""
    country, bodies, person = None, [], None
    for i in range(first, last):
        if text.lows[i] in ("who", "which", ";") or (text.lows[i] == "," and i > first):
            break
        if mention := text.names.get(i):
            leaf, iso, rule = look(mention)
            if mention.form == "country":
                country = country or ("government", iso, mention, rule)
            elif leaf and mention.form == "institution":
                bodies.insert(0 if not before and text.word(i - 1) == "at" else len(bodies), (leaf, iso, mention, rule))
            elif leaf and role.role != "source":
                person = person or (leaf, iso, mention, rule)
            elif not leaf and role.role == "spokesperson" and mention.form == "person" and not before:
                person = person or ("business", "", mention, "spoken for")  # an unknown name that has a spokesperson
        elif i in text.terms:
            term = text.terms[i][1]
            if term.kind == "nation":
                country = country or ("government", term.country, None, term.name)
            elif _is_body(term, before):
                bodies.append((term.leaf, nation(text, first, i), None, text.between(i, text.terms[i][0])))
    if bodies:
        return min(bodies, key=lambda b: RANK[b[0]]) if before else bodies[0]
    if person:
        return person
    return country if role.leaf in COUNTRYWIDE else None


def _is_body(term: Term, before: bool) -> bool:
    """Whether a small word stands for an organisation: "the ministry's", "police", before a title also "rebel"."""
    if term.kind == "pattern":
        return True
    if term.kind != "role" or term.follows == "author" or term.leaf in ("unspecified", "anonymous", "citizen"):
        return False
    return term.form == "institution" or (term.leaf in OFFICES and (before or term.form == "collective"))
