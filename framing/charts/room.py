"""The room that a chart has on an Axes of the reader's own: its slot in the figure, and whether everything fits."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import Bbox

PAD = 0.04
"""Inches kept free at the edge of the figure and towards the neighbour at the left."""

SMALLEST = 0.35
"""Inches that the Axes must keep in either direction."""

TOUCH = 1.0
"""Points that the boxes of two texts may share: letters do not fill them."""

HINTED = 1.04
"""How much wider a text may come out at another resolution than the figure's own."""

_homes: WeakKeyDictionary[Axes, Bbox] = WeakKeyDictionary()


def slot_of(ax: Axes) -> Bbox:
    """The part of the figure, in pixels, that is this Axes' own: up to its neighbours or the edge of the figure.

    The gap towards the neighbour at the left is the chart's (its row labels stand there), that towards the one at the
    right the neighbour's; the gaps above and below are halved.
    """
    box, page, pad = _home(ax), ax.figure.bbox, PAD * ax.figure.dpi
    left, bottom, right, top = page.x0 + pad, page.y0 + pad, page.x1 - pad, page.y1 - pad
    for other in map(_home, ax.get_figure(root=True).axes):
        if box.x1 > other.x0 and other.x1 > box.x0 and box.y1 > other.y0 and other.y1 > box.y0:
            continue  # itself, a twin or an inset
        if box.y1 > other.y0 and other.y1 > box.y0:
            left = max(left, other.x1 + pad) if other.x1 <= box.x0 else left
            right = min(right, box.x1) if other.x0 >= box.x1 else right
        elif other.y1 <= box.y0:
            bottom = max(bottom, (other.y1 + box.y0) / 2)
        else:
            top = min(top, (box.y1 + other.y0) / 2)
    return Bbox([[left, bottom], [right, top]])


def beside(ax: Axes) -> tuple[float, float]:
    """Pixels that labels reach beyond the left and the right end of the Axes."""
    box = ax.get_window_extent()
    labels = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]
    drawn = [text.get_window_extent() for text in labels if text.get_visible() and text.get_text().strip()]
    ends = max([0, *(box.x0 - one.x0 for one in drawn)]), max([0, *(one.x1 - box.x1 for one in drawn)])
    return ends[0] * HINTED, ends[1] * HINTED


def settle(ax: Axes, slot: Bbox, below: Text, grow: bool) -> bool:
    """Shrink the Axes until what it draws is within its slot; whether its texts then stand apart and can be read.

    below: the lines under it, which do not count for its width. grow: whether the Axes may become larger than it was
    to fill the slot; one alone in its figure always does.
    """
    figure, home = ax.figure, _homes.setdefault(ax, ax.get_position().frozen())
    grow = grow or len(ax.get_figure(root=True).axes) == 1
    shown = below.get_visible()
    under = below.get_window_extent().height + 4 * figure.dpi / 72 if shown else 0
    for _ in range(2):
        below.set_visible(False)
        (left, right), drawn, box = beside(ax), _worded(ax), ax.get_window_extent()
        below.set_visible(shown)
        low, high = slot.y0 + max(box.y0 - drawn.y0, 0) + under, slot.y1 - max(drawn.y1 - box.y1, 0)
        place = Bbox([[slot.x0 + left, low], [slot.x1 - right, high]]).transformed(figure.transSubfigure.inverted())
        if not grow:
            place = Bbox([np.maximum(place.p0, home.p0), np.minimum(place.p1, home.p1)])
        if (place.size * figure.bbox.size < SMALLEST * figure.dpi).any():
            return False
        ax.set_position(place)
        ax.set_in_layout(True)  # matplotlib takes a placed Axes out of its layouts
    _worded(ax)  # puts the title and the labels of the axes in their places
    return fits(ax, slot)


def fits(ax: Axes, slot: Bbox) -> bool:
    """Whether each text of the Axes is within the slot and covers neither another text nor a dot or an interval."""
    touch = TOUCH * ax.figure.dpi / 72
    words = np.array([text.get_window_extent().extents for text in texts(ax)])
    within = np.all(words[:, :2] >= np.array(slot.min) - touch) and np.all(words[:, 2:] <= np.array(slot.max) + touch)
    if not within or _shared(words, touch):
        return False
    dots = [line.get_window_extent().extents for line in ax.lines if _is_data(line)]
    return not dots or not _covered(words, np.array(dots), touch)


def texts(ax: Axes) -> list[Text]:
    """The texts that the Axes draws."""
    return [text for text in _texts(ax) if text.get_visible() and text.get_text().strip()]


def _texts(ax: Axes) -> Iterator[Text]:
    yield from (child for child in ax.get_children() if isinstance(child, Text))
    for axis in (ax.xaxis, ax.yaxis):
        yield axis.label
        yield from axis.get_ticklabels()


def _worded(ax: Axes) -> Bbox:
    """The box around the Axes and its texts."""
    return ax.get_tightbbox(bbox_extra_artists=list(ax.texts))


def _home(ax: Axes) -> Bbox:
    """The box of an Axes in pixels, of one that a chart has shrunk the box that it had before."""
    return _homes[ax].transformed(ax.figure.transSubfigure) if ax in _homes else ax.get_window_extent().frozen()


def _is_data(line: object) -> bool:
    return line.get_marker() not in ("None", "", None) or line.get_label() == "_interval"


def _shared(boxes: np.ndarray, touch: float) -> bool:
    """Whether two of the boxes share more than `touch` in both directions."""
    return bool(np.triu(_both(boxes, boxes) > touch, 1).any())


def _covered(words: np.ndarray, dots: np.ndarray, touch: float) -> bool:
    return bool((_both(words, dots) > touch).any())


def _both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """For each box of one and each of the other, the smaller side of what they share."""
    ends = np.minimum(one[:, None, 2:], other[None, :, 2:])
    return (ends - np.maximum(one[:, None, :2], other[None, :, :2])).min(axis=2)
