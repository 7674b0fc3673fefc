"""How far each term sets some articles apart from the others: the statistics behind `distinctive_terms`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

AT_ONCE = 8_000_000
"""Numbers that the sums of the groups dealt at once hold, so that many dealings take little memory."""


@dataclass(frozen=True, eq=False)
class Keyness:
    """Of every term and group, (terms, groups): the log-odds of the group minus those of all others, and their errors.

    error: the article jackknife's. plain: that of independent words (Monroe, Colaresi & Quinn 2008).
    """

    delta: np.ndarray
    error: np.ndarray
    plain: np.ndarray

    @property
    def z(self) -> np.ndarray:
        """delta in standard errors."""
        return self.delta / self.error


class Moments:
    """What each article adds to the sums from which the statistics of any group follow.

    counts: (articles, terms). words: (articles,), above 0. prior: its size in words, spread as in all articles.
    """

    def __init__(self, counts: sparse.csr_array, words: np.ndarray, prior: float) -> None:
        facts = np.column_stack([np.ones(len(words)), words, words**2])
        rows = [facts, counts, counts.power(2), counts.power(3), counts.multiply(words[:, None])]
        self._of_article = sparse.csr_array(sparse.hstack(rows).T)
        self._total = self._of_article.sum(axis=1)[:, None]
        self._prior = prior
        self._expected = prior * counts.sum(axis=0)[:, None] / words.sum()

    def keyness(self, members: np.ndarray) -> Keyness:
        """The statistics of each group against all other articles; members: (articles, groups), 1 or 0."""
        own = self._of_article @ members
        odds, jackknife, plain = self._log_odds(own)
        odds_rest, jackknife_rest, plain_rest = self._log_odds(self._total - own)
        variance = np.maximum(jackknife, plain) + np.maximum(jackknife_rest, plain_rest)
        return Keyness(odds - odds_rest, np.sqrt(variance), np.sqrt(plain + plain_rest))

    def largest(self, members: np.ndarray, permutations: int, seed: int) -> np.ndarray:
        """The largest abs(z) of each group when whole articles are dealt anew: (permutations, groups)."""
        rng, found = np.random.default_rng(seed), []
        each = max(1, AT_ONCE // (len(self._total) * members.shape[1]))
        for first in range(0, permutations, each):
            dealt = [rng.permutation(members) for _ in range(min(each, permutations - first))]
            found.append(np.abs(self.keyness(np.hstack(dealt)).z).max(axis=0, initial=0.0).reshape(len(dealt), -1))
        return np.vstack(found)

    def _log_odds(self, sums: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """ln((y + a) / (n + a0 - y - a)) of every term and group, its jackknife variance and its plain one."""
        articles, words, squares = sums[0], sums[1], sums[2]
        y, yy, yyy, yn = np.split(sums[3:], 4)
        inside, outside = y + self._expected, words + self._prior - y - self._expected
        # Left out, an article changes the log-odds by r + r^2 / 2 + ..., r = y_a u - n_a v; the squares are r^2 + r^3.
        u, v = 1 / inside + 1 / outside, 1 / outside
        mean = (u * y - v * words) / np.maximum(articles, 1)
        influence = u**2 * yy - 2 * u * v * yn + v**2 * squares - articles * mean**2
        variance = articles / np.maximum(articles - 1, 1) * np.maximum(influence, 0) + u**3 * yyy
        return np.log(inside / outside), variance, 1 / inside
