"""Whom the holder of a title stands for: the organisation, person or nation of a phrase."""

from __future__ import annotations

from framing.voices.mentions import Mention, Text
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import Term
from framing.voices.types_order import COUNTRYWIDE, EMPLOYERS, EXPERTISE, MEDIA, OFFICES, RANK, SCHOLARS, Lookup

POSSESSIVE = ("'s", "'", "’")


def nation(text: Text, first: int, last: int) -> str:
    """The country that an adjective of nationality or "X's" gives the phrase."""
    for i in range(first, last):
        if i in text.terms and text.terms[i][1].kind in ("nation", "country"):
            return text.terms[i][1].country
    return ""


Affiliation = tuple[str, str, Mention | None, str]


def affiliation(
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
    if text.lows[first] == "its" and before is None and (whose := _accept(term, its_body(text, first, look))):
        return whose
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
    """The first name in [first, last) whose leaf is known, of a title and name the person: a document's author."""
    for i in range(first, last):
        if (person := _titled(text, i, last)) and (known := look(person))[0]:
            return known[0], known[1], person, known[2]
        mention = text.names.get(i)
        known = look(mention) if mention and mention.form != "country" else ("", "", "")
        if known[0]:
            return known[0], known[1], mention, known[2]
        if mention and mention.form == "person" and text.word(mention.last) in POSSESSIVE:
            return "unspecified", "", mention, "its author"
    for i in range(first, last):
        if (
            i in text.terms
            and (term := text.terms[i][1]).kind == "role"
            and term.form in ("institution", "individual", "collective")
        ):
            return term.leaf, nation(text, first, i), None, text.between(i, text.terms[i][0])
    return None


def _titled(text: Text, i: int, last: int) -> Mention | None:
    """The person whose title begins with the body at word i: "Loyola Law School professor Justin Levitt"."""
    k = text.names[i].last if i in text.names and text.names[i].form == "institution" else last
    while k < last and k in text.terms and text.terms[k][1].form == "individual":
        k = text.terms[k][0]
    return text.names[k] if k < last and k in text.names and text.names[k].form == "person" else None


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
            elif _is_body(term, before) and (again := _taken_up(text, first, i, look)):
                bodies.append(again)
            elif _is_body(term, before):
                bodies.append((term.leaf, nation(text, first, i), None, text.between(i, text.terms[i][0])))
    if bodies:
        return min(bodies, key=lambda b: RANK[b[0]]) if before else bodies[0]
    if person:
        return person
    return country if role.leaf in COUNTRYWIDE else None


def _taken_up(text: Text, first: int, i: int, look: Lookup) -> Affiliation | None:
    """The body named before that "the ministry" or "a ministry" of a title takes up: the last one with that word."""
    if any(k in text.terms for k in range(first, i)):
        return None
    named = (text.names[k] for k in range(first - 1, -1, -1) if k in text.names)
    mention = next((m for m in named if m.form == "institution" and m.term is None and text.lows[i] in _lows(m)), None)
    known = look(mention) if mention else ("", "", "")
    return (known[0], known[1], mention, known[2]) if known[0] else None


def _lows(mention: Mention) -> list[str]:
    return mention.text.lows[mention.first : mention.last]


def its_body(text: Text, first: int, look: Lookup) -> Affiliation | None:
    """The body or state named last before "its" at word `first`, when it is known."""
    named = (text.names[k] for k in range(first - 1, -1, -1) if k in text.names)
    mention = next((m for m in named if m.form in ("institution", "country")), None)
    known = look(mention) if mention else ("", "", "")
    return (known[0], known[1], mention, known[2]) if known[0] else None


def _is_body(term: Term, before: bool) -> bool:
    """Whether a small word stands for an organisation: "the ministry's", "police", before a title also "rebel"."""
    if term.kind == "pattern":
        return True
    if term.kind != "role" or term.follows == "author" or term.leaf in ("unspecified", "anonymous", "citizen"):
        return False
    return term.form == "institution" or (term.leaf in OFFICES and (before or term.form == "collective"))
