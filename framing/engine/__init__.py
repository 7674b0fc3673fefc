"""Coding a whole corpus: many partitions, several processes where asked, in memory or into a folder."""

from framing.engine.work import code

__all__ = ["code"]
