"""The dials of an exercise, for all who take part, and what they change, for its white cell and at the end for all."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from wargame import database_clock, live
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.forms import TrialForm
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.dial_trials import DialTrial, trial_of, trial_rows
from wargame.analysis.selectors.progress import progress_of
from wargame.analysis.services import dial_trials, ensembles
from wargame.exercises.access import channels_of, participant_for
from wargame.exercises.codes import dashed_code
from wargame.exercises.exercise_dials import BadDials, changed_dials, families_of, known_dials, secret_dials
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.navigation import query
from wargame.exercises.results.views.aside import frame_for
from wargame.web.htmx import HtmxHttpRequest

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def dials(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show every dial as the exercise has it; posted by who may, try them."""
    if request.method == "POST":
        return _try(request, access.trial_asker(request.user, code))
    return render(request, "analysis/dials.html", _page(request, participant_for(request.user, code)))


@require_safe
@never_cache
def trial(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """One trial on the page of the dials, or its region alone; 204 when the reader has seen it as it is."""
    asker = access.trial_asker(request.user, code)
    found = access.trial_for(asker, number)
    if request.htmx and query.word(request, "seen") == progress_of(found).seen:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    shown = _show(asker, found)
    if not request.htmx:
        return render(request, "analysis/dials.html", _page(request, asker) | {"shown": shown})
    region = render(request, "analysis/dials.html#ensemble", {"shown": shown, "code": asker.exercise.code})
    return trigger_client_event(region, "announce", {"value": shown.found.say}) if shown.found else region


@require_POST
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Stop the games; what has been played is kept."""
    asker = access.trial_asker(request.user, code)
    found = access.trial_for(asker, number)
    ensembles.cancel(ensemble=found, by=asker.user, now=database_clock.read())
    return redirect("dial_trial", asker.exercise.code, number)


def _show(asker: Participant, found: Ensemble) -> DialTrial:
    return trial_of(found, may_cancel=ensembles.may_cancel(ensemble=found, by=asker.user))


def _try(request: HttpRequest, asker: Participant) -> HttpResponse:
    form, exercise, now = TrialForm(request.POST), asker.exercise, database_clock.read()
    key, against = (form.cleaned_data[name] for name in ("dial", "against")) if form.is_valid() else ("?", "")
    limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
    try:
        found, _ = dial_trials.request(exercise=exercise, key=key, against=against, by=asker, now=now)
    except ensembles.AlreadyRunning as refusal:
        messages.warning(request, str(refusal))
        return redirect("dials", exercise.code)
    except (dial_trials.NothingTried, BadDials) as refusal:
        page = _page(request, asker) | {"refusal": str(refusal)}
        return render(request, "analysis/dials.html", page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("dial_trial", exercise.code, found.number)


def _page(request: HttpRequest, person: Participant) -> Context:
    exercise, leads = person.exercise, person.is_white_cell
    known, secret = known_dials(exercise, leads=leads), secret_dials(exercise, leads=leads)
    return {
        "frame": frame_for(request, exercise.code),
        "code": exercise.code,
        "dashed_code": dashed_code(exercise.code),
        "title": exercise.title or exercise.scenario_version.title,
        "may_try": access.may_try(person),
        "may_set": leads and exercise.status == Exercise.Status.LOBBY,
        "changed": changed_dials(exercise, leads=leads),
        "families": families_of(exercise.scenario_version, known, secret),
        "trials": trial_rows(access.trials_of(person)),
        "games": ensembles.USUAL_PAIRS,
        "shown": None,
        "live_url": live.address_of(*channels_of(person)),
        "live_regions": "ensemble",
    }
