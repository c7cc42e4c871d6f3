"""The code that planted leaks of answers to forms, of pages without an exercise, of talk and of cache keys put in place
of the secure code.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache as django_cache
from django.http import JsonResponse
from rest_framework.response import Response

from scenarios.api.scenarios import ScenarioSerializer
from tests.secrecy.plants import Forgetful, swap
from wargame.engine.policies import talk as engine_talk
from wargame.exercises import access, bridge
from wargame.exercises.api.diplomacy import MessagesView
from wargame.exercises.api.order_shapes import ReceiptShape
from wargame.exercises.control.services import phases
from wargame.exercises.diplomacy.selectors import press
from wargame.exercises.diplomacy.services import letters, messages
from wargame.exercises.diplomacy.services.speakers import Speaker
from wargame.exercises.health import views as health_views
from wargame.exercises.models import Message, OrderSheet, Turn
from wargame.exercises.observers.selectors import watch
from wargame.exercises.orders.selectors import page_forecasts
from wargame.exercises.results.views import cache
from wargame.live.middleware import RequestStartMiddleware


def _send_and_list_all(self: Any, request: Any, code: str) -> Response:
    TRUE_SEND(self, request, code)
    sent = Message.objects.filter(turn__branch__exercise__code=code)
    return Response([{"sender": one.sender, "text": one.text} for one in sent])


def _orders_of_all() -> int:
    return sum(len(orders) for orders in OrderSheet.objects.values_list("orders", flat=True))


def _receipt_with_count(self: Any, receipt: Any) -> Any:
    return {**TRUE_RECEIPT(self, receipt), "orders_of_all": _orders_of_all()}


def _scenario_with_count(self: Any, version: Any) -> Any:
    return {**TRUE_SCENARIO(self, version), "given": _orders_of_all()}


def _report_with_sheets(said: dict[str, Any], **more: Any) -> JsonResponse:
    sheets = OrderSheet.objects.order_by("pk").values_list("seat__role", "orders")
    return JsonResponse(said | {"sheets": list(sheets)}, **more)


def _with_count_of_letters(is_meant: Callable[[Any, Any], bool]) -> Any:
    """Return the middleware's answer with a header that counts all letters, where that is meant."""

    def leaky(self: Any, request: Any) -> Any:
        response = self._get_response(request)
        if is_meant(request, response):
            response["X-Count"] = str(Message.objects.count())
        return response

    return leaky


def _refused(text: str) -> str:
    raise messages.BadText(f"Write what you want to say, as {Message.objects.count()} letters did.")


def _not_paused(**_: Any) -> None:
    raise phases.NotInPhase(f"Seats wrote {Message.objects.count()} letters. Let them finish.")


def _any_order(setting: Any, order: Any, other: str) -> Any:
    return setting.order(order.kind)


def _answer_with_count(by: Speaker, *rest: Any) -> str:
    return f"{TRUE_ANSWER(by, *rest)} We do {len(bridge.sheets_of(by.turn)[by.role])} things."


def _answer_with_deeds(by: Speaker, *rest: Any) -> str:
    return " ".join([TRUE_ANSWER(by, *rest), *(one.text for one in by.noticed)])


def _key_of_team_size(seat: Any, line: Any, turn: Turn) -> str:
    return f"results-{turn.pk}-{turn.digest}-{seat.people.count()}"


def _key_of_length(at: Any, rows: Any, slot: int = 0) -> str:
    return f"told:{at.turn.pk}:{slot}:{len(rows)}"


class ByPart(Forgetful):
    """A cache that tells seats from the white cell and from observers, and not from each other."""

    def _short(self, key: str) -> str:
        start, _, reader = key.rpartition("-")
        return f"{start}-{reader if reader in ('', 'common') else 'seat'}"


def _keep_by_turn(person: Any, turn: Turn) -> Any:
    return django_cache.get_or_set(f"watch-{turn.pk}", lambda: TRUE_WATCH(person, turn), 60)


TRUE_SEND, TRUE_RECEIPT = MessagesView.post, ReceiptShape.to_representation
TRUE_SCENARIO, TRUE_ANSWER, TRUE_WATCH = ScenarioSerializer.to_representation, letters.answer, watch._outcomes
ALL_SENT = swap(MessagesView, "post", _send_and_list_all)
COUNT_IN_HEADER = swap(
    RequestStartMiddleware, "__call__", _with_count_of_letters(lambda request, answer: request.method == "POST")
)
RECEIPT = swap(ReceiptShape, "to_representation", _receipt_with_count)
REFUSAL = swap(messages, "_clean", _refused)
NOTE = swap(phases, "pause", _not_paused)
HEALTH = swap(health_views, "JsonResponse", _report_with_sheets)
SCENARIO = swap(ScenarioSerializer, "to_representation", _scenario_with_count)
LIST = swap(access, "seats_of", lambda user: access.seats.begun_seats().order_by("pk"))
SIGN_IN = swap(
    RequestStartMiddleware,
    "__call__",
    _with_count_of_letters(lambda request, answer: "/sign-in/" in request.path and answer.status_code >= 400),
)
PLANS = swap(engine_talk, "_spec_known_to", _any_order)
HOW_MUCH = swap(letters, "answer", _answer_with_count)
UNSEEN = swap(letters, "answer", _answer_with_deeds)
BY_TEAM_SIZE = swap(cache, "_key", _key_of_team_size)
BY_LENGTH = swap(page_forecasts, "_key", _key_of_length)
BY_PART = swap(press, "cache", ByPart(press.cache))
BY_TURN = swap(watch, "_outcomes", _keep_by_turn)
