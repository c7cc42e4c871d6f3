"""The policies of seats in a rehearsal: scripted seats in a fixed mix, some that do anything the rules allow, now and
then a planner.
"""

from wargame.engine.policies import POLICIES as SCRIPTED
from wargame.engine.rules.policies.kinds import PLANNER
from wargame.engine.scenario.setting import Setting
from wargame.engine.world.dice import REHEARSAL, SIDES, Key, key_of, roll

LEANING = "empirical"
"""The policy that follows the pack's leanings. Its habits may differ from the intentions of the author."""

MIX = ((LEANING, 46), ("random", 16), ("mirror", 8), ("historical", 8), ("hawk", 8), ("dove", 8), ("hold", 6))
"""The policies that sit on a seat, in 100 games."""

PLANNED = 400
"""In one of so many games one seat plans: it plays its sheets out, which takes longer than many whole games."""

WHETHER, WHERE = 254, 255
"""Dice of the planner, beside those of the seats."""


def seating(setting: Setting, seed: int) -> dict[str, str]:
    """Draw what sits on each seat in the game of this seed."""
    key = key_of(seed)
    seated = {code: _draw(key, index) for index, code in enumerate(setting.seats)}
    if roll(key, 0, REHEARSAL, WHETHER, 0) * PLANNED < SIDES:
        seated[setting.seats[roll(key, 0, REHEARSAL, WHERE, 0) * len(seated) // SIDES]] = PLANNER
    return seated


def is_scripted(policy: str) -> bool:
    """Say whether a policy is a rule, so that it can sit in compiled games."""
    return policy in SCRIPTED


def _draw(key: Key, index: int) -> str:
    left = 100 * roll(key, 0, REHEARSAL, index, 0) // SIDES
    for name, share in MIX:
        if left < share:
            return name
        left -= share
    raise ValueError("The shares of the mix add up to less than 100.")
