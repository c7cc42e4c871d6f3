"""A description of each policy, in words for those who never heard its name."""

from collections.abc import Mapping
from types import MappingProxyType

POLICY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "empirical": "like states on record",
        "historical": "as on the day",
        "mirror": "in kind",
        "hawk": "firmly",
        "dove": "softly",
        "hold": "by holding still",
        "random": "by lot",
        "planner": "by planning ahead",
        "quick-planner": "by planning ahead a little",
    }
)
"""By the policy's name; the words follow "The AI plays"."""
