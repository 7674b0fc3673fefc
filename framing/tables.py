"""Every table: its columns, types and keys - the contract between rooms, checked at the door."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

TEXT, WHOLE, REAL, FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()
TEXTS, WHOLES, SPANS = pa.list_(TEXT), pa.list_(WHOLE), pa.list_(pa.list_(WHOLE))
ASSESSMENTS = pa.list_(
    pa.struct(
        {
            "start": WHOLE,
            "end": WHOLE,
            "words": TEXT,
            "polarity": REAL,
            "subjectivity": REAL,
        }
    )
)


class TableError(ValueError):
    """A table breaks its contract: the message names the table, the column or row, and the remedy."""


@dataclass(frozen=True)
class Table:
    """One table of the contract: its name, key and typed columns.

    An absent text is "", an absent offset is -1, an absent list is empty: no column holds nulls.
    """

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, pa.DataType]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema(list(self.columns.items()))

    def frame(self, rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
        """Rows (one mapping each, every column given) as a checked DataFrame."""
        rows = list(rows)
        data = pd.DataFrame(rows, columns=list(self.columns) if not rows else None)
        return self.check(data)

    def check(self, data: pd.DataFrame) -> pd.DataFrame:
        """The same rows in contract order and types; TableError names what breaks it."""
        for column in self.columns:
            if column not in data.columns:
                near = difflib.get_close_matches(column, [str(c) for c in data.columns], n=1)
                hint = f"; did you mean the column '{near[0]}'?" if near else ""
                raise TableError(f"table {self.name}: column '{column}' is missing{hint}")
        try:
            arrow = pa.Table.from_pandas(data[list(self.columns)], schema=self.schema, preserve_index=False)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise TableError(f"table {self.name}: {error.args[-1]} ({error.args[0]})") from error
        result = from_arrow(arrow)
        self._check_key(result)
        return result

    def _check_key(self, data: pd.DataFrame) -> None:
        twice = data.duplicated(list(self.key))
        if twice.any():
            row = data.loc[twice, list(self.key)].iloc[0].to_dict()
            raise TableError(f"table {self.name}: two rows have the key {row}; keys must differ")


def from_arrow(arrow: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame whose list columns hold Python lists."""
    data = arrow.to_pandas()
    for field in arrow.schema:
        if pa.types.is_list(field.type):
            data[field.name] = pd.Series(arrow[field.name].to_pylist(), dtype=object)
    return data


ARTICLES = Table(
    "articles",
    ("article_id",),
    {
        "article_id": TEXT,
        "outlet": TEXT,
        "published": TEXT,  # ISO 8601, time zone kept where given
        "date": TEXT,  # YYYY-MM-DD
        "title": TEXT,
        "standfirst": TEXT,
        "author": TEXT,
        "byline": TEXT,
        "url": TEXT,
        "caption": TEXT,  # captions of the page, one a line
        "text": TEXT,
        "words": WHOLE,
        "copy_of": TEXT,
        "containment": REAL,
        "warnings": TEXTS,
    },
)
REMOVED_LINES = Table(
    "removed_lines",
    ("article_id", "line"),
    {"article_id": TEXT, "line": WHOLE, "zone": TEXT, "text": TEXT, "reason": TEXT},
)
ATTRIBUTIONS = Table(
    "attributions",
    ("article_id", "attribution_id"),
    {
        "article_id": TEXT,
        "attribution_id": WHOLE,  # 1.. within the article, in order of appearance
        "zone": TEXT,
        "source": TEXT,
        "source_start": WHOLE,
        "source_end": WHOLE,
        "source_id": TEXT,
        "source_name": TEXT,
        "source_key": TEXT,  # the same wherever a corpus means this source; "" where that is not sure
        "source_type": TEXT,
        "source_group": TEXT,
        "country": TEXT,
        "side": TEXT,
        "named": FLAG,
        "source_kind": TEXT,
        "former": FLAG,
        "via": TEXT,
        "channel": TEXT,
        "cue": TEXT,
        "cue_start": WHOLE,
        "cue_end": WHOLE,
        "cue_class": TEXT,
        "content_spans": SPANS,
        "kind": TEXT,
        "tier": TEXT,
        "paragraph": WHOLE,
        "words": REAL,
        "quoted_words": REAL,
        "rule": TEXT,
        "type_rule": TEXT,
    },
)
PASSAGES = Table(
    "passages",
    ("article_id", "zone", "start"),
    {
        "article_id": TEXT,
        "zone": TEXT,
        "start": WHOLE,
        "end": WHOLE,
        "sentence": WHOLE,
        "voice": TEXT,
        "attribution_ids": WHOLES,
        "words": WHOLE,
    },
)
SENTIMENT = Table(
    "sentiment",
    ("article_id", "zone", "start", "instrument"),
    {
        "article_id": TEXT,
        "zone": TEXT,
        "start": WHOLE,
        "instrument": TEXT,
        "end": WHOLE,
        "polarity": REAL,
        "subjectivity": REAL,
        "scored_words": WHOLE,
        "coverage": REAL,  # share of the passage's words that were scored
        "assessments": ASSESSMENTS,
    },
)
STANCE = Table(
    "stance",
    ("article_id", "zone", "start", "term"),
    {
        "article_id": TEXT,
        "zone": TEXT,
        "start": WHOLE,
        "end": WHOLE,
        "term": TEXT,  # id of the lexicon entry
        "text": TEXT,  # the words that matched
        "category": TEXT,
        "direction": WHOLE,
        "negated": FLAG,
        "voice": TEXT,
        "attribution_ids": WHOLES,
    },
)
WORDING = Table(
    "wording",
    ("article_id", "zone", "start", "kind", "term"),
    {
        "article_id": TEXT,
        "zone": TEXT,
        "start": WHOLE,
        "end": WHOLE,
        "kind": TEXT,
        "term": TEXT,
        "voice": TEXT,
        "attribution_ids": WHOLES,
    },
)
TABLES = {t.name: t for t in (ARTICLES, REMOVED_LINES, ATTRIBUTIONS, PASSAGES, SENTIMENT, STANCE, WORDING)}
MEASURE_COLUMNS = (
    "measure",
    "category",
    "estimate",
    "low",
    "high",
    "numerator",
    "denominator",
    "articles",
    "unit",
    "note",
)
NOTHING_SAID = "nothing said of the person"
"""type_rule of a person of whom the article tells no capacity."""
ZONES = ("title", "standfirst", "caption", "story")
ZONE_COLUMN = {"title": "title", "standfirst": "standfirst", "caption": "caption", "story": "text"}
