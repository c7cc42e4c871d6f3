"""Reads the settings anew for each line on stdin: `python -m tests.web.settings_reader`.

A line is JSON, [expressions over the settings `s`, environment]; the answer is a line of JSON: what `print` makes of
them, or the traceback. Each is read by a process of its own, forked from one that has imported what settings import.
"""

import json
import os
import sys
import traceback

import csp.constants  # noqa: F401
import dj_database_url  # noqa: F401
import django.conf  # noqa: F401
import django_stubs_ext  # noqa: F401

import wargame.api_settings
import wargame.environment
import wargame.log_settings
import wargame.production  # noqa: F401


def read(expression: str, environment: dict[str, str]) -> str:
    """Return a value of the settings in this environment, which this process takes over."""
    os.environ.clear()
    os.environ.update(environment)
    try:
        from wargame import settings

        return " ".join(map(str, eval(f"({expression},)", {"s": settings})))
    except Exception:
        return traceback.format_exc()


def main() -> None:
    assert "wargame.settings" not in sys.modules
    for line in sys.stdin:
        if os.fork() == 0:
            print(json.dumps(read(*json.loads(line))), flush=True)
            os._exit(0)
        os.wait()


if __name__ == "__main__":
    main()
