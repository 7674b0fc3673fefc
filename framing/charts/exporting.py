"""A chart as files for a paper: png, svg, pdf, its table as csv, and where it all comes from as json."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

import framing
from framing.charts.lettering import FOOTER_SIZE, plain, printable, wrap
from framing.charts.reading import ChartError
from framing.charts.sheet import alt_text, left_out, styled
from framing.measures.reporting import LISTS
from framing.validation.summary import TOGETHER

if TYPE_CHECKING:
    from framing.coding import Coding

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a text cell as a formula."""

ENDINGS = (".png", ".svg", ".pdf", ".csv", ".json")

SENTENCES = "example"
"""The column with sentences of the articles: no exported csv has it, for the publishers keep their rights in them."""


@styled
def export(ax: Axes, path: str | Path, table: pd.DataFrame, coding: Coding) -> list[Path]:
    """Write the figure of `ax` and its table as `path` + .png (300 dpi), .svg, .pdf, .csv, .json; the paths come back.

    path: without an ending; its folder is made. The csv is the table without the articles' sentences (column example);
    the json is the provenance: alt text, unit, what METHODS.md asks to report, options and versions. A line below the
    picture says whether it is exploratory, of which corpus and version.
    The same figure, table and coding give the same bytes in one environment. ChartError when the path is a folder, ends
    in one of the endings, or cannot be written.
    """
    path = _checked(Path(path))
    facts = provenance(path.name, ax, table, coding)
    written = [path.with_name(path.name + ending) for ending in ENDINGS]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for file in written[:3]:
            _save(ax, file, facts)
        _save_numbers(table, facts, *written[3:])
    except OSError as error:
        raise ChartError(
            f"{path}: cannot be written ({error.strerror}); name a folder that you may write to"
        ) from error
    return written


def export_table(path: Path, table: pd.DataFrame, coding: Coding) -> list[Path]:
    """Write a table without a chart as `path` + .csv and .json, as `export` does; the paths come back."""
    written = [path.with_name(path.name + ending) for ending in ENDINGS[3:]]
    _save_numbers(table, provenance(path.name, None, table, coding), *written)
    return written


def _save_numbers(table: pd.DataFrame, facts: dict[str, Any], csv: Path, provenance: Path) -> None:
    csv.write_bytes(csv_text(table.drop(columns=SENTENCES, errors="ignore")).encode("utf-8"))
    provenance.write_bytes((json.dumps(facts, indent=2, ensure_ascii=False) + "\n").encode("utf-8"))


@styled
def svg(ax: Axes) -> bytes:
    """The figure of `ax` as an SVG picture, the same bytes every time."""
    picture = io.BytesIO()
    _lay_out_afresh(ax.get_figure(root=True))
    ax.get_figure(root=True).savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    return picture.getvalue()


def provenance(name: str, ax: Axes | None, table: pd.DataFrame, coding: Coding) -> dict[str, Any]:
    """Where a figure, or a table without one, comes from, ready for JSON: what it shows, its unit, what to report,
    options and versions.
    """
    from framing import measures

    reporting = measures.reporting(coding, _distinct(table, "measure"))
    unit = ", ".join(_distinct(table, "unit"))
    return {
        "figure": name,
        "alt": alt_text(ax) if ax else "",
        "measures": _distinct(table, "measure"),
        "unit": unit,
        "rows": len(table),
        "notes": [note for note in _distinct(table, "note") if note],
        "status": status_line(reporting),
        "reporting_line": reporting_line(reporting, unit),
        "reporting": reporting,
        "options": coding.run.get("options", {}),
        "drawn_with": {"framing": framing.__version__, "matplotlib": matplotlib.__version__},
    }


def reporting_line(reporting: dict[str, Any], unit: str = "") -> str:
    """One line for a caption, from `framing.measures.reporting`: corpus, counts, unit, labels, versions, its status."""
    extended = f"(tier core; {reporting['attributions_extended']:,} extended)"
    counts = [
        f"{_counted(reporting['articles'], 'article')} ({reporting['articles_without_copies']:,} without copies)",
        _counted(reporting["outlets"], "outlet"),
        f"{_counted(reporting['attributions_core'], 'attribution')} {extended}",
        _counted(reporting["sources"], "source"),
        _counted(reporting["words"], "word"),
    ]
    status = "Exploratory (" + "; ".join(reporting["exploratory_because"]) + ")" if reporting["exploratory"] else ""
    parts = [
        ", ".join(counts),
        f"Unit: {unit}" if unit else "",
        _labels(reporting),
        f"Intervals: {reporting['interval']}",
        f"Cluster unit: {reporting['cluster_unit']}",
        f"Tests of {reporting['tests']}",
        f"Corpus {reporting['corpus_hash'][:12]}",
        _versions(reporting["versions"]),
        status,
    ]
    return ". ".join(part for part in parts if part) + "."


def status_line(reporting: dict[str, Any]) -> str:
    """The few words under an exported picture: whether it is exploratory, of which corpus, by which version."""
    status = f"{_labels(reporting)}. " if reporting["labels"] else ""
    if reporting["exploratory"]:
        reasons = "; ".join(reporting["exploratory_because"])
        status = f"Exploratory: {reasons}. {status}" if status else "Exploratory, not validated on this corpus. "
    return f"{status}framing {framing.__version__}, corpus {reporting['corpus_hash'][:12]}."


def _labels(reporting: dict[str, Any]) -> str:
    """How well the machine did in the labelled sentences, and how well their coders agreed; "" without labels."""
    if not reporting["labels"]:
        return ""
    told = [f"{name} {_number(reporting[name][TOGETHER])}" for name in ("precision", "recall")]
    alpha = reporting["alpha"].get("source_type")
    told.append(f"Krippendorff's alpha of types {_number(alpha)}" if alpha else "one coder, so no alpha")
    return f"{_counted(reporting['labels'], 'labelled sentence')}: {', '.join(told)}"


def _number(found: dict[str, float | None]) -> str:
    shown = ["unknown" if found[name] is None else f"{found[name]:.2f}" for name in ("estimate", "low", "high")]
    return shown[0] if found["low"] is None else f"{shown[0]} ({shown[1]} to {shown[2]})"


def _versions(versions: dict[str, Any]) -> str:
    """Package and extractor, codebook, lexicon and registry, the lists with the beginning of their hash."""
    found = versions.get("resources", {})
    lists = [
        f"{name} {found[file]['version']} {found[file]['sha256'][:8]}" for name, file in LISTS.items() if file in found
    ]
    return ", ".join([f"framing {framing.__version__}", *filter(None, [versions.get("model", "")]), *lists])


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def csv_text(table: pd.DataFrame) -> str:
    """The table as CSV; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    safe = table.rename(columns=_neutral)
    for column in safe.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in safe.dtypes]]:
        safe[column] = safe[column].map(_neutral)
    return safe.to_csv(index=False, lineterminator="\n")


def _neutral(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _distinct(table: pd.DataFrame, column: str) -> list[str]:
    return [str(value) for value in dict.fromkeys(table[column])] if column in table.columns else []


def _checked(path: Path) -> Path:
    if path.suffix.lower() in ENDINGS:
        raise ChartError(
            f"{path}: leave out the ending '{path.suffix}'; export writes {', '.join(ENDINGS)} beside each other"
        )
    if path.is_dir():
        raise ChartError(f"{path}: is a folder; name the figure in it, such as '{path / 'source_shares'}'")
    return path


def _save(ax: Axes, file: Path, facts: dict[str, Any]) -> None:
    """The figure as one file, without dates and program names, so that the same figure gives the same bytes."""
    figure = ax.get_figure(root=True)
    described = f"{facts['alt']} {facts['reporting_line']}".strip()
    said = {"Title": printable(facts["figure"]), "Description": printable(described)}
    metadata = {
        ".png": {**said, "Software": None},
        ".svg": {**said, "Date": None, "Creator": None},
        ".pdf": {"Title": said["Title"], "Subject": said["Description"]}
        | dict.fromkeys(("CreationDate", "Creator", "Producer")),
    }[file.suffix]
    with _status_line(figure, f"{left_out(ax)} {facts['status']}".strip()) as strip:
        own = figure.get_layout_engine() is not None
        width, height = figure.get_size_inches()
        # a plain figure may have labels beyond its edge
        paper = Bbox([[0, -strip], [width, height]]) if own else "tight"
        _lay_out_afresh(figure)
        figure.savefig(file, metadata=metadata, bbox_inches=paper)


def _lay_out_afresh(figure: Figure) -> None:
    """Put the Axes of a figure with a layout where they stood before it was ever drawn: each drawing starts from there.

    Without this, the places of a figure that was shown or written before differ in the last digits.
    """
    if figure.get_layout_engine() is not None:
        for ax in figure.axes:
            if ax.get_subplotspec() is not None:
                ax.set_position(ax.get_subplotspec().get_position(figure))
                ax.set_in_layout(True)  # matplotlib takes a placed Axes out of its layouts


@contextmanager
def _status_line(figure: Figure, status: str) -> Iterator[float]:
    """The status below the figure, in the file only, so that no chart moves; inches that its strip is high."""
    width, height = figure.get_size_inches()
    lines = wrap(plain(status), width * 0.95 - 0.1)
    line = figure.text(0.01, -0.02 / height, "\n".join(lines), va="top", fontsize=FOOTER_SIZE, linespacing=1.15)
    line.set_in_layout(figure.get_layout_engine() is None)
    try:
        yield len(lines) * 0.125 + 0.05
    finally:
        line.remove()
