"""Where a line stands on its page: position, runs of long sentences, and what the lines around it look like."""

from __future__ import annotations

import numpy as np

OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)


NEIGHBOUR = (
    "words ends_sentence capitals function first_person second_person appeal subscription newsletter account social "
    "navigation returns_often orders past gap_before"
).split()
WINDOWS = ((3, 3), (8, 8), (0, 5), (5, 0))


def best_segment(gain: np.ndarray) -> tuple[int, int]:
    """First and last line of the run with the largest sum."""
    best, start, total, at = (0, -1), 0, 0.0, 0.0
    for i, value in enumerate(gain):
        if at <= 0:
            start, at = i, 0.0
        at += value
        if at > total:
            best, total = (start, i), at
    return best


def position(core: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Where a line stands: on the page, and against the run of long sentences."""
    n = len(core)
    index = np.arange(n)
    gain = np.where(core, np.minimum(words, 60), -6.0)
    first, last = best_segment(gain)
    mass = np.cumsum(core * words)
    total = max(1.0, mass[-1] if n else 1.0)
    to_next, to_last = distances(core)
    return np.column_stack(
        [
            index / max(1, n - 1),
            np.log1p(index),
            np.log1p(n - 1 - index),
            mass / total,
            np.sign(index - first) * np.log1p(abs(index - first)),
            np.sign(index - last) * np.log1p(abs(index - last)),
            (index >= first) & (index <= last),
            np.log1p(to_last),
            np.log1p(to_next),
            np.full(n, np.log1p(n)),
            np.full(n, np.log1p(total)),
            np.full(n, core.mean() if n else 0.0),
        ]
    )


POSITION = (
    "place line_from_top line_from_end mass after_first after_last in_run since_long until_long "
    "page_lines page_mass page_core"
).split()


def runs(core: np.ndarray, words: np.ndarray, dated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Runs of long sentences with at most three other lines between them, and which lines lie in the longest run.

    A page of teasers or comments has several runs, and lines with dates between them.
    """
    label = np.full(len(core), -1)
    run, last = -1, None
    for i in np.flatnonzero(core):
        run += last is None or i - last > 4
        label[last if last is not None and i - last <= 4 else i : i + 1] = run
        last = i
    mass = np.array([(core * words)[label == k].sum() for k in range(run + 1)] or [0.0])
    total, main = max(1.0, mass.sum()), int(mass.argmax())
    own = np.where(label >= 0, mass[label], 0.0)
    page = np.ones(len(core))
    columns = [np.log1p(own), own / total, label == main, np.clip(label - main, -3, 3) * (label >= 0)]
    columns += [page * (run + 1), page * mass.max() / total]
    columns += [np.log1p(distances(dated)[1]), window(dated.astype(float), 6, 6), np.cumsum(dated)]
    return np.column_stack(columns), label == main


RUNS = "run_mass run_share main_run run_order runs main_share since_date dates_near dates_before".split()


def distances(core: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lines to the next long sentence and since the last one (50 where none)."""
    n = len(core)
    until, since = np.full(n, 50.0), np.full(n, 50.0)
    for i in range(n):
        since[i] = 0 if core[i] else min(50, since[i - 1] + 1 if i else 50)
        j = n - 1 - i
        until[j] = 0 if core[j] else min(50, until[j + 1] + 1 if i else 50)
    return until, since


def shift(column: np.ndarray, by: int, fill: float) -> np.ndarray:
    """The value of the line `by` lines further on (fill beyond the page)."""
    out = np.full(len(column), fill, dtype=float)
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out if len(column) > abs(by) else np.full(len(column), fill)


def window(column: np.ndarray, before: int, after: int) -> np.ndarray:
    """Mean over the lines from `before` lines back to `after` lines on."""
    total = np.concatenate([[0.0], np.cumsum(column)])
    index = np.arange(len(column))
    low, high = np.maximum(index - before, 0), np.minimum(index + after + 1, len(column))
    return (total[high] - total[low]) / np.maximum(1, high - low)


def neighbours(own: np.ndarray, names: list[str], core: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Features of the lines around each line and means over windows, and their names."""
    columns, labels = [], []
    for name in NEIGHBOUR:
        column = own[:, names.index(name)]
        for by in OFFSETS:
            columns.append(shift(column, by, -1.0))
            labels.append(f"{name}{by:+d}")
        for before, after in WINDOWS:
            columns.append(window(column, before, after))
            labels.append(f"{name}[-{before},{after}]")
    for before, after in WINDOWS:
        columns.append(window(core.astype(float), before, after))
        labels.append(f"core[-{before},{after}]")
    return np.column_stack(columns), labels
