"""The fonts that a chart writes with, for names in any script: what is installed, and what no font can show."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import cache

from matplotlib import font_manager, ft2font, rcParams
from matplotlib.font_manager import FontProperties

from framing import resources

FIRST = "DejaVu Sans"
"""The font that comes with matplotlib."""

BOX = "□"
"""What stands for a character that no installed font has."""

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


@cache
def families() -> tuple[str, ...]:
    """The first font, then the installed ones of palette/fonts.tsv: where matplotlib looks for each character."""
    installed = set(font_manager.fontManager.get_font_names())
    listed = [family for row in _scripts().values() for family in row["families"].split("; ")]
    return FIRST, *(family for family in dict.fromkeys(listed) if family in installed)


def legible(text: str) -> tuple[str, list[str]]:
    """The text with a box for each character that no installed font has, and these characters."""
    lost = _lost(text)
    if lost and _look_again():
        lost = _lost(text)
    return "".join(BOX if c in lost else c for c in text), lost


def complaint(lost: list[str]) -> str:
    """What to say of the characters that no font has: which, of which scripts, and the remedy."""
    scripts = list(dict.fromkeys(map(_script, lost)))
    packages = dict.fromkeys(_scripts()[name]["package"] for name in scripts if name in _scripts())
    shown = "".join(lost[:12]) + ("…" if len(lost) > 12 else "")
    named = ", ".join(name if name == "CJK" else name.capitalize() for name in scripts)
    remedy = f"Install a font that has them, such as Debian's {' and '.join(packages) or 'fonts-noto'}"
    return f"no installed font has {shown} ({named}); {BOX} stands for them. {remedy}"


def unshaped(text: str) -> list[str]:
    """The scripts of the text that this matplotlib draws letter by letter, from left to right: none from 3.11 on."""
    if getattr(ft2font, "__libraqm_version__", ""):
        return []
    scripts = dict.fromkeys(_script(c) for c in text if ord(c) > 0x500)
    return [name.capitalize() for name in scripts if _scripts().get(name, {}).get("shaped") == "yes"]


@cache
def _scripts() -> dict[str, dict[str, str]]:
    return {row["script"]: row for row in resources.rows("palette/fonts.tsv")}


def _script(character: str) -> str:
    """The first word of the character's name in Unicode, which is its script: "CJK", "THAI"."""
    return unicodedata.name(character, "UNNAMED").split()[0]


def invisible(character: str) -> bool:
    """Whether the character only tells how to draw another: of these, only joiners are kept."""
    selects = "\N{VARIATION SELECTOR-1}" <= character <= "\N{VARIATION SELECTOR-16}"
    return selects or (unicodedata.category(character) == "Cf" and character not in JOINERS)


def _lost(text: str) -> list[str]:
    unseen = (c for c in dict.fromkeys(text) if ord(c) > 0x7F)
    return [c for c in unseen if not any(ord(c) in _characters(family) for family in families())]


@cache
def _characters(family: str) -> frozenset[int]:
    return frozenset(font_manager.get_font(font_manager.findfont(FontProperties(family=family))).get_charmap())


@cache
def _look_again() -> bool:
    """Take up fonts installed since matplotlib last listed them, once; whether one of ours is among them."""
    before = families()
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for file in sorted(set(font_manager.findSystemFonts()) - known):
        with suppress(OSError, RuntimeError):  # a broken font file concerns nobody here
            font_manager.fontManager.addfont(file)
    families.cache_clear()
    rcParams["font.family"] = list(families())
    return families() != before
