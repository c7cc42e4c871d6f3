"""A scene in which a secret order of one seat moves the odds of something that another seat sees.

Buoys and parts of a wreck drift, each into one of 64 squares, and everybody sees where to. Japan may tow or hold the
wreck in secret, which changes how likely its parts are to stay in the first square. South Korea is told odds that leave
this out.
"""

import shutil
from pathlib import Path

from scenarios.loader import PACKS, load
from scenarios.models import ScenarioVersion
from tests.scenarios import small_pack

READER, AUTHOR = "KOR", "JPN"
SLUG = "drifting-wreck"
PARTS = ("bow", "stern", "mast")
BUOYS = tuple(f"buoy-{letter}" for letter in "abcdefgh")
SQUARES = 64
WEIGHT, WEIGHT_OF_THE_FIRST = 10, 200
STRENGTHS = {"tow light": 25, "tow firm": 90, "tow hard": 190, "hold slack": -50, "hold taut": -125}
"""Each order's weight in the chance that a part stays in the first square: any two sheets differ in the sum."""

SECRET_ORDERS = """
  - kind: tow
    base: wait
    name: Tow the wreck
    says: "{actor} towed the wreck ({level})"
    order_class: tow
    seats: [JPN]
    help: Under water, by night.
    visibility: private
    levels:
      - {key: light, name: Light, cost: 1}
      - {key: firm, name: Firm, cost: 1}
      - {key: hard, name: Hard, cost: 2}
  - kind: hold
    base: wait
    name: Hold the wreck
    says: "{actor} held the wreck ({level})"
    order_class: hold
    seats: [JPN]
    help: Under water, by night.
    visibility: private
    levels:
      - {key: slack, name: Slack, cost: 1}
      - {key: taut, name: Taut, cost: 1}
"""


def drifting(key: str, shares: dict[str, int]) -> str:
    """Return an incident that moves into one of the squares each turn; conditions add to the weight of the first."""
    ways = [
        f"{{to: afloat, label: Square {square}, weight: {WEIGHT}, says: It is in square {square}.}}"
        for square in range(1, SQUARES)
    ]
    if shares:
        added = [f'{{add: {add}, when: ["{when}"], because: Somebody moved it.}}' for when, add in shares.items()]
        first = f"weight: {WEIGHT_OF_THE_FIRST}, modifiers: [{', '.join(added)}]"
        ways[0] = ways[0].replace(f"weight: {WEIGHT}", first)
    ways += [f"{{to: ashore, label: Ashore, weight: {WEIGHT}, says: It is ashore.}}"]
    listed = "".join(f"\n          - {way}" for way in ways)
    stages = f"\n      - key: afloat\n        name: Afloat\n        transitions:{listed}"
    stages += "\n      - {key: ashore, name: Ashore}\n"
    return f"\n  - key: {key}\n    name: The {key}\n    start: afloat\n    stages:{stages}"


def shares() -> dict[str, int]:
    """Return the weight of each order; a condition on a level holds for higher ones too, so each has the difference."""
    added: dict[str, int] = {}
    for order, whole in STRENGTHS.items():
        kind = order.split()[0]
        below = sum(add for other, add in added.items() if f" {kind} " in other)
        added[f"ordered {AUTHOR} {order}"] = whole - below
    return added


def load_scene(folder: Path) -> ScenarioVersion:
    """Write the small pack with buoys, wreck and secret orders into a folder, load it, and return its version."""
    shutil.copytree(PACKS / "_shared", folder / "_shared")
    home = small_pack.write_small_pack(folder, SLUG)
    with (home / "orders.yaml").open("a", encoding="utf-8") as orders:
        orders.write(SECRET_ORDERS)
    # The pack's own incident ends the exercise when it goes; in the attacked turn it stays.
    own = small_pack.INCIDENTS.replace("label: Goes", "label: Goes\n            turns: [2, 3]")
    adrift = [drifting(buoy, {}) for buoy in BUOYS] + [drifting(part, shares()) for part in PARTS]
    (home / "incidents.yaml").write_text(own + "".join(adrift), encoding="utf-8")
    load(folder)
    return ScenarioVersion.objects.get(scenario__slug=SLUG)
