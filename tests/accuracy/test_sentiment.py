"""How far each instrument agrees with people on news: floors on four development files, which are not shipped.

Run with -s for the table of data/ACCURACY.md: macro-F1, beside the majority's and the share of texts without a scored
word. A text is positive or negative when its polarity lies beyond the threshold that is usual for the instrument.
"""

from __future__ import annotations

import json

import pytest
from sklearn.metrics import f1_score

from framing.devices.sentiment import score

from .gold import floors, path_of

FILES = ("newsmtsc_dev_rw", "newsmtsc_dev_mt", "ccf_tone_dev", "basil_span_polarity_dev")
THRESHOLDS = {"textblob": 0.0, "vader": 0.05}


def text_of(item: dict) -> str:
    """What is scored: the biased span of BASIL, elsewhere the whole sentence or snippet."""
    return item["span"]["text"] if "span" in item else item.get("sentence") or item["text"]


def label(polarity: float, threshold: float) -> str:
    return "positive" if polarity > threshold else "negative" if polarity < -threshold else "neutral"


def macro_f1(truth: list[str], guess: list[str]) -> float:
    return 100 * f1_score(truth, guess, labels=sorted(set(truth)), average="macro", zero_division=0)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("instrument", THRESHOLDS)
def test_an_instrument_reaches_its_floor(instrument: str, name: str) -> None:
    file = f"sentiment/{name}.jsonl"
    items = [json.loads(line) for line in path_of(file).read_text(encoding="utf-8").splitlines()]
    truth = [item["label"] for item in items]
    scores = [score(text_of(item), instrument) for item in items]
    reached = macro_f1(truth, [label(s.polarity, THRESHOLDS[instrument]) for s in scores])
    majority = macro_f1(truth, [max(sorted(set(truth)), key=truth.count)] * len(truth))
    unscored = 100 * sum(not s.scored_words for s in scores) / len(scores)
    floor = floors()[file][f"{instrument}_macro_f1"]
    print(
        f"\n{name}: {instrument} macro-F1 {reached:.2f} (floor {floor}), majority {majority:.1f}, "
        f"nothing scored in {unscored:.0f} % of {len(items)}"
    )
    assert reached >= floor
