"""How far to trust the codes: sheets for coders, their agreement, what the machine gets right, corrected figures."""

from framing.validation.accuracy import Accuracy, accuracy
from framing.validation.agreement import Agreement, agreement
from framing.validation.correction import correct
from framing.validation.keywords import keyword_precision, sample_keywords
from framing.validation.problems import SheetError, ValidationError
from framing.validation.sampling import sample
from framing.validation.summary import attach, summary

__all__ = [
    "Accuracy",
    "Agreement",
    "SheetError",
    "ValidationError",
    "accuracy",
    "agreement",
    "attach",
    "correct",
    "keyword_precision",
    "sample",
    "sample_keywords",
    "summary",
]
