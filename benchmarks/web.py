"""Measure play in a real browser, on the embedded default: `python -m benchmarks.web`. Nothing is asserted.

Starts the whole house on a free port with a database of its own, plays one exercise to its end in Chromium, asks for
the play page and for previews again and again over one connection, and prints a table.
"""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.start import free_port, is_healthy

HOME = Path(__file__).resolve().parent.parent
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage")
REQUESTS = 100


@contextmanager
def house() -> Iterator[int]:
    """Parley on a free port; ends with the block."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        words = [sys.executable, "manage.py", "play", "--port", str(port)]
        play = subprocess.Popen(words, cwd=HOME, env=os.environ | {"PARLEY_VAR": folder}, stdout=subprocess.DEVNULL)
        try:
            while not is_healthy(port):
                if play.poll() is not None:
                    sys.exit("Parley ended before it answered.")
                time.sleep(0.05)
            yield port
        finally:
            play.send_signal(signal.SIGINT)
            play.wait()


def start_exercise(browser: Browser, port: int) -> Page:
    """Yield a browser on the first turn of a new exercise."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"http://127.0.0.1:{port}/")
    page.locator("form[action$='/solo/'] button").first.click()
    page.locator("#submit-orders").wait_for()
    return page


def kilobytes_of(browser: Browser, page: Page) -> float:
    """Return the size of all that a new browser loads for the play page (kB)."""
    fresh = browser.new_context(viewport={"width": 1440, "height": 900})
    fresh.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    cold = fresh.new_page()
    sizes: list[float] = []
    protocol = fresh.new_cdp_session(cold)
    protocol.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    protocol.send("Network.enable")
    cold.goto(page.url, wait_until="load")
    cold.wait_for_timeout(500)
    fresh.close()
    return sum(sizes) / 1000


def seconds_to_results(page: Page) -> Iterator[float]:
    """From the click on submit to the results on the screen, turn after turn to the ending."""
    while True:
        page.locator("#submit-orders").click(trial=True)
        began = time.perf_counter()
        page.locator("#submit-orders").click()
        page.locator("#results-heading").wait_for()
        yield time.perf_counter() - began
        page.locator("#next").click()
        page.wait_for_load_state()
        if not page.locator("#submit-orders").count():
            return


def milliseconds(port: int, address: str, session: str) -> list[float]:
    """Return the seconds of each answer, request by request over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    taken = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        answer.read()
        taken.append(1000 * (time.perf_counter() - began))
        if answer.status != 200:
            sys.exit(f"{address} answered {answer.status}.")
    return taken


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def measure(browser: Browser, port: int) -> Iterator[tuple[str, float, float, str, str]]:
    """Rows of the table: what, median, 95th percentile (or largest), unit, aim."""
    page = start_exercise(browser, port)
    size = kilobytes_of(browser, page)
    yield "play page over the wire, cold", size, size, "kB", "300"
    page.locator("form[action$='/orders/'] button").first.click()
    page.locator("#order-1").wait_for()
    session = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    address = page.url.split("?")[0].split(str(port), 1)[1].removesuffix("play/")
    for what, part, aim in (
        ("play page, server", "play/", "p95 150"),
        ("order preview, server", "t/1/orders/1/preview/", "300"),
    ):
        taken = milliseconds(port, address + part, session)
        yield what, median(taken), p95(taken), "ms", aim
    waits = list(seconds_to_results(page))
    yield f"submit to results on the screen ({len(waits)} turns)", median(waits), max(waits), "s", "2"


def launched(playwright: Any) -> Browser:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed; on Debian: apt install chromium")
    browser: Browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
    return browser


def main() -> None:
    print(f"{'what':<48}{'median':>9}{'p95/max':>9}  {'unit':<5}aim")
    with house() as port, sync_playwright() as playwright:
        browser = launched(playwright)
        for what, middle, worst, unit, aim in measure(browser, port):
            print(f"{what:<48}{middle:>9.2f}{worst:>9.2f}  {unit:<5}{aim}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
