"""Shares own scenarios by a link, hands them over, puts them away and deletes them."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from scenarios.models import Idea, OwnAuthor, OwnScenario, Scenario
from scenarios.services.drafts import MOST_SCENARIOS, Refused
from wargame.accounts.models import User

_TOKEN_BYTES = 18
MOST_AUTHORS = 12
"""The most accounts that may write along at one scenario."""


def share(*, own: OwnScenario) -> str:
    """Give a scenario a link with which other accounts may read and copy it; return the end of the link."""
    if own.share_token is None:
        own.share_token = secrets.token_urlsafe(_TOKEN_BYTES)
        own.save(update_fields=["share_token"])
    return own.share_token


def stop_sharing(*, own: OwnScenario) -> None:
    """Make the link lead nowhere. Copies stay."""
    own.share_token = None
    own.save(update_fields=["share_token"])


def offer(*, own: OwnScenario) -> str:
    """Give a scenario a link with which one account may take it over; return the end of the link."""
    if own.hand_over_token is None:
        own.hand_over_token = secrets.token_urlsafe(_TOKEN_BYTES)
        own.save(update_fields=["hand_over_token"])
    return own.hand_over_token


def withdraw_offer(*, own: OwnScenario) -> None:
    """Make the link with which somebody could take the scenario over lead nowhere."""
    own.hand_over_token = None
    own.save(update_fields=["hand_over_token"])


def ask_to_write(*, own: OwnScenario) -> str:
    """Give a scenario a link with which other accounts may edit it too; return the end of the link."""
    if own.write_token is None:
        own.write_token = secrets.token_urlsafe(_TOKEN_BYTES)
        own.save(update_fields=["write_token"])
    return own.write_token


def write_alone(*, own: OwnScenario) -> None:
    """End the link to write along, and the right of everybody who used it."""
    with transaction.atomic():
        own.write_token = None
        own.save(update_fields=["write_token"])
        own.authors.exclude(joined_at=None).delete()


def join(*, own: OwnScenario, user: User, now: datetime) -> None:
    """Let an account edit a scenario. Raises Refused beyond MOST_AUTHORS."""
    with transaction.atomic():
        held = OwnScenario.objects.select_for_update(of=("self",)).get(pk=own.pk)
        if held.write_token != own.write_token or held.write_token is None:
            raise Refused("The link leads nowhere any more. Ask the owner for a new one.")
        if held.owner_id == user.pk:
            return
        if held.authors.exclude(joined_at=None).exclude(user=user).count() >= MOST_AUTHORS:
            raise Refused(f"{MOST_AUTHORS} others write at this scenario, which is the most.")
        held.authors.update_or_create(user=user, defaults={"joined_at": now})


def take_over(*, own: OwnScenario, token: str, user: User, now: datetime) -> None:
    """Make a user the owner, with all versions. The link works once, and the link for copies ends.

    Raises Refused where the offer is over, or the user has as many scenarios as an account may have.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        held = OwnScenario.objects.select_for_update(of=("self",)).filter(pk=own.pk, hand_over_token=token).first()
        if held is None:
            raise Refused("This scenario is not offered any more. Ask its owner for a new link.")
        if held.owner_id != user.pk and OwnScenario.objects.filter(owner=user).count() >= MOST_SCENARIOS:
            raise Refused(f"You have {MOST_SCENARIOS} scenarios, which is the most. Delete one first.")
        held.owner, held.hand_over_token, held.share_token, held.changed_at = user, None, None, now
        held.write_token = None
        held.save(update_fields=["owner", "hand_over_token", "share_token", "write_token", "changed_at"])
        held.authors.all().delete()
        Scenario.objects.filter(Q(own=held) | Q(tried_of=held)).update(owner=user)
        Idea.objects.filter(own=held).exclude(owner=user).update(own=None)


def put_away(*, own: OwnScenario, now: datetime) -> None:
    """Take a scenario from the library of its owner. Its files, versions and exercises stay."""
    with transaction.atomic():
        own.archived_at, own.share_token, own.hand_over_token, own.write_token = now, None, None, None
        own.save(update_fields=["archived_at", "share_token", "hand_over_token", "write_token"])
        own.authors.all().delete()
        Scenario.objects.filter(own=own).update(current=None)


def take_out(*, own: OwnScenario) -> None:
    """Put a scenario that was put away back into the library, with its latest version."""
    own.archived_at = None
    own.save(update_fields=["archived_at"])
    latest = own.named_versions.first()
    if latest is not None:
        Scenario.objects.filter(own=own).update(current=latest.version_id)


def delete(*, own: OwnScenario) -> None:
    """Delete a scenario with its files and names of versions. Versions stay as long as an exercise plays them."""
    with transaction.atomic():
        scenarios = [scenario for scenario in (own.scenario, own.tried) if scenario is not None]
        own.delete()
        for scenario in scenarios:
            _end(scenario)


def delete_idea(*, idea: Idea) -> None:
    """Delete an idea. The scenario that was made of it stays, and versions that somebody still tries do too."""
    with transaction.atomic():
        tried = idea.tried
        idea.delete()
        if tried is not None:
            _end(tried)


def _end(scenario: Scenario) -> None:
    """Keep the versions of a scenario that exercises play, and nothing else of it."""
    Scenario.objects.filter(pk=scenario.pk).update(current=None)
    scenario.versions.filter(exercises=None).delete()
    if not scenario.versions.exists():
        scenario.delete()


def forget(*, user: User) -> int:
    """Delete every scenario and every idea that a person wrote, and every right to write along; return the number of
    scenarios.
    """
    OwnAuthor.objects.filter(user=user).delete()
    for idea in Idea.objects.filter(owner=user):
        delete_idea(idea=idea)
    own = list(OwnScenario.objects.filter(owner=user))
    for one in own:
        delete(own=one)
    return len(own)
