"""Plays whole games for a person who talks a lot, writes down all that the person reads, and counts what comes twice.

Each game is a file: the advisers, the letters, and after each turn the results. It exits with status 1 if a sentence of
a letter or of the news came twice in a game, or one of advisers within a turn and the next.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_test_environment, teardown_databases

from tests import database
from tests.exercises.diplomacy.whole_games import letters, played
from tests.scenarios.pack_games import SLUGS, setting_of
from tests.transcripts.reading import lines_of, listen
from tests.transcripts.repeats import of_advisers, of_letters, of_news
from wargame.accounts.models import User

MOST_LISTED = 40
"""The most repeats that are listed for a scenario."""


def run(words: list[str]) -> int:
    """Run the command with these arguments, and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.transcripts", description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help=f"of these: {', '.join(SLUGS)}; by default all")
    parser.add_argument("--games", type=int, default=20, help="games of each scenario; its seats take turns")
    parser.add_argument("--seed", type=int, default=1, help="of the first game; each further one has the next")
    parser.add_argument("--into", type=Path, default=settings.VAR_DIR / "transcripts", metavar="FOLDER")
    asked = parser.parse_args(words)
    asked.into.mkdir(parents=True, exist_ok=True)
    with _database():
        user = User.objects.create_user("reader")
        found = [_read(user, slug, asked.games, asked.seed, asked.into) for slug in asked.slugs or SLUGS]
    return int(any(found))


def _read(user: User, slug: str, games: int, seed: int, into: Path) -> int:
    """Write the games of a scenario, print what came twice in them, and return how often."""
    seats, twice = setting_of(slug).seats, Counter[str]()
    for number in range(games):
        seat = seats[number % len(seats)]
        exercise = played(user, slug, seat, seed + number, before_orders=listen)
        lines = list(lines_of(exercise))
        (into / f"{slug}-{seed + number}-{seat}.txt").write_text("\n".join(lines), encoding="utf-8")
        twice.update(of_news(lines))
        twice.update(of_letters(letters(exercise)))
        twice.update(of_advisers(exercise))
    print(f"{slug}: {games} games, {twice.total()} repeats")
    for sentence, count in twice.most_common(MOST_LISTED):
        print(f"  {count:3} {sentence}")
    return twice.total()


@contextmanager
def _database() -> Iterator[None]:
    setup_test_environment()
    with tempfile.TemporaryDirectory(prefix="transcripts-", dir=settings.VAR_DIR) as folder:
        connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "parley.sqlite3")
        made = database.make()
        try:
            yield
        finally:
            connections.close_all()
            teardown_databases(made, verbosity=0)
