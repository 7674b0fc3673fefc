"""A chart as SVG within the page: no styles of its own, no ids that another chart has, and its dots lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from markupsafe import Markup

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
ROW = re.compile(r"row-(\w+)")
"""The id of a dot that shows a row of the chart's table (`charts.grid.draw_dots`)."""

REACH = "7"
"""Points around a dot that a click may miss it by."""

KEPT = ("viewBox", "version")


def inline(svg: bytes, prefix: str, dots: Mapping[str, tuple[str, str]], described_by: str) -> Markup:
    """The picture as an <svg> element that obeys the page's Content-Security-Policy.

    Style attributes become presentation attributes, ids begin with `prefix`. dots: row of the chart's table -> the
    address of its evidence and what it says; any other dot stays a picture. described_by: id of the text
    that says what the chart shows.
    """
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    for unwanted in list(root.iter(f"{SVG}metadata", f"{SVG}style", f"{SVG}title")):
        unwanted.getparent().remove(unwanted)
    for element in root.iter():
        _unstyle(element)
    for element in [e for e in root.iter(f"{SVG}g") if ROW.fullmatch(e.get("id", ""))]:
        row = ROW.fullmatch(element.get("id"))[1]
        if row in dots:
            _lead(element, *dots[row])
    for element in root.iter():
        _rename(element, prefix)
    for name in set(root.attrib) - set(KEPT):
        del root.attrib[name]
    # what matplotlib's own style element says of everything
    root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt"})
    root.attrib.update({"role": "group", "aria-describedby": described_by})
    return Markup(etree.tostring(root, encoding="unicode"))


def _unstyle(element: etree._Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if value:
            element.set(name.strip(), value.strip())


def _lead(element: etree._Element, address: str, says: str) -> None:
    """Make the dot a link, with room around it for a finger."""
    del element.attrib["id"]  # what stands in two lanes has it twice
    link = etree.Element(f"{SVG}a", {"href": address, "aria-label": says})
    element.getparent().replace(element, link)
    etree.SubElement(link, f"{SVG}title").text = says
    link.append(element)
    for dot in [use for use in element.iter(f"{SVG}use") if use.get("y")][:1]:  # a glyph has none
        etree.SubElement(link, f"{SVG}circle", cx=dot.get("x"), cy=dot.get("y"), r=REACH, fill="none")


def _rename(element: etree._Element, prefix: str) -> None:
    if "id" in element.attrib:
        element.set("id", prefix + element.get("id"))
    for name, value in element.attrib.items():
        if name == HREF:
            element.set(name, f"#{prefix}{value[1:]}")
        elif value.startswith("url(#"):
            element.set(name, f"url(#{prefix}{value[5:]}")
