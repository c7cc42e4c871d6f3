"""Pages of the house's health, for load balancers, monitors and the white cell's room."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.health import exports
from wargame.exercises.health import services as health_services
from wargame.exercises.navigation import query
from wargame.web import unavailable
from wargame.web.operators import is_operator

RETRY_SECONDS = 10


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer with the state of Parley, and for those who run it with the state of each part; 503 when no page can be
    served.

    Worker, turnkeeper and broker may be away: then results come later, and the answer is 200 and "degraded", or
    "starting" in the first seconds after a start.
    """
    report = health_services.report()
    told = health_services.as_json(report) if is_operator(request) else {"status": report.status}
    if report.can_serve:
        return JsonResponse(told)
    # The caller reads the state here, and the requests that fail meanwhile have their own lines in the log.
    unavailable.leave_out_of_log(request)
    return JsonResponse(told, status=503, headers={"Retry-After": str(RETRY_SECONDS)})


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Give Prometheus the figures of this Parley; for strangers, and without METRICS, there is no such address."""
    if not (settings.METRICS and is_operator(request)):
        raise Http404
    return HttpResponse(exports.exposition(), content_type=exports.CONTENT_TYPE)


@require_safe
@never_cache
def of_room(request: HttpRequest, code: str) -> HttpResponse:
    """Show the lines about anything unusual; the white cell's lobby and room ask for them again and again."""
    person = access.require_white_cell(request.user, code)
    house = health_services.house_of(person.exercise, timezone.now())
    if query.word(request, "seen") == house.words:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {"code": person.exercise.code, "house": house}
    return render(request, "exercises/health/parts/room_health.html", context)
