"""The command `framing`: read, code, report, figures, validate. Results go to stdout, messages to stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import framing

if TYPE_CHECKING:
    from framing.coding import Coding
    from framing.corpus import Corpus

FORMS = """INPUT may hold, in any mixture and under any names: saved pages (HTML, MHTML, text, Word, RTF, WARC); exports
of Nexis Uni, LexisNexis, Factiva, ProQuest and Zotero; tables with a column text (CSV, TSV, Excel, JSON, JSON
lines, Parquet); ZIP archives of these. What cannot be read is listed with the reason and the remedy."""
STOPPED = 130
"""Exit status of a command that Ctrl-C ended: 128 and the number of the signal."""

# The rooms are imported where they are used: `framing --help` answers at once.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status: 0, 1 if nothing could be done (--strict: on any problem), 130 on Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        return options.start(options)
    except KeyboardInterrupt:
        _say("stopped; the same command goes on where it stopped" if hasattr(options, "workers") else "stopped")
        return STOPPED
    except Exception as error:
        if not _is_for_the_user(error):
            raise
        _say(f"error: {error}")
        return 1


def _run(options: argparse.Namespace) -> int:
    from framing import coding
    from framing.corpus import command
    from framing.corpus.problems import place
    from framing.engine import users

    coding.check_apart(options.out, options.input)
    found = framing.read(options.input)
    for refusal in found.refusals.itertuples():
        _say(f"not read: {place(refusal.file, refusal.row)}: {refusal.reason}; {refusal.remedy}")
    reading = options.run is _read  # it lists every note itself, and goes on where the other commands stop
    for note in [] if reading else command.notes(found):
        _say(note)
    faults = users.faults(found) if reading else []
    for fault in faults:
        _say(f"not usable: {fault}")
    if found.articles.empty:
        _say("error: no article was found, so there is nothing to do")
        return 1
    if options.strict and (len(found.refusals) or faults):
        _say("error: something could not be read or used (--strict)")
        return 1
    options.run(found, options)
    return 0


def _is_for_the_user(error: Exception) -> bool:
    """Our own errors and the system's say what to do; any other is a defect and keeps its traceback."""
    return isinstance(error, OSError) or type(error).__module__.startswith("framing.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=framing.__doc__)
    parser.add_argument("--version", action="version", version=framing.__version__)
    commands = parser.add_subparsers(required=True, metavar="read | code | report | figures | validate")
    for run, what in (
        (_read, "show what of each page was kept and removed, and why"),
        (_code, "write the tables: who says what, and the framing devices by voice"),
        (_report, "code, measure and draw: tables, figures and a summary"),
    ):
        command = commands.add_parser(run.__name__.strip("_"), help=what, description=what, epilog=FORMS)
        command.set_defaults(start=_run, run=run)
        command.add_argument(
            "input", type=Path, metavar="INPUT", help="a folder, a ZIP archive or one file of the forms below"
        )
        command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for the results")
        command.add_argument("--strict", action="store_true", help="stop when anything could not be read")
        if run is not _read:
            _add_coding_options(command)
        if run is _report:
            what = "the validation.json of `framing validate correct` for this corpus"
            command.add_argument("--validation", type=Path, metavar="FILE", help=what)
    _add_figures(commands)
    _add_validate(commands)
    return parser


def _add_figures(commands: argparse._SubParsersAction) -> None:
    what = "every figure and table that a coding can bear, with a table of contents (index.html)"
    command = commands.add_parser("figures", help=what, description=what)
    command.add_argument("coding", type=Path, metavar="CODING", help="the folder of a coded run")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for the results")
    command.set_defaults(start=_figures)


def _add_validate(commands: argparse._SubParsersAction) -> None:
    what = "draw sentences for coders, compare the coders, count what the machine gets right, correct its figures"
    command = commands.add_parser("validate", help=what, description=what)
    steps = command.add_subparsers(required=True, dest="step", metavar="sample | agreement | accuracy | correct")
    sample, agreement, accuracy, correct = (
        steps.add_parser(name, help=what, description=what)
        for name, what in (
            ("sample", "draw sentences and write blind sheets"),
            ("agreement", "compare the sheets of two coders or more"),
            ("accuracy", "compare the machine with a hand coding, or with coders' sheets and the key"),
            ("correct", "shares and a ratio, raw and corrected by the coders' sheets, and how many labels it takes"),
        )
    )
    for step in (sample, accuracy, correct):
        step.add_argument("coding", type=Path, metavar="CODING", help="the folder of a coded run")
    for step in (agreement, correct):
        step.add_argument("sheets", type=Path, nargs="+", metavar="SHEET", help="a filled sheet (XLSX or CSV)")
    what = "a hand coding, or filled sheets (XLSX or CSV)"
    accuracy.add_argument("hand_coding", type=Path, nargs="+", metavar="HAND", help=what)
    for name, default, what in (("n", 200, "sentences"), ("coders", 2, "coders"), ("seed", 1, "seed of the draw")):
        sample.add_argument(f"--{name}", type=int, default=default, metavar="N", help=f"{what} (default: {default})")
    for step in (agreement, accuracy, correct):
        required = step is not accuracy
        step.add_argument("--key", type=Path, required=required, metavar="FILE", help="the sample's key.csv")
    _add_correct_options(correct)
    for step in (sample, agreement, accuracy, correct):
        step.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for the results")
        step.set_defaults(start=_validate)


def _add_correct_options(correct: argparse.ArgumentParser) -> None:
    target = "the outlet's practice"
    for name, default, what in (
        ("by", "outlet", "a column of the articles or outlets"),
        ("level", "group", "group or type"),
        ("tier", "core", "core, extended or all"),
        ("copies", "auto", "auto, collapse or keep"),
        ("target", target, 'what the intervals speak of: "the outlet\'s practice" or "these articles"'),
    ):
        correct.add_argument(f"--{name}", default=default, metavar=name.upper(), help=f"{what} (default: {default})")
    correct.add_argument(
        "--ratio",
        nargs=2,
        default=("official", "analyst"),
        metavar=("OVER", "UNDER"),
        help="two source groups or types (default: official analyst)",
    )


def _figures(options: argparse.Namespace) -> int:
    from framing.charts import contents

    made = framing.export_all(framing.load(options.coding), options.out)
    for row in made[(made["missing"] != "") & ~made["name"].isin(contents.LEFT_OUT)].itertuples():
        _say(f"not made: {row.name}: {row.missing}")
    print(f"{(made['files'] != '').sum()} figures and tables, to open in a browser: {options.out / contents.INDEX}")
    return 0


def _validate(options: argparse.Namespace) -> int:
    from framing.validation import command

    steps = {
        "sample": command.draw_sample,
        "agreement": command.compare_coders,
        "accuracy": command.compare_machine,
        "correct": _correct,
    }
    for line in steps[options.step](options):
        print(line)
    return 0


def _correct(options: argparse.Namespace) -> Iterator[str]:
    from framing import report, validation
    from framing.validation import command

    coded, given = framing.load(options.coding), (options.sheets, options.key)
    chosen = {name: getattr(options, name) for name in ("by", "level", "tier", "ratio", "copies", "target")}
    table = validation.correct(coded, *given, **chosen)
    coded = validation.attach(coded, validation.summary(coded, *given))
    for problem in report.write_corrected(coded, table, options.out):
        _say(f"not made: {problem}")
    yield from command.corrected_lines(table)
    yield f"Figures, their tables, and {report.VALIDATION} for `framing report --validation`: {options.out}"


def _add_coding_options(command: argparse.ArgumentParser) -> None:
    for name, what in (
        ("actors", "who is who in your case (default: actors.csv in INPUT)"),
        ("outlets", "your outlets (default: outlets.csv in INPUT)"),
        ("lexicon", "your stance keywords (default: ours)"),
        ("variants", "what things are called in your case (default: variants.csv in INPUT)"),
    ):
        command.add_argument(f"--{name}", type=Path, metavar="FILE", help=what)
    command.add_argument(
        "--instruments",
        type=lambda names: names.split(","),
        default="textblob",
        metavar="NAMES",
        help="who scores the sentiment: textblob, vader, or several with commas between (default: textblob)",
    )
    command.add_argument("--workers", type=int, default=1, metavar="N", help="processes at work (default: 1)")


def _read(found: Corpus, options: argparse.Namespace) -> None:
    from framing import coding
    from framing.corpus import command

    folder = found.save(coding.new_folder(options.out))
    for line in command.lines(found):
        print(line)
    print(f"{len(found.articles)} articles, {len(found.refusals)} not read. Tables: {folder}")


def _coded(found: Corpus, options: argparse.Namespace, folder: Path) -> Coding:
    names = ("actors", "outlets", "lexicon", "variants", "instruments", "workers")
    return framing.code(found, **{name: getattr(options, name) for name in names}, out=folder)


def _code(found: Corpus, options: argparse.Namespace) -> None:
    for name, rows in _coded(found, options, options.out).run["counts"].items():
        print(f"{rows:8} {name.replace('_', ' ')}")
    print(f"Tables: {options.out}")


def _report(found: Corpus, options: argparse.Namespace) -> None:
    from framing import report

    folder = report.open_folder(options.out)
    coded = _coded(found, options, folder / "tables")
    if options.validation:
        coded = framing.validation.attach(coded, options.validation)
    for problem in report.write(coded, folder):
        _say(f"not made: {problem}")
    for line in report.summary(coded):
        print(line)
    print(f"Page with everything, to open in a browser: {folder / report.PAGE}")
    print(f"Figures, each with its table (csv) and provenance (json): {folder / 'figures'}")
    print(f"Tables: {folder / 'tables'}")


def _say(message: str) -> None:
    print(message, file=sys.stderr)
