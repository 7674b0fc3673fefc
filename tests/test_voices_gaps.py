"""Known gaps of the voices room, each with its reason: whoever closes one is told by its test to move it up."""

from __future__ import annotations

import pytest
from voice_cases import voices


@pytest.mark.xfail(strict=True, reason="the weights' coders seldom code nested speech, the codebook does")
def test_nested_speech_in_the_narrators_words_is_two_attributions():
    outer, inner = voices("Keller said that Brandt told her the bridge would close.")
    assert outer.told == ("Keller", "said", ["that Brandt told her the bridge would close"])
    assert inner.told == ("Brandt", "told", ["the bridge would close"])
