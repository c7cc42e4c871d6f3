"""Pages and files of what happened: the overview, words and deeds, the turn log, and two lines side by side."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.diplomacy.selectors.talk_log import talk_log_of
from wargame.exercises.exercise_dials import changed_dials
from wargame.exercises.models import Branch
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.observers.selectors.observations import observations_of
from wargame.exercises.results import exports
from wargame.exercises.results.selectors.branches import branches_of
from wargame.exercises.results.selectors.duties import duties_of
from wargame.exercises.results.selectors.line_comparison import comparison_of
from wargame.exercises.results.selectors.log import KINDS, Filter
from wargame.exercises.results.selectors.log_pages import NoSuchTurn, log_page_of
from wargame.exercises.results.selectors.overview import overview_of
from wargame.exercises.results.selectors.talk import talk_of
from wargame.exercises.results.selectors.trends import trend_of, views_of
from wargame.exercises.results.selectors.words_and_deeds import words_and_deeds_of
from wargame.exercises.situation.selectors.frame import frame_of

NO_TURN = "This exercise has no such turn with results, or you may not see it."


@require_safe
@never_cache
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """Show the whole game on one page; the query parameter `at` names the event whose chain is shown."""
    reader = sandbox.reading(request, code)
    seat, line = reader.seat, reader.line
    context = _around(request, reader) | {
        "overview": overview_of(seat, line, knows_all=reader.knows_all, asked=query.word(request, "at")),
    }
    return render(request, "exercises/results/overview.html", context)


@require_safe
@never_cache
def words_and_deeds(request: HttpRequest, code: str) -> HttpResponse:
    """Show the words of seats with their deeds; the query names a `kind` of word and a `pair` of seats."""
    reader = sandbox.reading(request, code)
    kind, pair = query.word(request, "kind"), query.word(request, "pair").upper()
    context = _around(request, reader) | {"deeds": words_and_deeds_of(reader, kind=kind, pair=pair)}
    return render(request, "exercises/results/words_and_deeds.html", context)


@require_safe
@never_cache
def log(request: HttpRequest, code: str) -> HttpResponse:
    """Show the turn log of a line from a `turn` on, or two lines side by side if the query names a second one (`with`).

    Answers 404 for a turn without results.
    """
    reader = sandbox.reading(request, code)
    seat, line = reader.seat, reader.line
    beside = query.number(request, "with")
    if beside and beside != line.number:
        return _side_by_side(request, reader, access.branch_for(seat, beside))
    wanted = Filter(
        seat=query.word(request, "seat").upper(), kind=query.word(request, "kind"), knows_all=reader.knows_all
    )
    try:
        page = log_page_of(seat, line, wanted, query.number(request, "turn"), talk_of(reader))
    except NoSuchTurn:
        raise Http404(NO_TURN) from None
    views = views_of(seat, line, knows_all=wanted.knows_all)
    context = _around(request, reader) | {
        "branches": branches_of(seat),
        "wanted": wanted,
        "kinds": KINDS,
        "page": page,
        "turns": page.turns,
        "asked": urlencode({"b": line.number} | dict(_other_parameters(request, "as", "eyes", "seat", "kind"))),
        "trend": trend_of(seat, [(line.name, views)], query.word(request, "figure")),
        "duties": duties_of(seat, line, access.latest_turn_for(seat, line), knows_all=wanted.knows_all),
        "kept": _other_parameters(request, "b", "as", "eyes", "seat", "kind", "turn"),
        "may_archive": access.may_archive(reader.person) and not access.archive_refusal(seat.exercise),
        "noted": observations_of(reader.person),
        "talk_log": talk_log_of(seat, line, reader.person, knows_all=wanted.knows_all),
    }
    return render(request, "exercises/results/log.html", context)


@require_safe
@never_cache
def log_json(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the turn log as a JSON file, with the same knowledge as the page of the same query."""
    reader = sandbox.reading(request, code)
    text = exports.log_json(reader.seat, reader.line, reader)
    return _file(text, "application/json", f"{reader.seat.exercise.code}-log.json")


@require_safe
@never_cache
def log_lines(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the turn log as lines of JSON, one for each event, with its turn and time."""
    reader = sandbox.reading(request, code)
    text = exports.log_lines(reader.seat, reader.line, reader)
    return _file(text, "application/jsonl", f"{reader.seat.exercise.code}-log.jsonl")


@require_safe
@never_cache
def log_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the turn log as a CSV file whose cells no spreadsheet executes."""
    reader = sandbox.reading(request, code)
    text = exports.log_csv(reader.seat, reader.line, reader)
    return _file(text, "text/csv; charset=utf-8", f"{reader.seat.exercise.code}-log.csv")


def _around(request: HttpRequest, reader: access.LogReader) -> dict[str, object]:
    """Return the context that the pages of the log share; `eyes` keeps the chosen view in their URLs."""
    seat, line = reader.seat, reader.line
    eyes = f"&eyes={seat.role}" if reader.part else ""
    return {
        "frame": frame_of(seat, line, access.latest_turn_for(seat, line), reader.part),
        "line": line,
        "dials": changed_dials(seat.exercise, leads=reader.leads),
        "may_know_all": reader.may_know_all,
        "knows_all": reader.knows_all,
        "eyes": "" if reader.knows_all else f"{'&as=seat' if reader.may_know_all else ''}{eyes}",
    }


def _side_by_side(request: HttpRequest, reader: access.LogReader, right: Branch) -> HttpResponse:
    seat, left = reader.seat, reader.line
    knows_all = access.may_know_all(seat, left) and access.may_know_all(seat, right)
    views = [(line.name, views_of(seat, line, knows_all=knows_all)) for line in (left, right)]
    context = {
        "frame": frame_of(seat, left, access.latest_turn_for(seat, left), reader.part),
        "comparison": comparison_of(seat, left, right, knows_all=knows_all),
        "knows_all": knows_all,
        "trend": trend_of(seat, views, query.word(request, "figure")),
        "kept": _other_parameters(request, "b", "with"),
        "branches": branches_of(seat),
    }
    return render(request, "exercises/results/comparison.html", context)


def _other_parameters(request: HttpRequest, *names: str) -> list[tuple[str, str]]:
    """Return the query parameters that a form must keep when it asks for another figure."""
    return [(name, text) for name in names if (text := query.word(request, name))]


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
