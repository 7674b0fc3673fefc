"""How far to trust the codes: sheets for coders, their agreement, and what the machine gets right."""

from framing.validation.accuracy import Accuracy, accuracy
from framing.validation.agreement import Agreement, agreement
from framing.validation.correction import correct
from framing.validation.keywords import keyword_precision, sample_keywords
from framing.validation.problems import SheetError, ValidationError
from framing.validation.sampling import sample

__all__ = [
    "Accuracy",
    "Agreement",
    "SheetError",
    "ValidationError",
    "accuracy",
    "agreement",
    "correct",
    "keyword_precision",
    "sample",
    "sample_keywords",
]
