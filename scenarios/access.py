"""Decides who may see, play and change a scenario: the library is everybody's, an own scenario is its owner's.
Accounts that the owner asks to write along edit its files too, and nothing else of it.

Every list, page and form that offers or takes a scenario asks here.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from scenarios.models import Idea, OwnAuthor, OwnScenario, Scenario
from wargame.accounts.access import has_account

Visitor = AbstractBaseUser | AnonymousUser
NO_SCENARIO = "There is no such scenario."


def in_library() -> QuerySet[Scenario]:
    """Return the scenarios that everybody has."""
    return Scenario.objects.filter(owner=None)


def playable_by(user: Visitor | None) -> QuerySet[Scenario]:
    """Return the scenarios with which a visitor may begin an exercise: the library, and published ones of their own."""
    playable = Scenario.objects.exclude(current=None)
    return playable.filter(_open_to(user))


def measurable_by(user: Visitor | None) -> QuerySet[Scenario]:
    """Return the scenarios that a visitor may have measured: those to play, and those that the author tries."""
    if user is None or not has_account(user):
        return playable_by(user)
    tried = Q(tried_of__owner=user.pk) | Q(tried_of_idea__owner=user.pk)
    return Scenario.objects.filter((Q(current__isnull=False) & _open_to(user)) | tried)


def readable_by(user: Visitor | None) -> QuerySet[Scenario]:
    """Return the scenarios whose public pages a visitor may read: those to play, and those of exercises they are in."""
    found = _open_to(user)
    if user is not None and user.is_authenticated:
        found |= Q(pk__in=_played_by(user))
    return Scenario.objects.exclude(current=None).filter(found)


def own_scenarios(user: Visitor) -> QuerySet[OwnScenario]:
    """Return the scenarios that an account may change, the latest change first; nobody else has any."""
    scenarios = OwnScenario.objects.select_related("owner", "scenario__current")
    scenarios = scenarios.defer("scenario__current__content")
    return scenarios.filter(owner=user.pk) if has_account(user) else scenarios.none()


def own_for(user: Visitor, key: str) -> OwnScenario:
    """Return a scenario that the account may change. Raises Http404, as for one that does not exist."""
    return _or_404(own_scenarios(user).filter(key=key))


def drafts_of(user: Visitor) -> QuerySet[OwnScenario]:
    """Return the scenarios whose files an account may edit: its own, and those whose owner asked it to write along."""
    scenarios = OwnScenario.objects.select_related("owner", "scenario__current").defer("scenario__current__content")
    return scenarios.filter(Q(owner=user.pk) | Q(pk__in=_written(user))) if has_account(user) else scenarios.none()


def draft_for(user: Visitor, key: str) -> OwnScenario:
    """Return a scenario whose files the account may edit. Raises Http404, as for one that does not exist."""
    return _or_404(drafts_of(user).filter(key=key))


def written_along(user: Visitor) -> QuerySet[OwnScenario]:
    """Return the scenarios of others that an account may edit."""
    return drafts_of(user).exclude(owner=user.pk)


def asked_to_write(user: Visitor, token: str) -> OwnScenario:
    """Return the scenario at which its owner asks others to write along, for an account. Raises Http404."""
    return _by_link(user, write_token=token)


def ideas_of(user: Visitor) -> QuerySet[Idea]:
    """Return the ideas of an account, the latest change first; nobody else has any."""
    ideas = Idea.objects.select_related("owner", "own")
    return ideas.filter(owner=user.pk) if has_account(user) else ideas.none()


def idea_for(user: Visitor, key: str) -> Idea:
    """Return an idea that the account may change. Raises Http404, as for one that does not exist."""
    found = ideas_of(user).filter(key=key).first()
    if found is None:
        raise Http404("There is no such idea.")
    return found


def shared_for(user: Visitor, token: str) -> OwnScenario:
    """Return the scenario that somebody shared by a link, for an account, to read and copy. Raises Http404."""
    return _by_link(user, share_token=token)


def handed_over_for(user: Visitor, token: str) -> OwnScenario:
    """Return the scenario that its owner hands over by a link, for an account, to take. Raises Http404."""
    return _by_link(user, hand_over_token=token)


def _written(user: Visitor) -> QuerySet[OwnAuthor, int]:
    return OwnAuthor.objects.filter(user=user.pk).exclude(joined_at=None).values_list("own", flat=True)


def _open_to(user: Visitor | None) -> Q:
    return Q(owner=None) | Q(owner=user.pk) if user is not None and has_account(user) else Q(owner=None)


def _played_by(user: Visitor) -> QuerySet[Scenario, int]:
    """Return the keys of the scenarios of the exercises in which somebody is, also as a guest."""
    taken_part = Q(versions__exercises__participants__user=user.pk, versions__exercises__participants__is_barred=False)
    return Scenario.objects.filter(taken_part).values_list("pk", flat=True)


def _by_link(user: Visitor, **token: str) -> OwnScenario:
    scenarios = OwnScenario.objects.select_related("owner")
    return _or_404(scenarios.filter(**token) if has_account(user) and all(token.values()) else scenarios.none())


def _or_404(scenarios: QuerySet[OwnScenario]) -> OwnScenario:
    found = scenarios.first()
    if found is None:
        raise Http404(NO_SCENARIO)
    return found
