"""What a load test counts while it runs: kept apart, so that Ctrl-C leaves what there is."""

from collections import Counter
from dataclasses import dataclass, field

RESULTS = 'id="results-heading"'
SHEET = 'id="submit-orders"'


def p95(values: list[float]) -> float | None:
    """The smallest value that 95 in 100 do not pass; None of none."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)] if ordered else None


@dataclass
class Tallies:
    """Times are in milliseconds; `server_cpu_s` is what the server computed from a minute before the deadline on.

    `faults` are sentences with how often each occurred.
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
    server_cpu_s: float | None = None
    submit_ms: list[float] = field(default_factory=list)
    visible_ms: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    marks: tuple[str, ...] = (RESULTS, SHEET)

    def fault(self, where: str, what: str) -> None:
        """Counts an error."""
        self.faults[f"{where}: {what}"] += 1

    def figures(self) -> dict[str, int | float | None]:
        """Return what is promised, then what explains it."""
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
            "server_cpu_s": _rounded(self.server_cpu_s),
        }


def _middle(values: list[float]) -> float | None:
    return sorted(values)[len(values) // 2] if values else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
