"""Whose page it is: names of authors and of the outlet, taken only when the page is clear about them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from framing.corpus.words import word_classes
from framing.resources import path, rows

_BY = re.compile(
    r"^(?:written |reported |words |story |text |report )?(?:by|von|por|par|di)\b:?\s+(?P<rest>.+)$", re.IGNORECASE
)
_DATED_BY = re.compile(r"^(?=\D{0,25}\d)[^.!?]{6,60}\s(?:by|von|por|par)\s+(?P<rest>[^\d.]+)$", re.IGNORECASE)
_DAYS = (
    "January|February|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    "|(?:[Ll]ast )?[Uu]pdated|[Pp]ublished|[Pp]osted|[Ff]iled"
)
_STOP = re.compile(
    rf"\s+(?:[|•·–—-]|/)\s*|\s*[|•·/(]|,?\s+(?:[Ii]n|[Ff]or|[Aa]t|[Ff]rom|of the|[Oo]n|am|publiziert)\s+"
    rf"|\s{{2,}}|\s+\S*@|\s*@|\d|\s+(?:{_DAYS})\b"
)
_SPLIT = re.compile(r"\s*,\s*(?:[Aa]nd\s+)?|\s+(?:[Aa]nd|AND|und|y|et|e)\s+|\s*[&;]\s*")
_TOKEN = re.compile(r"^(?:[A-ZÀ-ÞŠŽČĆĐŁ][^\W\d_]*(?:['’\-.][^\W\d_]+)*\.?|[A-Z]\.(?:[A-Z]\.)*)$")
_GLUED = re.compile(r"[a-z][A-Z]{2}")  # "LeeFOX": two texts that the page has side by side
_OUTLET_TAIL = re.compile(r"(?<=[a-z])(?: (?![IVX]+\b)[A-Z]{2,})+$")  # "Ann Lee USA TODAY"
_OUTLET = r"(?P<name>(?:The )?[A-Z][\w&'’]*(?:[ \-](?:of |and |& )?[A-Z][\w&'’]*){0,3})"


@cache
def lists() -> dict[str, frozenset[str]]:
    """The word lists of resources/pages/names.json that tell persons from bodies."""
    data = _data()
    return {name: frozenset(data[name].split()) for name in ("particles", "roles", "bodies", "companies")}


@cache
def _data() -> dict:
    return json.loads(path("pages/names.json").read_text(encoding="utf-8"))


@cache
def first_names() -> frozenset[str]:
    """Given names, lower case, from resources/sources/first_names.csv."""
    return frozenset(row["name"].lower() for row in rows("sources/first_names.csv"))


@cache
def outlet_names() -> frozenset[str]:
    """Names and aliases of outlets and agencies, small letters, from resources/outlets/outlets.tsv."""
    table = rows("outlets/outlets.tsv")
    return frozenset(n.lower() for row in table for n in (row["outlet"], *row["aliases"].split(";")) if n)


@cache
def _self_naming() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p.replace("{name}", _OUTLET)) for p in _data()["self_naming"])


def is_person(name: str) -> bool:
    """Whether a name has the shape of a person's: two to four capitalised words and no word of a body or a role."""
    words = name.split()
    particles, bodies, roles = (lists()[k] for k in ("particles", "bodies", "roles"))
    if not 2 <= len(words) <= 5 or any(w.lower().strip(".") in bodies | roles for w in words):
        return False
    if name.lower() in outlet_names() or _GLUED.search(name):
        return False
    return all(_TOKEN.match(w) or w.lower() in particles for w in words) and bool(_TOKEN.match(words[-1]))


def known_first_name(name: str) -> bool:
    """Whether the name begins with a listed given name or an initial."""
    first = name.split()[0].lower()
    return first in first_names() or first.split("-")[0] in first_names() or bool(re.match(r"^[a-z]\.", first))


def persons(text: str) -> list[str]:
    """The persons that a line of names gives ("Ann Lee and Bo Sund in Paris"), none when any part is no person."""
    text = text.strip().removesuffix(",").strip()
    stop = _STOP.search(text)
    if stop and stop.group().isdigit() and text[stop.start() - 1 : stop.start()].isalpha():
        return []  # glued to something else: where the name ends is anybody's guess
    text = text[: stop.start()] if stop else text
    parts = [p.strip() for p in _SPLIT.split(text) if p.strip()]
    found = []
    for part in parts:
        shouted = part.isupper()
        part = part.title() if shouted else _OUTLET_TAIL.sub("", part)
        if not is_person(part):
            last = part.split()[-1].lower()
            apart = last in lists()["roles"] | lists()["bodies"] or part.lower() in outlet_names()
            if found and (apart or " " not in part):  # "Ann Lee, Asia editor", "Ann Lee, CNN", "Ann Lee, Paris"
                break
            return []
        found.append(part)
    return found


def byline(line: str) -> list[str] | None:
    """The persons of a line "By ...": empty when it names none for certain, None when it is no byline."""
    line = line.strip()
    dated = _DATED_BY.match(line)
    if dated and (people := persons(dated["rest"])):
        return people
    found = _BY.match(line)
    if not found or not found["rest"][:1].isupper() or (line.endswith((".", "!", "?")) and len(line.split()) > 6):
        return None
    people = persons(found["rest"])
    return people if people or len(line.split()) <= 16 else None


def is_role(line: str) -> bool:
    """A short line that says what the writer is ("Asia Editor")."""
    words = line.lower().split()
    return len(words) <= 7 and any(w.strip(",.") in lists()["roles"] for w in words) and line[:1].isupper()


def outlet(chrome: list[str], story: list[str], known: Mapping[str, str]) -> str:
    """The outlet that the page names as itself; "" when it does not or when two names compete.

    chrome: the lines that are not story. known: the user's own outlets by name and alias. One of these that stands
    alone on a line is certain; any other name must be said by the chrome, in words in which a site speaks of itself,
    and stand in three lines at least.
    """
    mastheads = {known[line] for line in chrome if line in known}
    if len(mastheads) == 1:
        return mastheads.pop()
    said = Counter(_strip(m["name"]) for line in chrome for p in _self_naming() for m in p.finditer(line))
    writers = {person for line in chrome for person in byline(line) or []}
    said = Counter({name: n for name, n in said.items() if not _general(name) and name not in writers})
    said.update(name for name in known for line in chrome if _holds(line, name))
    votes = {name: sum(_holds(line, name) for line in {*chrome, *story}) for name in said}
    votes = {name: n * said[name] for name, n in votes.items() if n >= 3 or name in known}
    if not votes:
        return ""
    best = min(votes, key=lambda name: (-votes[name], name))
    rivals = [n for n in votes if n.casefold() not in best.casefold() and best.casefold() not in n.casefold()]
    rivals = [n for n in rivals if known.get(n, n) != known.get(best, best)]
    if any(votes[rival] * 2 > votes[best] for rival in rivals):
        return ""
    longer = f"The {best.removeprefix('The ')}"
    return known.get(best) or (longer if votes.get(longer, 0) * 2 > votes[best] else best)


def _general(name: str) -> bool:
    """Words of every site ("World News", "The"), a person or a company: no name of an outlet."""
    classes = word_classes()
    words = [w for w in name.lower().split() if w not in classes["function"]]
    site = (
        classes["navigation"]
        | classes["social"]
        | classes["first_person"]
        | classes["subscription"]
        | classes["legal"]
        | classes["account"]
    )
    company = bool(words) and words[-1].strip(".,") in lists()["companies"]
    return set(words) <= site or company or (is_person(name) and known_first_name(name))


def _strip(name: str) -> str:
    return re.sub(r"['’]s$", "", name.strip())


def _holds(line: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) is not None
