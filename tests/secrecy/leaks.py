"""Plants leaks and says what noticed each: `python -m tests.secrecy.leaks [--seconds 120] [--only WORDS] [--seed 7]`.

Without words, all of them. Ends with 1 where one survived. The tests of secrecy are worth what they catch here.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).with_name("test_leaks.py")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.secrecy.leaks", description=__doc__)
    parser.add_argument("--seconds", type=float, help="plant no more after so many seconds, for each kind of leak")
    parser.add_argument("--only", default="all", metavar="WORDS", help="those whose name or row holds these words")
    parser.add_argument("--seed", type=int, default=0, help="draws the order in which they are planted")
    asked = parser.parse_args(words)
    os.environ |= {"PARLEY_LEAKS": asked.only, "PARLEY_LEAK_SEED": str(asked.seed)}
    if asked.seconds is not None:
        os.environ["PARLEY_LEAK_SECONDS"] = str(asked.seconds)
    return int(
        pytest.main([str(TESTS), "-q", "--capture=no", "--no-header", "-p", "no:cacheprovider", "--disable-warnings"])
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
