"""The scenarios of an account, a new one from a file, and one scenario with its files and versions."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from scenarios import access
from scenarios.models import OwnScenario
from scenarios.own_forms import ImportForm, NewFileForm, PublishForm
from scenarios.pack_faults import PackError
from scenarios.pack_members import files_of_zip
from scenarios.selectors import library
from scenarios.selectors.ideas import idea_rows
from scenarios.selectors.own import files_of_own, missing_files, own_row, own_rows, trial_of, versions_of_own
from scenarios.services import drafts, publishing
from scenarios.wizard import TEMPLATES, propose
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.accounts.models import User


@require_safe
@never_cache
@account_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show the scenarios of the account, and the ways to begin one."""
    return _list(request, ImportForm())


@never_cache
@account_required
@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Keep the pack in a ZIP file as a scenario of the account, with its faults if it has some."""
    asked = ImportForm(request.POST, request.FILES)
    if asked.is_valid() and isinstance(request.user, User):
        now = timezone.now()
        limits.spend(limits.SCENARIO, limits.visitor_of(request), now=now)
        try:
            files = files_of_zip(asked.cleaned_data["file"])
            own = drafts.create(user=request.user, files=files, now=now)
        except PackError as refusal:
            for fault in refusal.faults:
                asked.add_error("file", str(fault))
        except drafts.Refused as refusal:
            asked.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{own.title}” is here.")
            return redirect("own_scenario", own.key)
    return _list(request, asked, HTTPStatus.UNPROCESSABLE_ENTITY)


@never_cache
@account_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a scenario from a template: it can be played at once, and every word of it can be changed."""
    template = request.POST.get("template", "")
    if template in TEMPLATES and isinstance(request.user, User):
        now = timezone.now()
        limits.spend(limits.SCENARIO, limits.visitor_of(request), now=now)
        try:
            own = drafts.begin(user=request.user, template=template, now=now)
        except drafts.Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"“{own.title}” is yours. Change what you like, then publish it.")
            return redirect("own_scenario", own.key)
    return redirect("own_scenarios")


@require_safe
@never_cache
@account_required
def scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Show one scenario of the account: its faults, files, versions and links."""
    own = access.own_for(request.user, key)
    return _show(request, own, PublishForm())


@never_cache
@account_required
@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publish the files as they are now."""
    own, asked = access.own_for(request.user, key), PublishForm(request.POST)
    if asked.is_valid():
        now = timezone.now()
        limits.spend(limits.SCENARIO, limits.visitor_of(request), now=now)
        try:
            named = publishing.publish(own=own, name=asked.cleaned_data["name"], now=now)
        except drafts.Refused as refusal:
            asked.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{named.name}” is published. New exercises begin with it.")
            return redirect("own_scenario", own.key)
    return _show(request, own, asked, HTTPStatus.UNPROCESSABLE_ENTITY)


def _list(request: HttpRequest, form: ImportForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    rows = own_rows(request.user)
    context = {
        "rows": [row for row in rows if row.own.archived_at is None],
        "ideas": idea_rows(request.user),
        "along": access.written_along(request.user),
        "put_away": [row for row in rows if row.own.archived_at is not None],
        "shipped": library(),
        "templates": {name: propose(name) for name in TEMPLATES},
        "form": form,
        "most": drafts.MOST_SCENARIOS,
    }
    return render(request, "scenarios/own/mine.html", context, status=status)


def _show(
    request: HttpRequest, own: OwnScenario, form: PublishForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, Any] = {
        "own": own,
        "row": own_row(own),
        "files": files_of_own(own),
        "versions": versions_of_own(own, request.user),
        "missing": missing_files(own),
        "writers": [each.user.get_full_name() for each in own.authors.exclude(joined_at=None).select_related("user")],
        "slug": own.scenario.slug if own.scenario and own.scenario.current_id else "",
        "form": form,
        "new_file": NewFileForm(),
        "credits": drafts.credits_of(own),
        "trial": trial_of(own),
    }
    if own.share_token:
        context["share_address"] = request.build_absolute_uri(_address("shared_scenario", own.share_token))
    if own.write_token:
        context["write_address"] = request.build_absolute_uri(_address("write_along", own.write_token))
    if own.hand_over_token:
        context["offer_address"] = request.build_absolute_uri(_address("offered_scenario", own.hand_over_token))
    return render(request, "scenarios/own/scenario.html", context, status=status)


def _address(name: str, token: str) -> str:
    return reverse(name, args=[token])
