"""The same figures as Prometheus reads them. Nothing is counted in a process, so each answers for all."""

from collections.abc import Iterator

from django.db import DatabaseError
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from wargame import database_clock
from wargame.exercises import heartbeats
from wargame.exercises.health import domain
from wargame.exercises.health import services as health
from wargame.exercises.models import Heartbeat

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SIGNS = (Heartbeat.WORKER, Heartbeat.TURNKEEPER)


class _Parley(Collector):
    """The collector of the figures of one answer."""

    def collect(self) -> Iterator[Metric]:
        """Yield every figure that can be had: while the database or the broker is away, those of the others."""
        yield _by_label(
            "parley_part_healthy",
            "1 if the part is healthy, else 0.",
            "part",
            {part.name: float(part.is_healthy) for part in health.report().parts},
        )
        yield GaugeMetricFamily("parley_disk_free_bytes", "Room on the disk of PARLEY_VAR.", domain.free_bytes())
        waiting = domain.waiting_messages()
        if waiting is not None:
            yield GaugeMetricFamily("parley_broker_waiting_messages", "Messages that wait for a worker.", waiting)
        try:
            yield from list(_of_database())
        except DatabaseError:
            return


def exposition() -> bytes:
    """Return all figures in the text format of Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Parley())
    return generate_latest(registry)


def _of_database() -> Iterator[Metric]:
    yield _by_label("parley_turns", "Turns by status.", "status", domain.turns_by_status())
    yield GaugeMetricFamily(
        "parley_longest_wait_seconds", "How long the oldest waiting turn waits for results.", domain.longest_wait()
    )
    restarts = CounterMetricFamily("parley_part_restarts", "Starts of a part after it died or hung.", labels=["part"])
    for part, count in domain.restarts_by_part().items():
        restarts.add_metric([part], count)
    yield restarts
    ages = heartbeats.ages()
    signs = {name: ages[name] for name in SIGNS if name in ages}
    yield _by_label("parley_last_sign_seconds", "Seconds since the part's last sign of work.", "part", signs)
    if Heartbeat.BACKUP in ages:
        yield GaugeMetricFamily(
            "parley_backup_age_seconds", "Seconds since `manage.py backup` last finished.", ages[Heartbeat.BACKUP]
        )
    ahead = database_clock.host_ahead().total_seconds()
    yield GaugeMetricFamily("parley_clock_ahead_seconds", "This host's clock minus the database's.", ahead)


def _by_label(name: str, text: str, label: str, values: dict[str, float] | dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
