"""The API of questions to the staff. It uses the same service and selectors as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.errors import Conflict, answered
from wargame.exercises.api.serializers import BadSheetShape, ConflictShape, Shape
from wargame.exercises.api.views import SEAT, checked, own_seat
from wargame.exercises.models import Seat, Turn
from wargame.exercises.orders.domain import WHOLE_SHEET, why_no_staff
from wargame.exercises.orders.forms import MOST_SLOTS
from wargame.exercises.orders.selectors.orders import draft_of
from wargame.exercises.orders.selectors.staff import staff_box_of
from wargame.exercises.orders.services import staff as staff_service
from wargame.exercises.orders.views.staff import ask_staff
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.fields import TextField, WholeNumberField

TAGS = ["exercises"]


class RangeShape(Shape):
    """Points of the aims: the mean, and the range of the middle 80 of 100 futures."""

    mean = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()


class MovedAimsShape(Shape):
    """By how many points the total of the aims moves: after this turn, and by the end without further orders."""

    turn = RangeShape()
    end = RangeShape(allow_null=True)


class StaffAnswerShape(Shape):
    """A question to the staff with its answer."""

    number = serializers.IntegerField()
    question = serializers.CharField()
    against = serializers.CharField(help_text="The orders against which the staff measured the answer.")
    aims = MovedAimsShape()
    by = serializers.CharField(help_text="The person who asked for the seat.")


class StaffShape(Shape):
    """The questions of my seat to its staff in a turn, and the number of questions that are left."""

    left = serializers.IntegerField()
    why_not = serializers.CharField(allow_blank=True, help_text="Why nothing can be asked now; empty where it can.")
    answers = StaffAnswerShape(many=True)


class AskShape(Shape):
    """About which order of my sheet, or about which agreement, I ask."""

    slot = WholeNumberField(
        min_value=WHOLE_SHEET,
        max_value=MOST_SLOTS,
        default=WHOLE_SHEET,
        help_text="The place of the order on the sheet as it is stored, from 1; 0 for all its orders.",
    )
    agreement = TextField(
        required=False,
        min_length=1,
        max_length=80,
        help_text="Instead: the key of an agreement that my seat can make or end, as proposals have it.",
    )


@extend_validation_errors(["invalid"], field_name="seat", methods=["get", "post"])
class StaffView(APIView):
    """The staff of my seat in a turn of the current branch."""

    @extend_schema(operation_id="staff_read", tags=TAGS, parameters=[SEAT], responses=StaffShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return the questions of my seat in the turn, with their answers."""
        seat = own_seat(request, code)
        return _staff(seat, access.turn_for(seat, number))

    @extend_schema(
        operation_id="staff_ask",
        tags=TAGS,
        parameters=[SEAT],
        request=AskShape,
        responses={200: StaffShape, 400: BadSheetShape, 409: ConflictShape},
    )
    def post(self, request: Request, code: str, number: int) -> Response:
        """Ask what an order of my sheet, the whole sheet, or an agreement does for my aims: three questions a turn.

        The same question about the same orders again costs nothing. 409 says why the staff does not answer.
        """
        seat = own_seat(request, code)
        turn = access.turn_for(seat, number)
        wanted = checked(AskShape(data=request.data))
        at = seat_view_of(seat, access.branch_for(seat), turn)
        try:
            with answered():
                ask_staff(at, access.participant_for(request.user, code), wanted.get("agreement", wanted["slot"]))
        except staff_service.StaffRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return _staff(seat, turn)


def _staff(seat: Seat, turn: Turn) -> Response:
    at = seat_view_of(seat, access.branch_for(seat), turn)
    box: Any = staff_box_of(at, draft_of(seat, turn).orders)
    if box is None:
        return Response(StaffShape({"left": 0, "why_not": why_no_staff(seat.exercise), "answers": ()}).data)
    return Response(StaffShape({"left": box.left, "why_not": box.why_off, "answers": box.answers}).data)
