"""`manage.py doctor`: prints the health of each part, one line each."""

import json
from argparse import ArgumentParser
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wargame.exercises.health import services as health
from wargame.processes.parts import known_host

ANSWER_SECONDS = 3.0


class Command(BaseCommand):
    """Exits with status 0 if all parts are healthy, else with 1 and the reason."""

    # Django's checks would take half of the time; the tests run them.
    requires_system_checks = []
    help = "Says how database, broker, worker, turnkeeper and web are; ends with 1 when one of them is not healthy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="write JSON")
        parser.add_argument(
            "--web",
            default=settings.RUNNING.get("web", "http://127.0.0.1:8000/"),
            metavar="ADDRESS",
            help='where web answers (default: where `play` says that it does); "" asks none',
        )

    def handle(self, *, web: str, **options: Any) -> None:
        if web and not web.startswith(("http://", "https://")):
            raise CommandError("--web must start with http:// or https://.", returncode=2)
        found = health.report().parts + ((_web(web),) if web else ())
        report = health.HealthReport(found)
        self.stdout.write(json.dumps(health.as_json(report)) if options["json"] else "\n".join(map(_line, found)))
        if report.concerns:
            names = ", ".join(part.name for part in report.concerns)
            raise CommandError(f"Not healthy: {names}.")


def _web(address: str) -> health.PartHealth:
    asked = Request(f"{address.rstrip('/')}/health/", headers={"Host": known_host()})  # noqa: S310 - checked above
    try:
        with urlopen(asked, timeout=ANSWER_SECONDS):  # noqa: S310
            return health.PartHealth("web", health.State.HEALTHY, 0.0)
    except HTTPError as error:
        return health.PartHealth("web", health.State.HUNG, detail=f"It answers with {error.code}.")
    except (URLError, OSError):
        return health.PartHealth("web", health.State.AWAY, detail=f"Nobody answers within {ANSWER_SECONDS:.0f} s.")


def _line(part: health.PartHealth) -> str:
    age = "" if part.age is None else f"{part.age:.1f} s"
    return f"{part.name:<11}{part.state:<8}{age:>8}  {part.detail}".rstrip()
