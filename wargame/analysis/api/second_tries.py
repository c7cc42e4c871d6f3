"""The API for second tries: a past turn as a seat knew it, another sheet for it, and what that leads to."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame import database_clock
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.api.errors import answered
from wargame.analysis.api.serializers import ChangedOrderShape, ComparisonShape, Shape
from wargame.analysis.api.views import MALFORMED, REFUSED, TAGS, naming
from wargame.analysis.domain import SecondTry, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.payload import payload_of
from wargame.analysis.selectors.progress import progress_of
from wargame.analysis.services import second_tries
from wargame.exercises.access import turn_for
from wargame.exercises.api.order_shapes import OrderShape
from wargame.exercises.api.views import SEAT, checked, reader_in_query
from wargame.web.fields import TextField, WholeNumberField, YesNoField


class AskedTryShape(Shape):
    """A sheet for one seat in a turn of a finished line."""

    turn = WholeNumberField(min_value=1, max_value=999)
    branch = WholeNumberField(
        min_value=1, max_value=32_767, default=None, help_text="The number of the line; the current one if left out."
    )
    seat = TextField(max_length=12)
    orders = OrderShape(many=True, help_text="The sheet that takes the place of the seat's orders; may be empty.")
    saw_answer = YesNoField(default=False, help_text="Whether the person knew which orders promised more.")


class SecondTryShape(Shape):
    """A second try, with the orders of the turn: the person has given a sheet, so they may be read."""

    number = serializers.IntegerField(help_text="Its number in the exercise.")
    turn = serializers.IntegerField()
    branch = serializers.IntegerField()
    seat = serializers.CharField()
    saw_answer = serializers.BooleanField()
    orders = ChangedOrderShape(many=True, help_text="The sheet that the person gave.")
    ordered_then = ChangedOrderShape(many=True, help_text="The orders of the seat as they were given in the turn.")
    pairs = serializers.IntegerField()
    played = serializers.IntegerField(help_text="Pairs played so far, counted in whole chunks.")
    status = serializers.ChoiceField(choices=Ensemble.Status.choices)
    comparison = ComparisonShape(
        allow_null=True, help_text="The turn as it was ordered, then with the sheet; null until all is played."
    )


ASKED = {
    201: SecondTryShape,
    200: OpenApiResponse(SecondTryShape, description="The same sheet has been tried before."),
}


@extend_validation_errors(["invalid"], field_name="seat", methods=["get", "post"])
class SecondTriesView(APIView):
    """My second tries in an exercise."""

    @extend_schema(
        operation_id="second_tries_list",
        tags=TAGS,
        parameters=[SEAT],
        responses={200: SecondTryShape(many=True)} | REFUSED,
    )
    def get(self, request: Request, code: str) -> Response:
        """Return my second tries, newest first."""
        reader = reader_in_query(request, code)
        with answered():
            listed = access.second_tries_of(reader, access.person(request.user))
        return Response([_document(one) for one in listed])

    @extend_schema(
        operation_id="second_tries_ask",
        tags=TAGS,
        parameters=[SEAT],
        request=AskedTryShape,
        responses=ASKED | REFUSED | MALFORMED,
    )
    def post(self, request: Request, code: str) -> Response:
        """Try a turn of a finished line again with another sheet of one seat; the orders of the others stand."""
        reader = reader_in_query(request, code)
        wanted = checked(AskedTryShape(data=request.data))
        by, now = access.person(request.user), database_clock.read()
        with answered(), naming("turn"):
            line = access.open_line_for(reader, wanted["branch"])
            turn = turn_for(reader.seat, wanted["turn"], line)
            again = SecondTry(wanted["seat"], tuple(wanted["orders"]), wanted["saw_answer"])
            limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
            found, is_new = second_tries.request(branch=line, turn=turn, again=again, by=by, now=now)
        return Response(_document(found), status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK)


@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class SecondTryView(APIView):
    """One second try of mine."""

    @extend_schema(
        operation_id="second_tries_read", tags=TAGS, parameters=[SEAT], responses={200: SecondTryShape} | REFUSED
    )
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return a second try of mine, with both futures once they are played."""
        reader = reader_in_query(request, code)
        with answered():
            found = access.second_try_for(reader, access.person(request.user), number)
        return Response(_document(found))


def _document(found: Ensemble) -> dict[str, Any]:
    again, progress = SecondTry.of(found.change), progress_of(found)
    told = vars(again) | {"pairs": progress.games, "ordered_then": orders_of(found.first_turn, again.seat)}
    return dict(SecondTryShape(vars(progress) | told | {"comparison": payload_of(found).comparison}).data)
