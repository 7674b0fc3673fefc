"""What a reviewer will ask of a coding, what can be answered, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from framing.measures.design import take
from framing.measures.reporting import LISTS, NO_LABELS, ON_THE_LEXICON, reporting

MANY = 0.8
"""Alpha from which Krippendorff (2019, chapter 12) relies on a variable; from .667 on with caution."""

Answer = tuple[str, str, str]
"""A question, what can be said to it, and what is missing ("": nothing)."""


def reporting_checklist(coding: Any) -> None:
    """Print what a reviewer will ask about a coding, the answer as far as there is one, and what is still missing.

    Every line begins with [x] (answered) or [ ] (missing, with the remedy). With a validation (`validation.attach`)
    the lines on labels, agreement, accuracy and correction are answered. After METHODS.md, "Reporting".
    """
    answers = list(_answers(coding, reporting(coding)))
    for question, answer, missing in answers:
        print(f"[{' ' if missing else 'x'}] {question}: {answer}")
        if missing:
            print(f"    missing: {missing}")
    open_ones = sum(bool(missing) for *_, missing in answers)
    print(f"{len(answers) - open_ones} of {len(answers)} answered." if open_ones else "Nothing is missing.")


def _answers(coding: Any, facts: dict[str, Any]) -> Iterator[Answer]:
    yield from _corpus(coding, facts)
    yield from _machine(coding, facts)
    yield from _validation(facts)
    yield "How are intervals made?", f"{facts['interval']}; cluster unit: {facts['cluster_unit']}", ""
    yield "Which tests, which correction?", facts["tests"], ""
    seeds = "nothing in the coding is random" if facts["seed"] is None else f"seed {facts['seed']}"
    yield "Are there seeds?", f"{seeds}; measures that draw take theirs as an argument and name it", ""
    yield from _status(coding, facts)


def _status(coding: Any, facts: dict[str, Any]) -> Iterator[Answer]:
    others = reporting(coding, ())["exploratory_because"]
    missing = "; ".join(reason for reason in others if reason != NO_LABELS)
    yield "Are figures exploratory?", "yes" if others else "no", missing
    lexicon = [reason for reason in facts["exploratory_because"] if reason not in others]
    keywords = ", ".join(sorted(ON_THE_LEXICON)).replace("_", " ")
    yield f"And those of {keywords}?", "yes" if others or lexicon else "no", "; ".join(lexicon)


def _corpus(coding: Any, facts: dict[str, Any]) -> Iterator[Answer]:
    articles = take(coding, "articles", ["article_id", "outlet", "date"])
    sizes = articles["outlet"].value_counts()
    told = f"{facts['articles']} articles ({facts['articles_without_copies']} without copies) by"
    told += f" {facts['outlets']} outlets, {facts['words']:,} words; corpus {facts['corpus_hash'][:12]}"
    yield "Which articles, and how many?", told, ""
    yield "How many of each outlet?", ", ".join(f"{name or '(none)'} {n}" for name, n in sizes.sort_index().items()), ""
    dates = sorted(date for date in articles["date"] if date)
    for what, column in (("outlet", "outlet"), ("date", "date")):
        without = list(articles.loc[articles[column] == "", "article_id"])
        known = f"{len(articles) - len(without)} of {len(articles)}"
        span = f", {dates[0]} to {dates[-1]}" if column == "date" and dates else ""
        some = f"{', '.join(without[:5])}{' and others' if len(without) > 5 else ''}"
        yield f"Is the {what} known?", known + span, f"{some}: give the {what} in manifest.csv" if without else ""
    refused = getattr(coding, "run", {}).get("refusals", [])
    told = f"{len(refused)} files or rows, each listed with its reason in run.json"
    yield "What could not be read?", told if refused else "everything was read", ""
    yield "How was the corpus chosen?", "the program cannot know", "say in the paper which search, period and outlets"


def _machine(coding: Any, facts: dict[str, Any]) -> Iterator[Answer]:
    counts = f"{facts['attributions_core']:,} attributions of tier core ({facts['attributions_extended']:,} extended)"
    yield "What was counted?", f"{counts}, {facts['sources']:,} sources; unit and zones stand with each figure", ""
    versions = facts["versions"]
    lists = {name: versions.get("resources", {}).get(file) for name, file in LISTS.items()}
    told = [f"framing {versions['framing']}", versions["model"]] if versions.get("model") else []
    told += [f"{name} {found['version']}" for name, found in lists.items() if found]
    missing = "" if told else "code the corpus with `framing.code`, which notes its versions"
    yield "Which versions?", f"{', '.join(told)}; their hashes in run.json" if told else "unknown", missing
    options = getattr(coding, "run", {}).get("options", {})
    own = [name for name in ("actors", "outlets", "lexicon") if options.get(name)]
    told = f"the user's own {', '.join(own)}" if own else "none"
    yield "Were own lists used?", told, f"publish {', '.join(own)} with the paper" if own else ""


def _validation(facts: dict[str, Any]) -> Iterator[Answer]:
    draw = "draw and code sentences: `framing validate sample`, then `framing validate correct`"
    if not facts["labels"]:
        for question in ("How many hand-coded labels?", "Do coders agree?", "How often does the machine err?"):
            yield question, "unknown", draw
        yield "Are raw and corrected estimates shown?", "raw ones only", draw
        return
    by_outlet = ", ".join(f"{name} {number}" for name, number in facts["labels_by_outlet"].items())
    coders = f"{len(facts['coders'])} coder{'s' if len(facts['coders']) > 1 else ''}"
    yield "How many hand-coded labels?", f"{facts['labels']} sentences by {coders} ({by_outlet})", ""
    alphas = {name: of["estimate"] for name, of in facts["alpha"].items() if of["estimate"] is not None}
    low = [name for name, value in alphas.items() if value < MANY]
    missing = f"below {MANY}, discuss the codebook: {', '.join(low)}" if low else ""
    told = ", ".join(f"{name} {value:.2f}" for name, value in alphas.items())
    yield (
        "Do coders agree?",
        f"alpha: {told}" if alphas else "one coder",
        missing if alphas else "let a second one code",
    )
    for rate in ("precision", "recall"):
        told = ", ".join(f"{name} {_two(of['estimate'])}" for name, of in facts[rate].items())
        yield f"How often does the machine err ({rate})?", told, ""
    few = [
        row["outlet"]
        for row in facts["estimates"]
        if (row["labels_needed"] or 0) > facts["labels_by_outlet"][row["outlet"]]
    ]
    missing = f"more labels would help: {', '.join(dict.fromkeys(few))}" if few else ""
    told = f"both, for {facts['target']}; show both (`charts.corrected`)"
    yield "Are raw and corrected estimates shown?", told, missing


def _two(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f}"
