"""Joins a person to one of the parallel groups of a class, by the code of the series."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q

from wargame.accounts.models import User
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Exercise, Participant, Series


def join(
    *,
    series: Series,
    name: str,
    now: datetime,
    user: User | None = None,
    tap: str = "",
    part: Participant.Part = Participant.Part.PLAYER,
) -> participants.Joined:
    """Add a person to the group with the fewest people of their part. A person who is in a group already returns to it.

    Groups that have ended or are locked are left out; for observers also those that allow none. Raises the refusals of
    `participants`.
    """
    with transaction.atomic():
        # The lock makes people who scan the same code at once join one after the other, so that counts are right.
        Series.objects.select_for_update(no_key=True).get(pk=series.pk)
        group = _known(series=series, user=user, tap=tap) or _emptiest(series, part)
        if group is None:
            if part == Participant.Part.OBSERVER and not takes_observers(series=series):
                raise participants.NoObservers("These groups take no observers. Join as a player, or ask who leads.")
            raise participants.JoinLocked("Nobody can join just now. Ask the white cell to unlock joining.")
        return participants.join(exercise=group, name=name, now=now, user=user, tap=tap, part=part)


def takes_observers(*, series: Series) -> bool:
    """Return whether any group that has not ended allows observers."""
    return series.exercises.exclude(status=Exercise.Status.ENDED).filter(allows_observers=True).exists()


def group_of(*, series: Series, user: User) -> Exercise | None:
    """Return the group that a person is in, None if in none."""
    return series.exercises.filter(participants__user=user, participants__left_at=None).order_by("pk").first()


def _known(*, series: Series, user: User | None, tap: str) -> Exercise | None:
    found = participants.known_in(people=Participant.objects.filter(exercise__series=series), user=user, tap=tap)
    return found.exercise if found else None


def _emptiest(series: Series, part: Participant.Part) -> Exercise | None:
    here = Q(participants__part=part, participants__left_at=None)
    open_ones = series.exercises.exclude(status=Exercise.Status.ENDED).filter(is_join_locked=False)
    if part == Participant.Part.OBSERVER:
        open_ones = open_ones.filter(allows_observers=True)
    return open_ones.annotate(here=Count("participants", filter=here)).order_by("here", "pk").first()
