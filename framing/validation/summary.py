"""What a figure must say of its validation: labels, agreement, precision, recall, raw and corrected estimates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from framing.coding import Coding
from framing.measures.reporting import VALIDATED
from framing.validation.accuracy import ANY, accuracy
from framing.validation.agreement import agreement
from framing.validation.correction import correct
from framing.validation.keys import read_key_of
from framing.validation.problems import ValidationError
from framing.validation.reading import read_sheets

RATES = ("precision", "recall", "same_type")
TOGETHER = "all outlets"


def summary(coding: Any, sheets: str | Path | Iterable[str | Path], key: pd.DataFrame | str | Path) -> dict[str, Any]:
    """The validation of a coding in short, ready for JSON and for `attach`.

    Keys: corpus_hash and machine (what it is a validation of), labels (sentences), labels_by_outlet, coders, seed (of
    the draw), alpha (by variable, weighted to the corpus; empty with one coder), precision, recall and same_type (by
    outlet, and of "all outlets" together), each with its limits; estimates (raw and corrected shares and ratio of each
    outlet), target. Errors as `correct`.
    """
    key = read_key_of(coding, key)
    files = [sheets] if isinstance(sheets, str | Path) else list(sheets)
    coders = list(read_sheets(files, key))
    rates = accuracy(coding, files, key)
    return {
        "corpus_hash": coding.run.get("corpus_hash", ""),
        "machine": machine(coding.run),
        "labels": len(key),
        "labels_by_outlet": key["outlet"].value_counts(sort=False).sort_index().to_dict(),
        "coders": coders,
        "seed": int(key["seed"].iloc[0]),
        "alpha": _alphas(files, key) if len(coders) > 1 else {},
        **_rates(pd.concat([rates.rates(by=None).assign(outlet=TOGETHER), rates.rates()])),
        **_estimates(correct(coding, files, key)),
    }


def attach(coding: Coding, found: dict[str, Any] | str | Path) -> Coding:
    """The same coding with a validation: all that is reported and exported of it then says how often the machine errs.

    found: what `summary` returned, or the validation.json that `framing validate correct` wrote. ValidationError when
    it is of another corpus, or of another state of the machine.
    """
    found = _from_file(Path(found)) if isinstance(found, str | Path) else found
    if found["corpus_hash"] != coding.run.get("corpus_hash", ""):
        raise ValidationError("the validation is of another corpus; give the one of this corpus")
    changed = [name for name, state in machine(coding.run).items() if found["machine"].get(name) != state]
    if changed:
        again = "run `framing validate correct` again, with this coding and the same sheets"
        raise ValidationError(f"the validation is of another state of the machine ({', '.join(changed)}); {again}")
    return replace(coding, _run={**coding.run, "validation": found})


def machine(run: dict[str, Any]) -> dict[str, str]:
    """What decides the attributions of a run: a validation holds for these, and for no other."""
    versions, options = run.get("versions", {}), run.get("options", {})
    lists = hashlib.sha256(json.dumps(versions.get("resources", {}), sort_keys=True).encode()).hexdigest()
    state = {name: versions.get(name, "") for name in ("code", "model")} | {"resources": lists}
    return state | {name: options.get(name, "") for name in ("actors", "outlets")}


def _from_file(path: Path) -> dict[str, Any]:
    remedy = "give the validation.json that `framing validate correct` wrote"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValidationError(f"{path}: not readable ({error}); {remedy}") from error
    if not isinstance(found, dict) or not {"corpus_hash", "machine", *VALIDATED} <= set(found):
        raise ValidationError(f"{path}: no validation; {remedy}")
    return found


def _alphas(sheets: list[str | Path], key: pd.DataFrame) -> dict[str, dict[str, float | None]]:
    table = agreement(sheets, key).alphas
    table = table[table["of"] == "corpus"].rename(columns={"alpha": "estimate"})
    return {row["variable"]: _limits(row) for row in table.to_dict("records")}


def _rates(table: pd.DataFrame) -> dict[str, dict[str, dict[str, float | None]]]:
    table = table[table["category"] == ANY]
    return {
        rate: {row["outlet"]: _limits(row) for row in table[table["measure"] == rate].to_dict("records")}
        for rate in RATES
    }


def _estimates(table: pd.DataFrame) -> dict[str, Any]:
    places = ["outlet", "measure", "category"]
    raw, corrected = (table[table["estimator"] == name] for name in ("raw", "corrected"))
    rows = [
        dict(zip(places, place, strict=True))
        | {"raw": _limits(before), "corrected": _limits(after), "labels_needed": _number(after["labels_needed"])}
        for place, before, after in zip(
            raw[places].itertuples(index=False), raw.to_dict("records"), corrected.to_dict("records"), strict=True
        )
    ]
    return {"estimates": rows, "target": table["target"].iloc[0]}


def _limits(row: dict[str, Any]) -> dict[str, float | None]:
    return {name: _number(row[name]) for name in ("estimate", "low", "high")}


def _number(value: float) -> float | None:
    return None if pd.isna(value) else round(float(value), 6)
