"""Records the golden playthroughs anew: `python -m tests.playthroughs.record nine-past-nine`.

Do this when a rule or an amount has changed on purpose, and read the difference before you keep it.
"""

import json
import sys

from tests.playthroughs.goldens import HERE, Golden, ending_of, golden_of, play, setting_of

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


def main(slug: str) -> None:
    """Write one file for each ending."""
    folder = HERE / slug
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.json"):
        path.unlink()
    for ending, golden in record(slug).items():
        (folder / f"{ending}.json").write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")
        print(f"{slug}/{ending}.json: seed {golden['seed']}, {len(golden['turns'])} turns")


if __name__ == "__main__":
    main(sys.argv[1])
