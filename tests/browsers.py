"""Starts the system's Chromium, for journeys and other tests with a browser."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs to look for; the first is the same browser without windows, and takes two thirds of the processor's time."""

QUIET = ("quic", "background-networking", "component-update", "sync", "dev-shm-usage", "gpu")


class NoChromium(RuntimeError):
    """There is no Chromium on this machine."""


def launching() -> dict[str, object]:
    """Return Playwright's launch options: they work as root, and prevent requests to other hosts. Raises NoChromium."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise NoChromium(f"Chromium is not installed; on Debian: apt install {NAMES[0]}")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{feature}" for feature in QUIET)]
    return {"executable_path": found, "args": arguments}
