"""The command `framing`: read, code, report. Results go to stdout, messages to stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import framing
from framing import coding, corpus, engine, report, resources, tables

USER_ERRORS = (OSError, tables.TableError, resources.ResourceError, coding.RunError, corpus.CorpusError)
"""What bad input or a wrong folder raises: shown as one message, without a traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status: 0, or 1 when nothing could be done (with --strict: on any problem)."""
    options = _parser().parse_args(arguments)
    try:
        found = corpus.read(options.input)
        _tell_refusals(found)
        if found.articles.empty or (options.strict and found.refusals):
            _say("nothing coded: " + ("no article found" if found.articles.empty else "--strict, and see above"))
            return 1
        options.run(found, options)
    except USER_ERRORS as error:
        _say(f"error: {error}")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=framing.__doc__)
    parser.add_argument("--version", action="version", version=framing.__version__)
    commands = parser.add_subparsers(required=True, metavar="read | code | report")
    for run, help_text in (
        (_read, "show what of each page was kept and removed, and why"),
        (_code, "write the tables: who says what, and the framing devices by voice"),
        (_report, "code, measure and draw: tables, figures and a summary"),
    ):
        command = commands.add_parser(run.__name__.strip("_"), help=help_text, description=help_text)
        command.set_defaults(run=run)
        command.add_argument(
            "input", type=Path, help="a folder of saved pages, one page, or a CSV, JSONL or Parquet table"
        )
        command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for the results")
        command.add_argument("--strict", action="store_true", help="stop when anything could not be read")
        if run is not _read:
            _add_coding_options(command)
    return parser


def _add_coding_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--actors", type=Path, metavar="CSV", help="who is who in your case (default: actors.csv in INPUT)"
    )
    command.add_argument("--outlets", type=Path, metavar="CSV", help="your outlets (default: outlets.csv in INPUT)")
    command.add_argument("--lexicon", type=Path, metavar="TSV", help="your stance keywords (default: ours)")
    command.add_argument("--workers", type=int, default=1, metavar="N", help="processes at work (default: 1)")


def _read(found: corpus.Corpus, options: argparse.Namespace) -> None:
    folder = coding.new_folder(options.out)
    for line in report.page_lines(found):
        print(line)
    for name in ("articles", "removed_lines"):
        for number, part in enumerate(coding.split(getattr(found, name), found.articles["article_id"])):
            coding.write_part(folder, name, number, part)
    print(f"{len(found.articles)} articles in {folder}")


def _coded(found: corpus.Corpus, options: argparse.Namespace, folder: Path) -> coding.Coding:
    return engine.code(
        found,
        actors=options.actors,
        outlets=options.outlets,
        lexicon=options.lexicon,
        workers=options.workers,
        out=folder,
    )


def _code(found: corpus.Corpus, options: argparse.Namespace) -> None:
    coded = _coded(found, options, options.out)
    for name, rows in coded.run["counts"].items():
        print(f"{rows:8} {name.replace('_', ' ')}")
    print(f"Tables: {options.out}")


def _report(found: corpus.Corpus, options: argparse.Namespace) -> None:
    coded = _coded(found, options, options.out / "tables")
    for line in report.write(coded, options.out / "figures"):
        print(line)
    print(f"Figures: {options.out / 'figures'}\nTables: {options.out / 'tables'}")


def _tell_refusals(found: corpus.Corpus) -> None:
    for refusal in found.refusals:
        _say(f"not read: {refusal}")


def _say(message: str) -> None:
    print(message, file=sys.stderr)
