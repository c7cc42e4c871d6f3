"""Several parallel groups on one page: the state of each, and actions for all of them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame import live
from wargame.accounts.addresses import site
from wargame.exercises import access, door, presence
from wargame.exercises.codes import dashed_code, normal_code
from wargame.exercises.control import views as control_views
from wargame.exercises.control.forms import ControlForm, EndForm
from wargame.exercises.control.services import earlier_turns, lifecycle
from wargame.exercises.diplomacy.forms import MessageForm
from wargame.exercises.diplomacy.services import messages as messages_service
from wargame.exercises.lobby.selectors.groups import groups_of, roles_of
from wargame.exercises.lobby.services import classes, seating
from wargame.exercises.models import Participant, Series, Turn
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.qr import shared_qr_svg

ForGroup = Callable[[Participant, datetime], object]

GROUP_ACTS: dict[str, ForGroup] = {
    "start": lambda by, now: lifecycle.start(exercise=by.exercise, by=by, now=now),
    "assign": lambda by, now: seating.assign_all(exercise=by.exercise, by=by, now=now),
    "lock": lambda by, now: classes.lock_joining(exercise=by.exercise, is_locked=True, by=by, now=now),
    "unlock": lambda by, now: classes.lock_joining(exercise=by.exercise, is_locked=False, by=by, now=now),
}
"""Acts on all groups besides those of `control_views.ACTS`, which act on the present turn of each group."""


@require_safe
@never_cache
def groups(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the groups of a series that the user leads."""
    series, leaders = access.groups_for(request.user, code)
    now = timezone.now()
    presence.note(request, *leaders, now=now)
    is_flooded = door.is_flooded(*(leader.exercise for leader in leaders), now=now)
    address = f"{site(request)}{reverse('join', args=[door.long_code(series.code)])}"
    context = {
        "groups": groups_of(leaders, now),
        "roles": roles_of(leaders),
        "series": series,
        "code": dashed_code(series.code),
        "address": address,
        "long_code": door.dashed_long_code(series.code) if is_flooded else "",
        "qr": shared_qr_svg(address),
        "live_url": live.address_of(*_channels(leaders)),
        "live_regions": "lobby roster clock board control",
    }
    part = "#groups" if request.htmx else ""
    return render(request, f"exercises/lobby/groups.html{part}", context)


@require_POST
def steer(request: HttpRequest, code: str) -> HttpResponse:
    """Do one thing in every group, and say where it was refused and why."""
    series, leaders = access.groups_for(request.user, code)
    form = ControlForm(request.POST)
    action = form.data.get("action", "")
    if not form.is_valid() or action not in control_views.ACTS.keys() | GROUP_ACTS.keys():
        messages.warning(request, "This cannot be done. Use the buttons of the page, and whole minutes.")
        return redirect("groups", series.code)
    return _in_all(request, series, leaders, lambda leader: _do(leader, action, form))


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Send one message of the white cell to the same seats of every group: the chosen seats, or all of them."""
    series, leaders = access.groups_for(request.user, code)
    form = MessageForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Nothing was sent: use the form of the page.")
        return redirect("groups", series.code)
    receivers = form.cleaned_data["to"] or roles_of(leaders)
    return _in_all(request, series, leaders, lambda leader: _write(leader, receivers, form.cleaned_data["text"]))


@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End every group for everybody, if the code of the series is typed."""
    series, leaders = access.groups_for(request.user, code)
    form = EndForm(request.POST)
    if not form.is_valid() or normal_code(form.cleaned_data["typed"]) != series.code:
        messages.warning(request, "The groups go on: to end all of them, type the code of all exactly.")
        return redirect("groups", series.code)
    return _in_all(request, series, leaders, lambda leader: _end(leader, form.cleaned_data["reason"]))


def _write(leader: Participant, receivers: Sequence[str], text: str) -> str:
    """Send a message in one group; return the reason if it was refused, else ""."""
    try:
        messages_service.send(by=leader, recipients=receivers, text=text, now=timezone.now())
    except messages_service.MessageRefused as refusal:
        return str(refusal)
    return ""


def _end(leader: Participant, reason: str) -> str:
    """End one group; return the reason if it was refused, else ""."""
    try:
        lifecycle.end(exercise=leader.exercise, by=leader, reason=reason, now=timezone.now())
    except lifecycle.AlreadyEnded:
        return "ended before."
    return ""


def _in_all(
    request: HttpRequest, series: Series, leaders: list[Participant], act: Callable[[Participant], str]
) -> HttpResponse:
    """Act in one group after the other, and continue after a refusal."""
    refused = [f"{leader.exercise.title}: {fault}" for leader in leaders if (fault := act(leader))]
    done = len(leaders) - len(refused)
    (messages.warning if refused else messages.success)(
        request, " ".join([f"Done in {done} of {len(leaders)} groups.", *refused])
    )
    return redirect("groups", series.code)


def _do(leader: Participant, action: str, form: ControlForm) -> str:
    """Act in one group; return the reason if it was refused, else ""."""
    now = timezone.now()
    try:
        if action in GROUP_ACTS:
            GROUP_ACTS[action](leader, now)
            return ""
        turn = Turn.objects.filter(branch=leader.exercise.current_branch_id or 0).with_exercise().last()
        if turn is None:
            return "still in its lobby."
        control_views.ACTS[action](turn, leader, now, form)
    except (*control_views.Refused, lifecycle.AlreadyStarted, earlier_turns.OverBefore) as refusal:
        return str(refusal)
    return ""


def _channels(leaders: list[Participant]) -> list[str]:
    """Return the channels of every group: for everybody, for its white cell, and for the leader alone."""
    ids = [leader.exercise_id for leader in leaders]
    shared = [name(number) for number in ids for name in (access.channel_of, access.channel_of_room)]
    return [*shared, *map(access.channel_of_person, leaders)]
