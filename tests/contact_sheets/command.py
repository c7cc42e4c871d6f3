"""Photographs every page in every state that matters into contact sheets, and says what is wrong with any.

Without names it photographs all pages, light and dark, at 1440, 768 and 390 px or the widths asked for. It exits with
status 1 if a page answers with an unexpected status, is wider than its window, or causes an error in the browser.
"""

import argparse
import logging
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest import mock

import pyotp
from django.conf import settings
from django.db import connection, connections
from django.test.utils import override_settings, setup_test_environment, teardown_databases

from tests import database
from tests.browsers import NoChromium
from tests.contact_sheets.addresses import address
from tests.contact_sheets.camera import TALLEST, WIDTHS, Frame, Visit, photograph
from tests.contact_sheets.pages import PAGES, Row, rows
from tests.contact_sheets.scenes import APP_CODE, Scene
from tests.contact_sheets.sheet import print_sheet, write
from tests.contact_sheets.studio import Studio
from tests.journeys.page_checks import HEIGHTS
from tests.serving import Server
from wargame import engine
from wargame.analysis.services import ensembles
from wargame.exercises import heartbeats
from wargame.exercises.models import Heartbeat
from wargame.live.broadcast import broadcast

INTERRUPTED = 130


def run(words: list[str]) -> int:
    """Run the command with these arguments, and return its exit status."""
    names = {row.page for row in rows()}
    parser = argparse.ArgumentParser(prog="python -m tests.contact_sheets", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="page", help=f"of these: {', '.join(sorted(names))}")
    parser.add_argument("--into", type=Path, default=settings.VAR_DIR / "contact-sheets", metavar="FOLDER")
    parser.add_argument("--width", type=int, action="append", choices=sorted(HEIGHTS), help="instead of the usual ones")
    parser.add_argument("--state", default="", metavar="WORDS", help="only states whose name has these words in it")
    parser.add_argument("--tallest", type=int, default=TALLEST, metavar="PIXELS", help="the most of a page's height")
    parser.add_argument("--wait", action="store_true", help="for what a page fetches after it has loaded, such as odds")
    asked = parser.parse_args(words)
    if unknown := set(asked.pages) - names:
        parser.error(f"no page is called {', '.join(sorted(unknown))}; these are: {', '.join(sorted(names))}")
    _be_quiet()
    began, folder = time.monotonic(), asked.into.resolve()
    try:
        frame = Frame(asked.width or WIDTHS, asked.tallest, asked.wait)
        faults = _photograph(set(asked.pages) or names, asked.state, folder, frame)
    except NoChromium as missing:
        parser.error(str(missing))
    except KeyboardInterrupt:
        print("\nInterrupted: the sheets are not complete.")
        return INTERRUPTED
    print(f"Contact sheets are in {folder}, after {time.monotonic() - began:.0f} s.")
    for fault in faults:
        print(f"WRONG  {fault}")
    return 1 if faults else 0


def _be_quiet() -> None:
    """Silence the logs: some pages show refusals, and streams of files through a test's server log warnings."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    logging.getLogger("kombu").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")


def _photograph(wanted: set[str], state: str, folder: Path, frame: Frame) -> list[str]:
    """Make the sheets of these pages in these states, and return what is wrong with them."""
    (folder / "photographs").mkdir(parents=True, exist_ok=True)
    sheets: dict[str, list[Visit]] = defaultdict(list)
    with _site() as site, Studio() as studio:
        for visit in _visits(site, wanted, state):
            sheets[visit.page].append(visit)
            studio.give(visit.name, partial(photograph, visit=visit, folder=folder, frame=frame))
    faults = studio.faults
    with Studio() as studio:
        for sheet in (sheet for page, visits in sheets.items() for sheet in write(page, visits, folder, frame.widths)):
            studio.give(f"sheet {sheet.stem}", partial(print_sheet, sheet=sheet))
    return faults + studio.faults


def _visits(site: str, wanted: set[str], state: str) -> Iterator[Visit]:
    """Yield the visits, one state after the other; a state is prepared only if its pages are wanted."""
    for play, listed in PAGES.items():
        chosen = [row for row in listed if row.page in wanted and state in row.state]
        if not chosen:
            continue
        scene = play()
        cookies = {who: scene.cookies(who) for who in {row.who for row in chosen}}
        for row in chosen:
            yield _visit(site, row, scene, cookies[row.who])


def _visit(site: str, row: Row, scene: Scene, cookies: dict[str, str]) -> Visit:
    path = row.path or address(row.start or row.page, {**scene.words, **row.words}) + row.more
    return Visit(
        page=row.page,
        state=row.state,
        url=site + path,
        status=row.status,
        cookies=cookies,
        press=row.press,
        typed=row.typed,
        unfolds=row.unfolds,
        has_script=row.has_script,
    )


def _all_at_work() -> dict[str, float]:
    """No worker and no turnkeeper run beside the site; its pages are to look as if they did."""
    return {Heartbeat.WORKER: 0.0, Heartbeat.TURNKEEPER: 0.0}


@contextmanager
def _site() -> Iterator[str]:
    """Start Parley on a free port, with an empty database that has the library, and few games in plain Python."""
    setup_test_environment()
    with (
        tempfile.TemporaryDirectory(prefix="contact-sheets-", dir=settings.VAR_DIR) as folder,
        override_settings(ROOT_URLCONF="tests.contact_sheets.errors"),
        mock.patch.object(engine, "warm"),
        mock.patch.object(pyotp.TOTP, "at", return_value=APP_CODE),
        mock.patch.object(ensembles, "SMALLEST_CHUNK", 4),
        mock.patch.object(heartbeats, "ages", _all_at_work),
        mock.patch.object(ensembles, "USUAL_PAIRS", 40),
    ):
        connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "parley.sqlite3")
        made = database.make()
        server = Server(broadcast())
        try:
            yield server.address
        finally:
            server.stop()
            connections.close_all()
            teardown_databases(made, verbosity=0)
