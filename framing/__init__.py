"""Media framing by voice: who gets to speak in the news, in whose voice, with what sentiment and stance keywords."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "read": "framing.corpus",
    "Corpus": "framing.corpus",
    "code": "framing.engine",
    "load": "framing.coding",
    "Coding": "framing.coding",
    "source_shares": "framing.measures",
    "source_ratio": "framing.measures",
    "named_share": "framing.measures",
    "cue_classes": "framing.measures",
    "prominence": "framing.measures",
    "diversity": "framing.measures",
    "sentiment_by_voice": "framing.measures",
    "sentiment_words": "framing.measures",
    "stance_keywords": "framing.measures",
    "keywords_in_context": "framing.measures",
    "lexicon_report": "framing.measures",
    "expand_lexicon": "framing.measures",
    "wording_rates": "framing.measures",
    "distinctive_terms": "framing.measures",
    "coverage": "framing.measures",
    "linked_sources": "framing.measures",
    "missing_quotations": "framing.measures",
    "missing_sources": "framing.measures",
    "outlet_differences": "framing.measures",
    "reporting_checklist": "framing.measures",
    "since": "framing.measures",
    "readable": "framing.measures",
    "explain": "framing.evidence.explain",
    "show_contexts": "framing.evidence",
    "export": "framing.charts",
    "export_all": "framing.charts.contents",
}
_ROOMS = ("charts", "corpus", "measures", "validation")
__all__ = sorted([*_HOME, *_ROOMS, "__version__"])


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"framing.{name}")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'framing' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
