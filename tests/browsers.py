"""How the system's own Chromium is started, by journeys and by whoever else drives it."""

import shutil

QUIET = ("quic", "background-networking", "component-update", "sync", "dev-shm-usage", "gpu")


class NoChromium(RuntimeError):
    """There is no browser to drive."""


def launching() -> dict[str, object]:
    """What Playwright is to launch: as root too, and kept from calling home. Raises `NoChromium`."""
    found = [path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))]
    if not found:
        raise NoChromium("Chromium is not installed; on Debian: apt install chromium")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{feature}" for feature in QUIET)]
    return {"executable_path": found[0], "args": arguments}
