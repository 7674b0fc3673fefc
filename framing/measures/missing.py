"""Who is missing: sources and quotations that other outlets carry and this one does not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing import tables
from framing.measures import formulas
from framing.measures.design import By, Design, design, take
from framing.measures.quotations import FEWEST_WORDS, quoted, same_quotations
from framing.measures.tidy import joined, tidy

UNIT = "other outlets"
FEW = f"fewer than {formulas.FEWEST} articles: absence says nothing"


def missing_sources(coding: Any, by: By = "outlet", at_least: int = 2, copies: str = "auto") -> pd.DataFrame:
    """Persons and bodies that others quote or report, and this outlet (or other cell of `by`) in no article.

    A row is an outlet and a source that at least `at_least` other outlets carry, in any tier and zone; the most widely
    carried first. A source is one `attributions.source_key`: namesakes count as one, so that nobody is called missing
    who may be there; who cannot be told in another article (unnamed, a surname alone) is left out, and who is in an
    article but was not found there is called missing. Returns the `by` columns, tables.MEASURE_COLUMNS and source,
    source_type, carried_by (articles of others that carry it), p, p_adjusted, example_article, example_attribution (see
    `framing.explain`), example (its words). category: the name; numerator: other outlets that carry it; denominator:
    all others; articles: those of this outlet, none of which does. p: the chance that so few articles, drawn at random
    from all, would hold it nowhere (hypergeometric; a cluster of copies is one article), adjusted by
    Benjamini-Hochberg; none below 5 articles, where absence says nothing. MeasureError for an unknown name.
    """
    held = _attributions(coding)
    codes, keys = pd.factorize(held["source_key"])
    things, names = np.where((keys == "")[codes], -1, codes), held["source_name"].to_numpy(dtype=object)
    return _missing(coding, held.assign(size=held["words"]), things, names, "missing_sources", by, copies, at_least)


def missing_quotations(coding: Any, by: By = "outlet", at_least: int = 2, copies: str = "auto") -> pd.DataFrame:
    """Quotations that others carry and this outlet (or other cell of `by`) in no article.

    A quotation is what stands between quotation marks in one attribution, from five words on; it is the same where 60 %
    of the shorter one's runs of three words stand in the longer one, so shortened and slightly changed ones count, and
    so does every part of a longer one. Rows, columns and arguments as `missing_sources`; category: the words, in the
    longest version; source: who said them there.
    """
    held = _attributions(coding)
    held = held[held["quoted_words"] >= FEWEST_WORDS].reset_index(drop=True)
    words = np.array(quoted(_zone_texts(coding, held), held["content_spans"].tolist()), dtype=object)
    things, held = same_quotations(words.tolist()), held.assign(size=held["quoted_words"])
    return _missing(coding, held, things, words, "missing_quotations", by, copies, at_least)


def _attributions(coding: Any) -> pd.DataFrame:
    """The attributions with who is quoted in them and where their words stand."""
    who = ["source_key", "source_name", "source_type"]
    where = ["zone", "words", "quoted_words", "content_spans"]
    return take(coding, "attributions", ["article_id", "attribution_id", *who, *where]).reset_index(drop=True)


def _zone_texts(coding: Any, attributions: pd.DataFrame) -> np.ndarray:
    """The text of each attribution's zone; an array of objects, for a string column would copy every text."""
    zones = [zone for zone in tables.ZONES if (attributions["zone"] == zone).any()]
    articles = take(coding, "articles", ["article_id", *(tables.ZONE_COLUMN[zone] for zone in zones)])
    place = pd.Index(articles["article_id"]).get_indexer(attributions["article_id"])
    texts = np.full(len(attributions), "", dtype=object)
    for zone in zones:
        here = (attributions["zone"] == zone).to_numpy()
        texts[here] = articles[tables.ZONE_COLUMN[zone]].to_numpy(dtype=object)[place[here]]
    return texts


def _missing(
    coding: Any,
    held: pd.DataFrame,
    things: np.ndarray,
    names: np.ndarray,
    measure: str,
    by: By,
    copies: str,
    least: int,
) -> pd.DataFrame:
    """The rows of `missing_sources`. held: attributions; things: what each holds (-1: nothing); names: what to call it
    by its example.
    """
    cells = design(coding, by, copies)
    places = cells.positions(held["article_id"])
    kept = np.flatnonzero((places >= 0) & (things >= 0))
    absent = _absences(cells, places[kept], things[kept], least)
    told = _told(coding, held, names, kept, things[kept], absent["thing"].unique())
    absent["place"] = told.index.get_indexer(absent["thing"])
    absent = absent.sort_values(["cell", "carriers", "carried_by", "place"], ascending=[True, False, False, True])
    told = told.iloc[absent["place"]].reset_index(drop=True)
    others = len(cells.keys) - 1
    table = tidy(
        cells.keys.iloc[absent["cell"]].reset_index(drop=True),
        [""],
        measure=measure,
        estimate=absent[["carriers"]].to_numpy() / max(others, 1),
        low=np.nan,
        high=np.nan,
        numerator=absent[["carriers"]].to_numpy(),
        denominator=others,
        articles=cells.articles[absent["cell"]][:, None],
        unit=UNIT,
        note=_notes(cells, absent["cell"].to_numpy())[:, None],
    ).assign(category=told["name"])
    return table.assign(
        source=told["source_name"],
        source_type=told["source_type"],
        carried_by=absent["carried_by"].to_numpy(),
        p=absent["p"].to_numpy(),
        p_adjusted=formulas.benjamini_hochberg(absent["p"].to_numpy()),
        example_article=told["article_id"],
        example_attribution=told["attribution_id"],
        example=told["example"],
    )


def _told(
    coding: Any, held: pd.DataFrame, names: np.ndarray, kept: np.ndarray, things: np.ndarray, wanted: np.ndarray
) -> pd.DataFrame:
    """Each wanted thing's example, by thing and in the order of their names: the attribution with most words that holds
    it, of equals the first.
    """
    order = np.lexsort((kept, -held["size"].to_numpy()[kept], things))
    known, at = np.unique(things[order], return_index=True)
    here = kept[order][at][np.isin(known, wanted)]
    told = held.iloc[here].set_axis(known[np.isin(known, wanted)])
    texts = zip(_zone_texts(coding, told), told["content_spans"].tolist(), strict=True)
    return told.assign(
        name=names[here],
        example=[" ".join(text[start:end] for start, end in spans) for text, spans in texts],
    ).sort_values("name", kind="stable")


def _absences(cells: Design, places: np.ndarray, things: np.ndarray, least: int) -> pd.DataFrame:
    """Every cell and thing that it lacks though `least` others hold it: cell, thing, carriers, carried_by, p.

    places, things: the article and thing of each holding.
    """
    width, units = int(things.max(initial=-1)) + 1, cells.unit[places]
    cell, thing = np.divmod(np.unique(cells.cell[units] * width + things), max(width, 1))
    carriers = np.bincount(thing, minlength=width)
    articles, clusters = (
        np.bincount(np.unique(owner * width + things) % max(width, 1), minlength=width)
        for owner in (places, cells.cluster[units])
    )
    wide = np.flatnonzero(carriers >= max(min(least, len(cells.keys) - 1), 1))
    present = np.zeros((len(cells.keys), width), dtype=bool)
    present[cell, thing] = True
    cell, column = np.nonzero(~present[:, wide])
    thing = wide[column]
    own = np.bincount(cells.cell, minlength=len(cells.keys))[cell]
    p = formulas.chance_of_none(len(np.unique(cells.cluster)), clusters[thing], own)
    return pd.DataFrame(
        {
            "cell": cell,
            "thing": thing,
            "carriers": carriers[thing],
            "carried_by": articles[thing],
            "p": np.where(own < formulas.FEWEST, np.nan, p),
        }
    )


def _notes(cells: Design, cell: np.ndarray) -> np.ndarray:
    """What a reader must know of each row, by its cell."""
    few = np.where(cells.independent(np.ones((len(cells.cell), 1)))[:, 0] < formulas.FEWEST, FEW, "")
    return joined(np.broadcast_to(cells.remarks, len(few)), few)[cell]
