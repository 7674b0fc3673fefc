"""The look of the evidence pages: one set of rules, as inline styles (notebooks) or as a style sheet (the report).

No rule sets the colour of text or page, and tints are transparent: what is readable on white is so on a dark page.
"""

from __future__ import annotations

from markupsafe import Markup

from framing.charts import palette

TINT = "33"
"""Opacity of a tint (hexadecimal, of FF)."""

_CELL = "vertical-align:top;padding:.2em .6em .2em 0;border-bottom:1px solid #8886"
RULES = {
    "page": "max-width:48em;line-height:1.65;overflow-wrap:break-word",
    "meta": "opacity:.8;font-size:.9em",
    "paragraph": "margin:.7em 0;text-align:left",
    "voice": "color:inherit;padding:.1em 0",
    "label": "font-size:.75em;font-weight:bold;padding:0 .3em;border-radius:.3em;display:inline-block;line-height:1.3",
    "cue": "font-style:normal;text-decoration:underline;text-underline-offset:.15em",
    "source": "font-weight:bold",
    "scroll": "overflow-x:auto",
    "table": "border-collapse:collapse;font-size:.85em",
    "cell": f"text-align:left;{_CELL}",
    "number": f"text-align:right;white-space:nowrap;{_CELL}",
    "before": f"text-align:right;white-space:nowrap;{_CELL}",
    "keyword": f"font-weight:bold;text-align:left;white-space:nowrap;{_CELL}",
    "after": f"text-align:left;white-space:nowrap;{_CELL}",
    "details": "margin:.7em 0",
}


def inline(kind: str, group: str = "") -> Markup:
    """The look as a style attribute, which survives an exported notebook."""
    return Markup('style="{}"').format(";".join(part for part in (RULES[kind], _coloured(kind, group)) if part))


def style_sheet() -> str:
    """The rules of what is coloured or marked, on light pages and on dark ones."""
    coloured = [(kind, group) for kind in ("voice", "label") for group in palette.groups()]
    plain = [f".{kind}{{{RULES[kind]}}}" for kind in ("voice", "cue", "source")]
    light = [f".{kind}-{group}{{{_coloured(kind, group)}}}" for kind, group in coloured]
    dark = [f".{kind}-{group}{{{_coloured(kind, group, dark=True)}}}" for kind, group in coloured]
    return "\n".join([*plain, *light, "@media screen and (prefers-color-scheme:dark){", *dark, "}"])


def _coloured(kind: str, group: str, dark: bool = False) -> str:
    if not group:
        return ""
    look = palette.group(group)
    colour = look.dark_colour if dark else look.colour
    return (
        f"background:{colour}{TINT};border-bottom:2px solid {colour}"
        if kind == "voice"
        else f"border:1px solid {colour}"
    )
