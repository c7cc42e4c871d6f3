"""The counts of a load test while it runs: kept apart, so that Ctrl-C leaves what there is."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

RESULTS = 'id="results-heading"'
SHEET = 'id="submit-orders"'
MEASURING = "load test"
"""The process that measures, in the table of processor times."""


def p95(values: list[float]) -> float | None:
    """Return the smallest value that 95 in 100 do not pass; None for no values."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)] if ordered else None


MOMENTS = ("closed", "begun", "told", "answered")
"""The steps after a deadline: the turn takes no orders, a worker begins to adjudicate it, a browser hears of the
results, and shows them."""
MOST_ADDRESSES, FELT_SECONDS = 12, 0.05


@dataclass
class Tallies:
    """Times are in milliseconds. `cpu_s` is what each process computed from a minute before the deadline on.

    `faults` are sentences with how often each occurred. `moments` are times since the deadline. `answers` are, by
    address, how long the browsers waited for each answer since the last seconds before the deadline began.
    """

    people: int = 0
    joined: int = 0
    requests: int = 0
    notices: int = 0
    lost_streams: int = 0
    acknowledged: int = 0
    late: int = 0
    outdated: int = 0
    lost: int = 0
    is_in_window: bool = False
    cpu_s: dict[str, float] = field(default_factory=dict)
    submit_ms: list[float] = field(default_factory=list)
    visible_ms: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    moments: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answers: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    marks: tuple[str, ...] = (RESULTS, SHEET)

    def fault(self, where: str, what: str) -> None:
        """Count an error."""
        self.faults[f"{where}: {what}"] += 1

    def answered(self, address: str, milliseconds: float) -> None:
        """Count an answer and the time that somebody waited for it."""
        self.requests += 1
        if self.is_in_window:
            self.answers[address].append(milliseconds)

    def figures(self) -> dict[str, Any]:
        """Return the promised figures, then those that explain them."""
        server = [seconds for name, seconds in self.cpu_s.items() if name != MEASURING]
        return {
            "errors": self.faults.total(),
            "lost_orders": self.lost,
            "submit_ms_p95": _rounded(p95(self.submit_ms)),
            "visible_ms_p95": _rounded(p95(self.visible_ms)),
            "people": self.people,
            "joined": self.joined,
            "submits": len(self.submit_ms),
            "orders_acknowledged": self.acknowledged,
            "orders_after_deadline": self.late,
            "sheets_outdated": self.outdated,
            "browsers_with_results": len(self.visible_ms),
            "submit_ms_p50": _rounded(_middle(self.submit_ms)),
            "visible_ms_p50": _rounded(_middle(self.visible_ms)),
            "visible_ms_max": _rounded(max(self.visible_ms, default=None)),
            "requests": self.requests,
            "notices": self.notices,
            "streams_lost": self.lost_streams,
            "server_cpu_s": _rounded(sum(server)) if server else None,
            "cpu_s": {name: round(cpu, 1) for name, cpu in sorted(self.cpu_s.items()) if cpu >= FELT_SECONDS},
            "since_deadline_ms": {moment: _spread(self.moments[moment]) for moment in MOMENTS},
            "answers_ms": {address: _spread(self.answers[address]) for address in self._slowest()},
        }

    def _slowest(self) -> Iterable[str]:
        """Return the addresses for whose answers people waited longest, all of them together."""
        return sorted(self.answers, key=lambda address: -sum(self.answers[address]))[:MOST_ADDRESSES]


def _spread(values: list[float]) -> dict[str, int | float | None]:
    return {"times": len(values), "p50": _rounded(_middle(values)), "p95": _rounded(p95(values))}


def _middle(values: list[float]) -> float | None:
    return sorted(values)[len(values) // 2] if values else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
