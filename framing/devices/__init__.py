"""Framing devices, always by voice: sentiment, stance keywords and wording."""

from framing.devices.lexicon import LexiconError, load_lexicon
from framing.devices.sentiment import InstrumentError, instrument_names, sentiment
from framing.devices.stance import stance
from framing.devices.wording import wording

__all__ = ["InstrumentError", "LexiconError", "instrument_names", "load_lexicon", "sentiment", "stance", "wording"]
