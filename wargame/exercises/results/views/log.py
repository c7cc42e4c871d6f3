"""Reading what happened: the turn log with its files, and two lines side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.models import Branch, Participant, Seat
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.observers.selectors.observations import observations_of
from wargame.exercises.results import exports
from wargame.exercises.results.selectors.branches import branches_of
from wargame.exercises.results.selectors.comparison import comparison_of
from wargame.exercises.results.selectors.log import KINDS, Filter, log_of
from wargame.exercises.results.selectors.trends import trend_of, views_of
from wargame.exercises.situation.selectors.frame import frame_of

SEAT_EYES = "seat"


@require_safe
@never_cache
def log(request: HttpRequest, code: str) -> HttpResponse:
    """The turn log of a line; beside another line where the address names one (`with`)."""
    person = access.participant_for(request.user, code)
    reader, leads = sandbox.log_reader_of(request, person)
    seat, part = reader
    line = access.branch_for(seat, query.number(request, "b"))
    beside = query.number(request, "with")
    if beside and beside != line.number:
        return _side_by_side(request, reader, line, access.branch_for(seat, beside))
    may_know_all = leads or access.may_know_all(seat, line)
    wanted = Filter(
        seat=query.word(request, "seat").upper(),
        kind=query.word(request, "kind"),
        knows_all=may_know_all and query.word(request, "as") != SEAT_EYES,
    )
    views = views_of(seat, line, knows_all=wanted.knows_all)
    context = {
        "frame": frame_of(seat, line, access.latest_turn_for(seat, line), part),
        "line": line,
        "branches": branches_of(seat),
        "wanted": wanted,
        "kinds": KINDS,
        "may_know_all": may_know_all,
        "turns": log_of(seat, line, wanted),
        "trend": trend_of(seat, [(line.name, views)], query.word(request, "figure")),
        "kept": _kept(request, "b", "as", "eyes", "seat", "kind"),
        "noted": observations_of(person),
    }
    return render(request, "exercises/results/log.html", context)


@require_safe
@never_cache
def log_json(request: HttpRequest, code: str) -> HttpResponse:
    """The turn log as a JSON file."""
    person = access.participant_for(request.user, code)
    seat, line = _line(request, person)
    return _file(exports.log_json(seat, line, person), "application/json", f"{seat.exercise.code}-log.json")


@require_safe
@never_cache
def log_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The turn log as a CSV file that no spreadsheet executes."""
    person = access.participant_for(request.user, code)
    seat, line = _line(request, person)
    return _file(exports.log_csv(seat, line, person), "text/csv; charset=utf-8", f"{seat.exercise.code}-log.csv")


def _side_by_side(request: HttpRequest, reader: access.Reader, left: Branch, right: Branch) -> HttpResponse:
    seat, part = reader
    knows_all = access.may_know_all(seat, left) and access.may_know_all(seat, right)
    views = [(line.name, views_of(seat, line, knows_all=knows_all)) for line in (left, right)]
    context = {
        "frame": frame_of(seat, left, access.latest_turn_for(seat, left), part),
        "comparison": comparison_of(seat, left, right, knows_all=knows_all),
        "knows_all": knows_all,
        "trend": trend_of(seat, views, query.word(request, "figure")),
        "kept": _kept(request, "b", "with"),
        "branches": branches_of(seat),
    }
    return render(request, "exercises/results/comparison.html", context)


def _kept(request: HttpRequest, *names: str) -> list[tuple[str, str]]:
    """What a form of the page must not lose when it asks for another figure."""
    return [(name, text) for name in names if (text := query.word(request, name))]


def _line(request: HttpRequest, person: Participant) -> tuple[Seat, Branch]:
    seat, _ = sandbox.reader_of(request, person)
    return seat, access.branch_for(seat, query.number(request, "b"))


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
