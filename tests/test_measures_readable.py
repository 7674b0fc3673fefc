"""The wide table for readers: cells in words, order kept, nothing lost."""

from __future__ import annotations

import pandas as pd
import pytest
from test_measures import alike, corpus

from framing import measures
from framing.measures import readable, since


def test_shares_are_per_cent_with_their_limits():
    # of the hand-computed share in test_measures: .5 (.34250 to .65750)
    table = measures.source_shares(corpus(*alike(6, "Herald", *["government"] * 5, *["expert"] * 5)))
    wide = readable(table)
    assert list(wide.columns) == ["official", "analyst"]
    assert wide.loc["Herald", "analyst"] == "50 % (34 to 66)"
    assert readable(table, 1).loc["Herald", "analyst"] == "50.0 % (34.3 to 65.7)"


def test_cells_without_limits_and_without_estimates_say_so():
    few = alike(2, "Courier", "expert")
    wide = readable(measures.source_shares(corpus(*few, *alike(2, "Beacon"))))
    assert wide.loc["Courier", "analyst"] == "100 % (no interval)"
    assert wide.loc["Beacon", "analyst"] == ""


def test_ratios_have_two_digits_and_several_measures_a_column_each():
    coding = corpus(*alike(5, "Herald", "government", "expert"))
    assert readable(measures.source_ratio(coding)).iloc[0, 0].startswith("1.00 (")
    wide = readable(measures.prominence(coding))
    assert wide.columns[0] == ("prominence", "official")
    assert ("early_share", "analyst") in wide.columns


def test_rows_are_all_by_columns_in_order_also_where_none_is_given():
    articles = [
        {"outlet": o, "date": d, "says": ["expert"]} for o in ("B", "A") for d in ("2026-03-03", "2026-03-01", "")
    ]
    table = measures.source_shares(corpus(*articles), by=["outlet", since("2026-03-02")])
    wide = readable(table)
    assert list(wide.index)[:3] == [("A", -1.0), ("A", 1.0), ("A", "(not given)")]
    assert len(wide) == 6
    assert list(readable(measures.source_shares(corpus(*articles), by=None)).index) == ["all"]


def test_voices_are_rows():
    rows = [("A", "outlet", 0.1), ("A", "source", -0.001), ("A", "difference", 0.101)]
    table = pd.DataFrame(rows, columns=["outlet", "voice", "estimate"]).assign(
        measure="polarity", category="textblob", low=-0.2, high=0.3
    )[["outlet", "voice", "measure", "category", "estimate", "low", "high"]]
    wide = readable(table)
    assert list(wide.index) == [("A", "outlet"), ("A", "source"), ("A", "difference")]
    assert wide.loc[("A", "source"), "textblob"] == "0.00 (-0.20 to 0.30)"


@pytest.mark.parametrize("measure", ["named_share", "cue_classes", "diversity", "coverage"])
def test_every_measure_is_readable(measure):
    table = getattr(measures, measure)(corpus(*alike(5, "Herald", "government", "expert")))
    assert readable(table).notna().all(axis=None)
