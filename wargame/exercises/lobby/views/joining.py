"""Pages to join an exercise by its code, and to come back by a personal link. Only a POST adds a person."""

import secrets
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wargame.accounts import limits
from wargame.accounts.models import User
from wargame.accounts.services import HasAccount, admit_guest
from wargame.exercises import access, door, presence
from wargame.exercises.codes import dashed_code, normal_code
from wargame.exercises.lobby.forms import JoinForm
from wargame.exercises.lobby.selectors.lobby import lobby_of
from wargame.exercises.lobby.services import groups, participants, seating
from wargame.exercises.lobby.views import code_limits
from wargame.exercises.models import Exercise, Participant, Series
from wargame.exercises.navigation import own_links, query
from wargame.web.seats import show_shapes

MOST_OF_A_CODE = 16
MOST_OF_A_NAME = 200
"""Characters of a refused name that the form shows again."""
NAME_FAULT = "Write the name that the others will see, in up to 40 characters."


@require_safe
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Show the field for a code."""
    typed = query.word(request, "code").replace("/", "")
    if not typed:
        return render(request, "exercises/lobby/code.html", {})
    return redirect("join", typed)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form to join, and join."""
    now = timezone.now()
    try:
        typed = door.read_code(code)
        if not typed.is_long:
            code_limits.refuse_guesser(request, now=now)
        found = None if typed.is_misspelled else _exercise(typed.code) or _series(typed.code)
        if found is None:
            return _unknown(request, code, now)
        if not typed.is_long:
            code_limits.refuse_elsewhere(request, found, now=now)
        return _groups(request, found) if isinstance(found, Series) else _enter(request, found)
    except limits.TooManyAttempts as refusal:
        response = render(
            request,
            "exercises/lobby/code.html",
            {"fault": str(refusal), "code": code},
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
        response["Retry-After"] = str(refusal.seconds)
        return response


def _enter(request: HttpRequest, exercise: Exercise) -> HttpResponse:
    """Show and process the form to join an exercise; redirect a person who is in it already."""
    if access.participations_of(request.user).filter(exercise=exercise).exists():
        return redirect("exercise", exercise.code)
    if request.method != "POST":
        return _form(request, exercise)
    return _join(request, exercise)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def back(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Bring a person back by their own link, after asking: the preview of a link in a chat must not sign anybody in.

    If a person is signed in as somebody else in this browser, the page explains what going on means, and they confirm
    it in the form. The URL is a secret. The site's referrer policy "same-origin" keeps it from other sites; with the
    stricter "no-referrer", browsers would send the form without its origin, and it would be refused.
    """
    person = participants.find(token=token)
    if person is None or person.exercise.code != normal_code(code):
        refusal_context = {"fault": "This link does not work any more. Join again by the code.", "code": code}
        return render(request, "exercises/lobby/code.html", refusal_context, status=HTTPStatus.NOT_FOUND)
    show_shapes(person.exercise.scenario_version.shapes)
    other = request.user if request.user.is_authenticated and request.user != person.user else None
    if request.method != "POST" or (other and request.POST.get("leaving") != str(other.pk)):
        context = {"person": person, "code": dashed_code(person.exercise.code), "token": token, "other": other}
        return render(request, "exercises/lobby/back.html", context)
    try:
        person = participants.rejoin(token=token, now=timezone.now())
        admit_guest(request, _user(person))
        own_links.keep(request, person.exercise.code, token)
    except (participants.BadToken, participants.JoinRefused, HasAccount) as refusal:
        return render(
            request,
            "exercises/lobby/code.html",
            {"fault": str(refusal), "code": code},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return redirect("exercise", person.exercise.code)


def _series(code: str) -> Series | None:
    return Series.objects.filter(code=code or "-").first()


def _exercise(code: str) -> Exercise | None:
    """Return the exercise with this code that people can join. Solo exercises cannot be joined."""
    led = Exercise.objects.select_related("scenario_version__scenario").exclude(mode=Exercise.Mode.SOLO)
    return led.defer("scenario_version__content").filter(code=code or "-").first()


def _unknown(request: HttpRequest, code: str, now: datetime) -> HttpResponse:
    typed = door.read_code(code)
    if typed.code:
        code_limits.count_wrong(request, now=now)
        shown = code.upper()[:MOST_OF_A_CODE] if typed.is_misspelled else dashed_code(typed.code)
        fault = f"No exercise has the code {shown}. Ask the white cell for the right one."
    else:
        fault = f"{code[:12]} is no code: a character is missing or mistyped. Check it and type it again."
    return render(request, "exercises/lobby/code.html", {"fault": fault, "code": code}, status=HTTPStatus.NOT_FOUND)


def _groups(request: HttpRequest, series: Series) -> HttpResponse:
    """Show and process the form to join the parallel group with the fewest people."""
    user, fault, name = request.user if isinstance(request.user, User) else None, "", ""
    mine = groups.group_of(series=series, user=user) if user else None
    if mine is not None:
        return redirect("exercise", mine.code)
    if request.method == "POST":
        form = JoinForm(request.POST)
        name, tap = request.POST.get("name", ""), request.POST.get("tap", "")
        fault = "" if form.is_valid() else NAME_FAULT
        if not fault:
            try:
                part = _part(form)
                with transaction.atomic(), code_limits.one_more_person(request, series):
                    joined = groups.join(
                        series=series, name=name.strip(), now=timezone.now(), user=user, tap=tap, part=part
                    )
                    return _welcome(request, joined)
            except participants.JoinRefused as refusal:
                fault, name = str(refusal), getattr(refusal, "suggestion", "") or name
    context = {"series": series, "code": dashed_code(series.code), "fault": fault, "name": name[:MOST_OF_A_NAME]}
    context |= {"allows_observers": groups.takes_observers(series=series), "watches": "watches" in request.POST}
    tap = secrets.token_urlsafe(16)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "exercises/lobby/join_groups.html", context | {"tap": tap}, status=status)


def _welcome(request: HttpRequest, joined: participants.Joined) -> HttpResponse:
    """Sign the browser in as the person who has joined, and keep their recovery secret in the session for the lobby."""
    person = joined.participant
    if not request.user.is_authenticated:
        admit_guest(request, _user(person))
    presence.welcome(request, person.exercise, now=timezone.now())
    if joined.recovery:
        own_links.keep(request, person.exercise.code, joined.recovery)
    request.session.save()
    return redirect("exercise", person.exercise.code)


def _join(request: HttpRequest, exercise: Exercise) -> HttpResponse:
    form = JoinForm(request.POST)
    role = request.POST.get("role", "").upper()
    if not form.is_valid():
        return _form(request, exercise, fault=NAME_FAULT, name=request.POST.get("name", ""), role=role)
    data = form.cleaned_data
    user = request.user if isinstance(request.user, User) else None
    part = _part(form)
    data["role"] = "" if data["watches"] else data["role"]
    try:
        with transaction.atomic(), code_limits.one_more_person(request, exercise):
            joined = participants.join(
                exercise=exercise, name=data["name"], now=timezone.now(), user=user, tap=data["tap"], part=part
            )
            if data["role"]:
                _sit(request, joined.participant, data["role"])
            return _welcome(request, joined)
    except participants.JoinRefused as refusal:
        suggestion = getattr(refusal, "suggestion", "")
        return _form(request, exercise, fault=str(refusal), name=suggestion or data["name"], role=role)


def _part(form: JoinForm) -> Participant.Part:
    """Return the part in which a person joins: player or observer."""
    return Participant.Part.OBSERVER if form.cleaned_data["watches"] else Participant.Part.PLAYER


def _sit(request: HttpRequest, person: Participant, role: str) -> None:
    """Take the seat that was chosen in the form; if it is taken by now, the person waits for one and reads that."""
    try:
        seating.take(person=person, role=role.upper(), now=timezone.now())
    except seating.SeatRefused as refusal:
        request.session["seat_refused"] = str(refusal)


def _form(request: HttpRequest, exercise: Exercise, *, fault: str = "", name: str = "", role: str = "") -> HttpResponse:
    if exercise.status == Exercise.Status.ENDED:
        fault = f"The exercise {dashed_code(exercise.code)} has ended. Ask for the code of the next one."
        return render(request, "exercises/lobby/code.html", {"fault": fault}, status=HTTPStatus.NOT_FOUND)
    if not fault and exercise.is_join_locked:
        fault = "Nobody can join just now. Ask the white cell to unlock joining."
    lobby = lobby_of(exercise, timezone.now())
    free = {seat.role for seat in lobby.seats if not seat.is_full and not seat.is_locked}
    context: dict[str, Any] = {
        "lobby": lobby,
        "fault": fault,
        "name": name[:MOST_OF_A_NAME],
        "role": role if role in free else "",
        "allows_observers": exercise.allows_observers,
        "watches": "watches" in request.POST,
        "tap": secrets.token_urlsafe(16),
    }
    return render(
        request,
        "exercises/lobby/join.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
    )


def _user(person: Participant) -> User:
    if not isinstance(person.user, User):
        raise Http404
    return person.user
