"""The leaves of the codebook, the first match deciding, and the sets of them that rules speak of."""

from __future__ import annotations

from collections.abc import Callable

from framing.voices.mentions import Mention

OFFICIAL = frozenset({"government", "legislator", "politician"})
EXPERTISE = frozenset({"expert", "academic", "think_tank"})
EMPLOYERS = frozenset(
    {"business", "think_tank", "academic", "intergovernmental", "civil_society", "news_media", "public_media"}
)
MEDIA = frozenset({"news_media", "public_media", "state_media"})
SCHOLARS = frozenset({"academic", "think_tank", "business"})
ORDER = (
    "government", "military", "justice", "legislator", "politician", "intergovernmental", "state_media", "public_media",
    "news_media", "academic", "think_tank", "expert", "civil_society", "business", "public_figure", "citizen",
    "document", "anonymous", "unspecified",
)  # fmt: skip
RANK = {leaf: i for i, leaf in enumerate(ORDER)}
OFFICES = frozenset({"government", "military", "justice", "legislator", "politician", "intergovernmental"})
COUNTRYWIDE = frozenset({"government", "politician", "legislator"})

Lookup = Callable[[Mention], tuple[str, str, str]]
"""Mention -> (leaf, country, rule) of the entity it names; leaf "" when it says nothing."""
