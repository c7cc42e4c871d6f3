"""Which change of an ending a comparison tells, and what it says where none can be seen."""

import pytest

from wargame.analysis.selectors.comparisons import EndingPair, Findings
from wargame.analysis.selectors.effects import Effect
from wargame.analysis.selectors.results import EndingCount


def pair(name: str, first: int, second: int, mean: float, *, clear: bool) -> EndingPair:
    """Return an ending that comes in `first` and `second` of 100 games as printed, with the true difference."""
    counts = [EndingCount(name, name, share, share, share, share) for share in (first, second)]
    effect = Effect(name, name, first, second, mean, mean - 0.1, mean + 0.1, mean, mean, clear)
    return EndingPair(counts[0], counts[1], effect, False)


SEEN = pair("Truce", 20, 21, 0.6, clear=True)
ROUNDED = pair("War", 30, 30, 0.9, clear=True)
CHANCE = pair("Peace", 40, 45, 5.0, clear=False)


@pytest.mark.parametrize(
    ("endings", "told"),
    [
        ((SEEN, ROUNDED), "Truce 21 instead of 20 in 100"),
        ((SEEN, CHANCE), "Truce 21 instead of 20 in 100"),
        ((ROUNDED,), "no ending changes by a game in 100"),
        ((CHANCE,), "no ending changes by more than chance explains"),
    ],
)
def test_the_title_tells_the_widest_change_that_can_be_seen(endings: tuple[EndingPair, ...], told: str) -> None:
    findings = Findings(100, "A change", "played", "changed", endings, ())
    assert findings.of_endings == told
    assert findings.next_widest is None
