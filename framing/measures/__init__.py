"""Numbers one can defend: every function takes a coding and returns one tidy table with intervals (METHODS.md)."""

from framing.measures.checklist import reporting_checklist
from framing.measures.contexts import keywords_in_context
from framing.measures.differences import outlet_differences
from framing.measures.distinctive import distinctive_terms
from framing.measures.errors import MeasureError
from framing.measures.expand import expand_lexicon
from framing.measures.lexicon_report import lexicon_report
from framing.measures.linking import linked_sources
from framing.measures.missing import missing_quotations, missing_sources
from framing.measures.moments import since
from framing.measures.over_time import coverage
from framing.measures.reporting import reporting
from framing.measures.sentiment_words import sentiment_words
from framing.measures.sources import named_share, prominence, source_ratio, source_shares
from framing.measures.variety import diversity
from framing.measures.voices import sentiment_by_voice, stance_keywords
from framing.measures.wide import readable
from framing.measures.wording import cue_classes, wording_rates

__all__ = [
    "MeasureError",
    "coverage",
    "cue_classes",
    "distinctive_terms",
    "diversity",
    "expand_lexicon",
    "keywords_in_context",
    "lexicon_report",
    "linked_sources",
    "missing_quotations",
    "missing_sources",
    "named_share",
    "outlet_differences",
    "prominence",
    "readable",
    "reporting",
    "reporting_checklist",
    "sentiment_by_voice",
    "sentiment_words",
    "since",
    "source_ratio",
    "source_shares",
    "stance_keywords",
    "wording_rates",
]
