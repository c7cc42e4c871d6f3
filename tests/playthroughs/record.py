"""Records the golden playthroughs, and what this version computed, anew: `python -m tests.playthroughs.record`.

Do this when a rule or an amount has changed on purpose, and read the difference before you keep it. A rule that gives
other results needs a new ENGINE_VERSION first; without one nothing is added to `versions.txt`, and the status is 1.
Slugs as arguments record these packs only.
"""

import json
import sys

from tests.engine import exactness, matrix
from tests.playthroughs import versions
from tests.playthroughs.goldens import HERE, Golden, ending_of, golden_of, play
from tests.scenarios.pack_games import SLUGS, setting_of

SEARCHED = 5_000


def record(slug: str) -> dict[str, Golden]:
    """Find the first game for each ending, in the order of seeds; LookupError where one is never reached."""
    setting = setting_of(slug)
    wanted = [ending.key for ending in setting.spec.endings]
    found: dict[str, Golden] = {}
    for seed in range(SEARCHED):
        turns = list(play(setting, seed))
        ending = ending_of(setting, turns[-1][1].world)
        if ending not in found:
            found[ending] = golden_of(setting, seed, turns)
        if len(found) == len(wanted):
            return found
    raise LookupError(f"No game of {SEARCHED} ends in: {', '.join(sorted(set(wanted) - set(found)))}.")


def write(slug: str) -> None:
    """Write one file for each ending."""
    found = record(slug)
    folder = HERE / slug
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.json"):
        path.unlink()
    for ending, golden in found.items():
        (folder / f"{ending}.json").write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")
        print(f"{slug}/{ending}.json: seed {golden['seed']}, {len(golden['turns'])} turns")


def main(slugs: list[str]) -> None:
    """Record the packs, all of them unless some are named, and what this version of the rules computed."""
    for slug in slugs or SLUGS:
        write(slug)
    exactness.record()
    matrix.record()
    try:
        versions.record()
    except versions.Broken as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
