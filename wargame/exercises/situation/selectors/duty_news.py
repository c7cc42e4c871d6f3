"""Which duties a turn changed: news even where no incident moved."""

from collections.abc import Iterable

from wargame.engine.values import Outcome, Setting

CARRIED_OUT = ("done", "worked")


def duties_changed(setting: Setting, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the orders on lists of goods that were carried out, those on the largest lists first."""
    amounts = {one.key: one.amount for one in setting.spec.lists}
    found = [
        (amounts[key], outcome)
        for outcome in outcomes
        if outcome.subject == "order" and outcome.result in CARRIED_OUT
        for key in [setting.order(outcome.kind).on_list]
        if key
    ]
    return tuple(outcome for _, outcome in sorted(found, key=lambda one: -one[0]))
