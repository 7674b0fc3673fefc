"""Charts: one function each, a tidy table in, matplotlib Axes out; `export` writes a chart, its table and provenance.

Every chart takes `ax=None`: without it, it draws on a figure of its own, as wide as matplotlib's
rcParams["figure.figsize"] (6.4 inches unless changed; 3.35 gives a column of 8.5 cm) and as high as its rows need, a
page at most where that is possible. On an Axes of yours it keeps to that Axes' part of the figure, with smaller letters
where it must; a footer without room is left to `export`. ChartError says what size a chart takes that does not fit.
Names in any script are drawn with the fonts installed; one ChartWarning names the characters that none of them has.
"""

from framing.charts.cues import cue_classes
from framing.charts.differences import outlet_differences
from framing.charts.exporting import export
from framing.charts.missing import missing_sources
from framing.charts.reading import ChartError, ChartWarning
from framing.charts.sheet import alt_text, display
from framing.charts.sources import source_ratio, source_shares
from framing.charts.story import voices_along_story
from framing.charts.terms import distinctive_terms
from framing.charts.time import coverage
from framing.charts.trends import trend
from framing.charts.units import units_compared
from framing.charts.validation import accuracy, corrected
from framing.charts.voices import sentiment_by_voice, stance_keywords

__all__ = [
    "ChartError",
    "ChartWarning",
    "accuracy",
    "alt_text",
    "corrected",
    "coverage",
    "cue_classes",
    "display",
    "distinctive_terms",
    "export",
    "missing_sources",
    "outlet_differences",
    "sentiment_by_voice",
    "source_ratio",
    "source_shares",
    "stance_keywords",
    "trend",
    "units_compared",
    "voices_along_story",
]
