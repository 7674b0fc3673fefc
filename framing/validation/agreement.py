"""How far coders agree: Krippendorff's alpha by variable with an article bootstrap, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from framing import resources
from framing.measures.formulas import FEWEST, Z, t_quantile
from framing.validation import alpha, sheets
from framing.validation.keys import read_key
from framing.validation.problems import ValidationError
from framing.validation.reading import read_sheets

VARIABLES = (sheets.COUNT, "source_type", "source_group", "kind")
WEIGHTINGS = ("sample", "corpus")
PLACE = ["variable", "unit", "slot"]


@dataclass(frozen=True, eq=False)
class Agreement:
    """What `agreement` returns.

    alphas: variable, of ("sample": every unit counts 1; "corpus": 1 / pi), alpha, low, high (95 %), agreement (share of
    pairs of codes that agree), codes (how many could be compared), articles, note. disagreements: variable, unit,
    slot (0 for a count), one column a coder, article_id, sentence.
    """

    alphas: pd.DataFrame
    disagreements: pd.DataFrame


def agreement(
    paths: Iterable[str | Path], key: pd.DataFrame | str | Path, replications: int = 2000, seed: int = 1
) -> Agreement:
    """Compare the filled sheets (CSV or XLSX) of two or more coders, unit by unit.

    source_type, source_group and kind are compared slot by slot, where both coders have an attribution; whether there
    is one is the question of n_attributions. SheetError lists mistakes in the sheets. Interval: percentiles of a
    bootstrap of whole articles (METHODS.md, "Validation"), widened where there are few (without that they hold the
    truth in .84 of corpora of 5 articles, .89 of 10; with it in .93 or more).
    """
    key = read_key(key)
    found = read_sheets(paths, key)
    if len(found) < 2:
        raise ValidationError("one sheet has nothing to agree with; give the sheets of two coders or more")
    codes = _codes(found).join(key.set_index("unit")[["article_id", "pi", "text"]], on="unit")
    random = np.random.default_rng(seed)
    rows = [
        _row(codes[codes["variable"] == variable], variable, of, list(found), replications, random)
        for variable in VARIABLES
        for of in WEIGHTINGS
    ]
    return Agreement(pd.DataFrame(rows), _disagreements(codes, list(found)))


def _codes(found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a variable, unit and slot; one column a coder, "" where she has no such attribution."""
    long = pd.concat([_values(sheet).assign(coder=coder) for coder, sheet in found.items()])
    wide = long.pivot_table("code", PLACE, "coder", "first", fill_value="")
    return wide[list(found)].reset_index().rename_axis(columns=None)


def _values(sheet: pd.DataFrame) -> pd.DataFrame:
    """variable, unit, slot, code of one coder's sheet."""
    groups = resources.leaf_groups()
    rows = [(sheets.COUNT, unit, 0, count) for unit, count in sheet[sheets.COUNT].items()]
    for unit, cells in sheet.iterrows():
        for slot in range(1, int(cells[sheets.COUNT]) + 1):
            leaf, kind = cells[f"type_{slot}"], cells[f"kind_{slot}"]
            values = zip(VARIABLES[1:], (leaf, groups[leaf], kind), strict=True)
            rows += [(variable, unit, slot, code) for variable, code in values]
    return pd.DataFrame(rows, columns=[*PLACE, "code"])


def _row(
    codes: pd.DataFrame, variable: str, of: str, coders: list[str], replications: int, random: np.random.Generator
) -> dict[str, object]:
    numbers, categories = pd.factorize(codes[coders].to_numpy().ravel(), sort=True)
    numbers = np.where(categories[numbers] == "", -1, numbers) if len(numbers) else numbers
    compared = alpha.coincidences(numbers.reshape(-1, len(coders)), len(categories))
    values = compared.sum(axis=(1, 2))
    weights = 1 / codes["pi"].to_numpy() if of == "corpus" else np.ones(len(codes))
    scale = values.sum() / max((weights * values).sum(), 1e-300)  # alpha's n stays the number of values
    matrices = compared * (weights * scale)[:, None, None]
    cluster, articles = pd.factorize(codes["article_id"].where(values > 0))
    kept = cluster >= 0
    low, high, note = interval(matrices[kept], cluster[kept], replications, random)
    total = matrices.sum(axis=0)
    estimate = float(alpha.alpha(total))
    note = "all codes are the same: no alpha" if values.any() and np.isnan(estimate) else note
    return {
        "variable": variable,
        "of": of,
        "alpha": estimate,
        "low": low,
        "high": high,
        "agreement": float(alpha.agreement(total)),
        "codes": round(values.sum()),
        "articles": len(articles),
        "note": note,
    }


def interval(
    matrices: np.ndarray, cluster: np.ndarray, replications: int, random: np.random.Generator
) -> tuple[float, float, str]:
    """The limits of alpha, or a note in their place; cluster: the number of the article of each coincidence matrix."""
    articles = int(cluster.max(initial=-1)) + 1
    if articles < FEWEST:
        return np.nan, np.nan, f"fewer than {FEWEST} articles: no interval"
    drawn = alpha.bootstrap(matrices, cluster, replications, random)
    without = int(np.isnan(drawn).sum())
    if without > replications / 20:
        return np.nan, np.nan, f"{without} of {replications} bootstrap samples hold one code only: no interval"
    # percentiles of few articles are too narrow: widened as the limits of shares are, by t and A / (A - 1)
    middle = alpha.alpha(matrices.sum(axis=0))
    wider = float(t_quantile(articles)) / Z * np.sqrt(articles / (articles - 1))
    low, high = middle + wider * (np.nanpercentile(drawn, [2.5, 97.5]) - middle)
    return float(low), min(float(high), 1.0), ""


def _disagreements(codes: pd.DataFrame, coders: list[str]) -> pd.DataFrame:
    differ = codes[[len(set(row) - {""}) > 1 for row in codes[coders].to_numpy()]]
    order = differ["variable"].map(VARIABLES.index)
    differ = differ.assign(order=order).sort_values(["unit", "slot", "order"])
    return differ.rename(columns={"text": "sentence"})[[*PLACE, *coders, "article_id", "sentence"]].reset_index(
        drop=True
    )
