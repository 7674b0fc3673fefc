"""The descriptions that stand around a person's name: title before it, apposition, clause or affiliation after it."""

from __future__ import annotations

from collections.abc import Iterator

from framing.voices.mentions import Mention, Text
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import Term
from framing.voices.types_affiliation import POSSESSIVE, body
from framing.voices.types_order import EMPLOYERS, MEDIA, Lookup
from framing.voices.types_phrases import STOPS, Description, describe

PARTY_LETTERS = frozenset({"r", "d", "i"})
ANY_ROLE = Term("role", "", follows="first")
NOTHING = Term("", "")
REACH = 32
SHORT = 5
"""Letters that an abbreviated title has fewer than."""
TITLE_REACH = 12
SENTENCE_ENDS = frozenset({".", "!", "?", "“", "”", '"'})


def around(mention: Mention, lexicon: Lexicon, look: Lookup) -> Iterator[Description]:
    """Every description of the person of this mention next to it."""
    text = mention.text
    first = _title_start(text, mention.first, lexicon)
    if first < mention.first:
        found = describe(text, first, _skip_back(text, mention.first), lexicon, look)
        if found and (found.form == "individual" or found.role == "film"):
            yield found
    elif text.word(first - 1) in POSSESSIVE and (employer := _employer(text, first - 1, look)):
        yield employer
    elif text.word(first - 1) == "," and (medium := _writing_for(text, first - 1, look)):
        yield medium
    after, party = _skip_brackets(text, mention.last)
    if party:
        yield Description("politician", f"party letter: {party} -> politician", "politician", country="US")
    yield from _after(text, after, lexicon, look)


def deeds(mention: Mention) -> Iterator[Description]:
    """What the person of this mention does in its sentence that tells her capacity: "would run again"."""
    text = mention.text
    first, last = mention.first, mention.last
    while first > 0 and text.lows[first - 1] not in SENTENCE_ENDS:
        first -= 1
    while last < len(text.lows) and text.lows[last] not in SENTENCE_ENDS:
        last += 1
    if sum(k in text.names and text.names[k].form == "person" for k in range(first, last)) == 1:
        for k in range(first, last):
            if k in text.terms and (term := text.terms[k][1]).kind == "deed":
                yield Description(term.leaf, f"deed: '{term.name}' -> {term.leaf}", term.role)


def _skip_back(text: Text, i: int) -> int:
    """The end of a title that stands before word i: past "Mr.", an abbreviation's full stop, one comma."""
    while i > 0 and (text.word(i - 1) == "," or _abbreviates(text, i - 1) or _is_honorific(text, i - 1)):
        i -= 1
    return i


def _abbreviates(text: Text, i: int) -> bool:
    """Whether word i is the full stop of an abbreviation: "Lt. X", no sentence's end."""
    return (
        text.word(i) == "."
        and text.starts[i] == text.ends[i - 1]
        and (_is_honorific(text, i - 1) or len(text.lows[i - 1]) < SHORT)
    )


def _is_honorific(text: Text, i: int) -> bool:
    return text.terms.get(i, (0, NOTHING))[1].kind == "honorific"


def _employer(text: Text, end: int, look: Lookup) -> Description | None:
    """The organisation whose name ends at word `end` and whose person is meant: "Ifop's X"."""
    body = next(
        (text.names[k] for k in range(max(0, end - 8), end) if k in text.names and text.names[k].last == end), None
    )
    if body is None or body.form != "institution" or (known := look(body))[0] not in EMPLOYERS:
        return None
    return Description(known[0], f"{body.name}'s -> {known[0]}", "member", country=known[1])


def _writing_for(text: Text, comma: int, look: Lookup) -> Description | None:
    """The medium of "Writing in the Lindow Post, X": for whom somebody writes."""
    first = comma
    while first > max(0, comma - REACH) and text.lows[first] not in ("writing", *STOPS):
        first -= 1
    found = body(text, first + 1, comma, look, ANY_ROLE) if text.lows[first] == "writing" else None
    return (
        Description(found[0], f"writing for {found[3]} -> {found[0]}", "writer")
        if found and found[0] in MEDIA
        else None
    )


def _title_start(text: Text, i: int, lexicon: Lexicon) -> int:
    """The first word of the title before word i, i itself when there is none."""
    end = _skip_back(text, i)
    comma = "," in text.lows[end:i]
    first = _phrase_start(text, end, comma, lexicon)
    roles = [text.terms[k][0] for k in range(first, end) if k in text.terms and text.terms[k][1].kind == "role"]
    if end in roles or (comma and roles and _opens(text, first, lexicon.small)):
        return first
    return i


def _phrase_start(text: Text, end: int, comma: bool, lexicon: Lexicon) -> int:
    """Where the noun phrase that ends at word `end` begins; before a comma "of", "for" and "at" are part of it."""
    small, lows, inner = lexicon.small, text.lows, ("of", "for", "at") if comma else ("of",)
    first = end
    while first > 0 and end - first < TITLE_REACH:
        if (known := text.known_before(first)) < first:
            first = known
            continue
        low = lows[first - 1]
        if low in STOPS or low == "," or low in small["boundary"] or low.isdigit():
            break
        if low in small["preposition"] and low not in inner:
            break
        first -= 1
        if low in small["determiner"] and not (comma and text.word(first - 1) in inner):
            break
    return first


def _opens(text: Text, j: int, small: dict[str, frozenset[str]]) -> bool:
    """Whether a title before a comma begins its sentence or phrase, so that "..., X" names its holder."""
    return j == 0 or text.lows[j - 1] in STOPS or text.lows[j] in small["definite"] or text.word(j + 1) == "'s"


def _skip_brackets(text: Text, i: int) -> tuple[int, str]:
    """(next word, party) after "(R-S.C.)" or other brackets behind a name."""
    if text.word(i) != "(":
        return i, ""
    close = next((k for k in range(i + 1, min(i + 10, len(text.lows))) if text.lows[k] == ")"), -1)
    if close < 0:
        return i, ""
    inner = text.words[i + 1] if i + 1 < close else ""
    party = inner[0] if inner and inner[0].lower() in PARTY_LETTERS and (len(inner) == 1 or inner[1:2] == "-") else ""
    return close + 1, party


def _after(text: Text, i: int, lexicon: Lexicon, look: Lookup) -> Iterator[Description]:
    small = lexicon.small
    low = text.word(i)
    if low in ("of", "at", "from") and text.word(i + 1) not in ("a", "his", "her"):
        if found := _affiliated(text, i, phrase_end(text, i + 1), look, f"{low} "):
            yield found
        return
    if low == "who":
        i -= 1
    elif low not in (",", "-", "–", "—") or (low == "-" and text.word(i + 1) != "-"):
        return
    i += 2 if text.word(i + 1) == "-" else 1
    i += text.word(i) in small["now"]
    if text.word(i).isdigit() and text.word(i + 1) in (",", "who"):
        yield Description("citizen", f"age given: {text.word(i)} -> citizen", "resident")
        i += 2 if text.word(i + 1) == "," else 1
    if text.word(i) == "who":
        yield from _clause(text, i + 1, lexicon, look)
    elif text.word(i) in ("of", "from", "with", "at"):
        if found := _affiliated(text, i, phrase_end(text, i + 1), look, "of "):
            yield found
    elif i < len(text.lows):
        end = phrase_end(text, i)
        found = describe(text, i, end, lexicon, look)
        if (
            found
            and (found.form == "individual" or found.role == "film")
            and not _starts_clause(text, i, found.head, small)
        ):
            yield found
            yield from _clause_inside(text, i, end, lexicon, look)


def _starts_clause(text: Text, i: int, head: int, small: dict[str, frozenset[str]]) -> bool:
    """Whether what follows the comma is a new subject ("X, President Y said") and no apposition."""
    after = text.terms[head][0]
    return (after in text.names and text.names[after].form == "person") or text.word(i) in small["boundary"] - {"then"}


def _clause_inside(text: Text, i: int, end: int, lexicon: Lexicon, look: Lookup) -> Iterator[Description]:
    for k in range(i, end - 1):
        at = text.lows[k] in lexicon.small["now"] and text.lows[k + 1] in ("at", "of", "with")
        if at and (found := _affiliated(text, k + 1, end, look, "now ")):
            yield found
            return
    who = next((k for k in range(i, end) if text.lows[k] == "who"), -1)
    if who > 0:
        yield from _clause(text, who + 1, lexicon, look)


def _clause(text: Text, i: int, lexicon: Lexicon, look: Lookup) -> Iterator[Description]:
    """ "who heads the Centre of X", "who is a professor at Y", "who served as minister"."""
    k = next((k for k in range(i, min(i + 4, len(text.lows))) if text.lows[k] == "as"), -1)
    if k > i and all(low.isalpha() for low in text.lows[i:k]):
        found = describe(text, k + 1, phrase_end(text, k + 1), lexicon, look)
        if found and found.form == "individual":
            yield found
            return
    for k in range(i, min(i + 3, len(text.lows))):
        low = text.lows[k]
        if low in lexicon.small["affiliated"]:
            if found := _affiliated(text, k, phrase_end(text, k + 1), look, f"who {low} "):
                yield found
            return
        if low in ("is", "was", "became"):
            found = describe(text, k + 1, phrase_end(text, k + 1), lexicon, look)
            if found and found.form == "individual":
                found.former = found.former or low == "was"
                yield found
            return


def _affiliated(text: Text, i: int, end: int, look: Lookup, words: str) -> Description | None:
    found = body(text, i + 1, end, look, ANY_ROLE, before=False)
    if not found or (found[0] not in EMPLOYERS and found[2] is not None and found[2].form != "institution"):
        return None
    shown = found[2].name if found[2] else found[3]
    return Description(found[0], f"{words}{shown} -> {found[0]}", "member", country=found[1])


def phrase_end(text: Text, i: int) -> int:
    """The end of the description that begins at word i: the next comma, sign or verb of speech."""
    last = min(len(text.lows), i + REACH)
    for k in range(i, last):
        low = text.lows[k]
        if low in ("said", "says", "told") or (low == "," and k > i):
            return k
        if low in STOPS and low not in ("(", ")") and not (low == "." and len(text.lows[k - 1]) <= 2):
            return k
    return last
