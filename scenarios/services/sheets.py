"""Brings the rows of a table into a draft: all that are not refused in one change, or none."""

from collections.abc import Callable, Mapping
from datetime import datetime

from scenarios.models import OwnScenario
from scenarios.services import drafts
from scenarios.sheets.columns import Record
from scenarios.sheets.inject_rows import plan_injects
from scenarios.sheets.plans import Plan, with_files
from scenarios.sheets.text_rows import plan_texts

PLANS: Mapping[str, Callable[[Mapping[str, str], list[Record]], Plan]] = {"injects": plan_injects, "texts": plan_texts}
"""The function that plans the rows of each kind of table."""


class ChangedSince(drafts.Refused):
    """The draft is another one than the author saw when Parley listed the changes."""

    def __init__(self) -> None:
        super().__init__("The scenario changed meanwhile, and nothing was brought in. Read the changes again.")


def bring_in(*, own: OwnScenario, kind: str, records: list[Record], seen: str, now: datetime) -> int:
    """Bring rows into a draft, and return how many. `seen` is the moment of the draft for which the author agreed.

    A plan takes seconds, so it is made before the draft is held. The draft must have the same moment before its files
    are read and once it is held: then nobody changed them between.

    Raises ChangedSince, Refused where no row changes anything, BadSheet, and PackError.
    """
    _require_moment(OwnScenario.objects.get(pk=own.pk), seen)
    files = drafts.texts_in(own)
    plan = PLANS[kind](files, records)
    if not plan.made:
        raise drafts.Refused("No row changes anything.")
    with drafts.changing(own, f"Brought in a table of {kind}", now) as held:
        _require_moment(held, seen)
        drafts.write(held, with_files(files, plan), now)
    return plan.made


def moment_of(own: OwnScenario) -> str:
    """Return the moment of the last change of a draft, as a form carries it."""
    return own.changed_at.isoformat()


def _require_moment(own: OwnScenario, seen: str) -> None:
    if moment_of(own) != seen:
        raise ChangedSince
