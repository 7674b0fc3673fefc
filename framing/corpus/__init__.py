"""Getting articles in: saved pages and tables -> articles, removed_lines."""

from framing.corpus.corpus import Corpus
from framing.corpus.problems import CorpusError
from framing.corpus.read import read

__all__ = ["Corpus", "CorpusError", "read"]
