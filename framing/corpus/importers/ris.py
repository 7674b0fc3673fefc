"""RIS: ProQuest's and other databases' records, and Zotero's, whose articles are files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.draft import Draft
from framing.corpus.importers.base import Entry, Item, article, no_text
from framing.text import count_words

_TAG = re.compile(r"\s*([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$")
_FEWEST = 100  # words: what is shorter is an abstract
_FIRST = {
    "title": ("TI", "T1"),
    "outlet": ("T2", "JF", "JO", "JA", "BT", "PB"),
    "date": ("DA", "Y1", "PY", "YR"),
    "url": ("UR", "LK"),
}


def recognise(lines: Sequence[str]) -> bool:
    """The first line is a type of reference, and a later one ends it."""
    first = next((line for line in lines if line.strip("\ufeff \t")), "").lstrip("\ufeff")
    tags = [m[1] for line in lines if (m := _TAG.match(line))]
    return (m := _TAG.match(first)) is not None and m[1] == "TY" and len(set(tags)) > 2


def read(lines: Sequence[str]) -> Iterator[Item]:
    """One item a record."""
    record: dict[str, list[str]] = {}
    last = ""
    for line in lines:
        match = _TAG.match(line.lstrip("\ufeff"))
        if match and match[1] == "ER":
            yield _item(record)
            record, last = {}, ""
        elif match:
            last = match[1]
            record.setdefault(last, []).append((match[2] or "").strip())
        elif last and line.strip():  # a value goes on in the next line: a paragraph of its own
            record[last][-1] += f"\n{line.strip()}"
    if record:
        yield _item(record)


def _item(record: dict[str, list[str]]) -> Item:
    fields = {name: next((v for tag in tags for v in record.get(tag, []) if v), "") for name, tags in _FIRST.items()}
    authors = [turn(a) for tag in ("AU", "A1") for a in record.get(tag, []) if a]
    files = tuple(value for tag in ("L2", "L1", "L4", "L3") for value in record.get(tag, []) if value)
    files = tuple(f for f in files if "://" not in f or f.startswith("file:"))
    text, tag = ("", "") if files else _text(record)
    if text and no_text(text) is None:
        found = article(text, fields["outlet"], fields["date"], fields["title"], "; ".join(authors), url=fields["url"])
        return _with_doubt(found, tag)
    return Entry(files, {**fields, "author": "; ".join(authors)})


def _with_doubt(draft: Draft, tag: str) -> Draft:
    draft.warnings.append(f"the text is the record's field {tag}: see that it is the article and no abstract")
    return draft


def _text(record: dict[str, list[str]]) -> tuple[str, str]:
    """The full text of a record: a field of many words; the note beside an abstract may be shorter."""
    fields = {tag: "\n".join(record.get(tag, [])) for tag in ("N2", "AB", "N1")}
    tag = max(fields, key=lambda t: count_words(fields[t]))
    abstract = tag == "N2" and count_words(fields["AB"]) and count_words(fields["N2"]) >= 2 * count_words(fields["AB"])
    whole = count_words(fields[tag]) >= _FEWEST or abstract
    paragraphs = [" ".join(line.split()) for line in fields[tag].split("\n") if line.strip()]
    return ("\n\n".join(paragraphs), tag) if whole else ("", "")


def turn(name: str) -> str:
    """ "Kest, Oda" as "Oda Kest"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()
