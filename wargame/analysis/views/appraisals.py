"""The page of an appraisal: ask for one, watch it being measured, read how good a game a scenario is."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from scenarios.models import OwnScenario, ScenarioVersion
from scenarios.opening import OutdatedContent
from wargame import database_clock
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.analysis import access
from wargame.analysis.forms import AppraisalForm
from wargame.analysis.models import Appraisal
from wargame.analysis.selectors.appraisals import page_of, progress_of
from wargame.analysis.services import stored_appraisals
from wargame.analysis.views.best_orders import closed_during_a_class
from wargame.exercises.navigation import query
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.seats import show_shapes

Context = dict[str, Any]


@never_cache
@account_required
@closed_during_a_class
@require_http_methods(["GET", "HEAD", "POST"])
def appraisal(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Show the appraisal of a version, or its region alone (204 if the reader has seen it so); on POST, ask for it."""
    version = _version(request, slug)
    if request.method == "POST":
        return _ask(request, version)
    found = access.appraisal_of(version, query.number(request, "seeds"))
    if request.htmx and found and query.word(request, "seen") == progress_of(found).seen:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = _context(request, version, found)
    if not request.htmx:
        return render(request, "analysis/appraisal.html", context)
    region = render(request, "analysis/appraisal.html#appraisal", context)
    return trigger_client_event(region, "announce", {"value": context["shown"].headline}) if found else region


@require_POST
@account_required
@closed_during_a_class
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop the appraisal that is running; what is measured is kept."""
    version = _version(request, slug)
    found = access.running_appraisal_of(version)
    if found:
        try:
            stored_appraisals.cancel(appraisal=found, by=access.person(request.user), now=database_clock.read())
        except stored_appraisals.NotOwner as refusal:
            messages.warning(request, str(refusal))
    return redirect(_address(version))


def _ask(request: HttpRequest, version: ScenarioVersion) -> HttpResponse:
    form, by, now = AppraisalForm(request.POST), access.person(request.user), database_clock.read()
    seeds = form.cleaned_data["seeds"] if form.is_valid() else 0
    limits.spend(limits.APPRAISAL, limits.visitor_of(request), now=now)
    try:
        found, _ = stored_appraisals.request(version=version, seeds=seeds, by=by, now=now)
    except stored_appraisals.AlreadyRunning as refusal:
        return _refused(request, version, str(refusal), HTTPStatus.CONFLICT)
    except (stored_appraisals.NoSuchSeeds, OutdatedContent) as refusal:
        return _refused(request, version, str(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(f"{_address(version)}&seeds={found.seeds}")


def _refused(request: HttpRequest, version: ScenarioVersion, refusal: str, status: HTTPStatus) -> HttpResponse:
    context = _context(request, version, access.appraisal_of(version, None)) | {"refusal": refusal}
    return render(request, "analysis/appraisal.html", context, status=status)


def _version(request: HttpRequest, slug: str) -> ScenarioVersion:
    """Return the version that the query names, by default the one that new exercises use. Raises Http404."""
    version = access.version_of(request.user, slug, query.number(request, "version"))
    if version is None:
        raise Http404("There is no such version of a scenario.")
    show_shapes(version.shapes)
    return version


def _address(version: ScenarioVersion) -> str:
    return f"{reverse('appraisal', args=[version.scenario.slug])}?version={version.number}"


def _context(request: HttpRequest, version: ScenarioVersion, found: Appraisal | None) -> Context:
    may_cancel = found is not None and stored_appraisals.may_cancel(appraisal=found, by=access.person(request.user))
    shown = page_of(found, may_cancel=may_cancel) if found else None
    return {
        "version": version,
        "slug": version.scenario.slug,
        "own": OwnScenario.objects.filter(owner=request.user.pk, tried=version.scenario_id).first(),
        "shown": shown,
        "may_ask": shown is None or shown.may_ask_again(stored_appraisals.IN_FULL),
        "first_look": stored_appraisals.FIRST_LOOK,
        "in_full": stored_appraisals.IN_FULL,
        "others": access.other_appraisals(version, found),
    }
