"""Pages on which people have Parley forget them, and say how long an exercise is kept."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wargame.accounts import limits
from wargame.accounts.models import User
from wargame.accounts.views.answers import REFUSED
from wargame.exercises import access
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.rights.forms import CodeAgainForm, KeepForm, NameAgainForm, PasswordAgainForm
from wargame.exercises.rights.selectors import keeping_of, words_of
from wargame.exercises.rights.services import deleting, forgetting
from wargame.exercises.rights.services import keeping as keeping_service


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget_me(request: HttpRequest) -> HttpResponse:
    """Show the page about being forgotten; on POST, forget the user of this browser."""
    user = request.user
    if not isinstance(user, User):
        return redirect_to_login(reverse("forget_me"))
    people = Participant.objects.filter(user=user)
    names = tuple(dict.fromkeys(people.order_by("pk").values_list("name", flat=True)))
    if request.method == "POST":
        limits.spend(limits.FORGET, {"account": str(user.pk)}, now=timezone.now())
    form = _own_form(user, names, request)
    if form.is_bound and form.is_valid():
        try:
            forgetting.forget_user(user=user, now=timezone.now())
        except forgetting.StillLeads as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, "Parley has forgotten you. Your name, address and words are gone.")
            return redirect("landing")
    told = {"form": form, "names": names, "words": words_of(people), "exercises": people.count()}
    return _answer(request, "exercises/rights/forget_me.html", form, told)


def _own_form(user: User, names: tuple[str, ...], request: HttpRequest) -> PasswordAgainForm | NameAgainForm:
    """Return the form by which a person proves who they are: the password, or the name of a guest."""
    posted = request.POST if request.method == "POST" else None
    if user.has_usable_password():
        return PasswordAgainForm(user, posted)
    return NameAgainForm(names or (user.get_full_name(),), posted)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget_person(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Show the page about forgetting a guest; on POST, forget the guest in this exercise."""
    by = access.require_white_cell(request.user, code)
    found = by.exercise.participants.select_related("exercise", "seat", "user").filter(pk=person).first()
    if found is None:
        raise Http404("There is no such person in this exercise.")
    form = NameAgainForm((found.name,), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            new = forgetting.forget_guest(person=found, by=by, now=timezone.now())
        except (forgetting.NotAGuest, forgetting.Forgotten, forgetting.StillLeads) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Parley has forgotten {found.name}, who is called {new} now.")
            return redirect("people", by.exercise.code)
    # No numbers here: how many messages and reasons there are is not the white cell's to know while a turn is open.
    told = {"form": form, "person": found, "code": dashed_code(by.exercise.code)}
    return _answer(request, "exercises/rights/forget_person.html", form, told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page about keeping and deleting an exercise; on POST, set the days."""
    by = access.require_owner(request.user, code)
    form = KeepForm(request.POST if request.method == "POST" else None, initial={"days": by.exercise.keep_days})
    if form.is_bound and form.is_valid():
        try:
            keeping_service.keep_for(exercise=by.exercise, days=form.cleaned_data["days"], by=by, now=timezone.now())
        except keeping_service.BadDays as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, _say_time(by.exercise))
            return redirect("keeping", by.exercise.code)
    return _keeping(request, by.exercise, form, CodeAgainForm(by.exercise))


@require_POST
@never_cache
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Delete an exercise whose code was typed again, and its parallel groups if the form says so."""
    exercise = access.require_owner(request.user, code).exercise
    form = CodeAgainForm(exercise, request.POST)
    if form.is_valid():
        wanted = [exercise]
        if form.cleaned_data.get("with_groups"):
            _, leaders = access.groups_for(request.user, exercise.series.code if exercise.series else "")
            wanted = [leader.exercise for leader in leaders]
        try:
            deleting.delete_all(exercises=wanted, who=f"account {request.user.pk}")
        except (deleting.StillPlayed, deleting.Interrupted) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Deleted: {', '.join(map(str, wanted))}.")
            return redirect("exercises")
    return _keeping(request, exercise, KeepForm(initial={"days": exercise.keep_days}), form)


def _say_time(exercise: Exercise) -> str:
    """Return the sentence about the time that holds now: a shorter one of the installation counts before the own."""
    exercise.refresh_from_db(fields=["keep_days"])
    days = keeping_service.days_of(exercise)
    if days is None:
        return "Parley now keeps this exercise until somebody deletes it."
    return f"Parley now keeps this exercise for {days} day{pluralize(days)} after its end."


def _keeping(request: HttpRequest, exercise: Exercise, form: KeepForm, delete_form: CodeAgainForm) -> HttpResponse:
    told = {"form": form, "delete_form": delete_form, "page": keeping_of(exercise)}
    return _answer(request, "exercises/rights/keeping.html", delete_form if delete_form.is_bound else form, told)


def _answer(request: HttpRequest, template: str, form: Any, told: dict[str, Any]) -> HttpResponse:
    return render(request, template, told, status=REFUSED if form.errors else None)
