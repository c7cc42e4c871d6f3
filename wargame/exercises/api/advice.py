"""The API of advisers. It uses the same service and selectors as the pages."""

from drf_spectacular.utils import extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.advice.selectors.cabinet import cabinet_of
from wargame.exercises.advice.services import speeches
from wargame.exercises.api.order_shapes import OrderShape
from wargame.exercises.api.serializers import Shape
from wargame.exercises.api.views import SEAT, own_seat
from wargame.exercises.orders.selectors.orders import draft_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

TAGS = ["exercises"]


class MarkShape(Shape):
    """A claim of an earlier turn whose order was given."""

    turn = serializers.IntegerField()
    expects = serializers.CharField()
    is_right = serializers.BooleanField()


class AdviserShape(Shape):
    """One adviser, and what the adviser says in the turn."""

    key = serializers.CharField()
    title = serializers.CharField()
    leaning = serializers.CharField()
    marks = MarkShape(many=True, help_text="Empty in a class until the exercise is over.")
    order = OrderShape(allow_null=True, help_text="The order that the adviser asks for; null for none.")
    cost = serializers.IntegerField(help_text="Points that the order costs.")
    letter = serializers.CharField(allow_blank=True, help_text="The letter of the report or message that is cited.")
    cited = serializers.CharField(allow_blank=True)
    first = serializers.CharField(allow_blank=True, help_text="The reason.")
    expects = serializers.CharField(allow_blank=True, help_text="The outcome that the adviser expects of the order.")
    costs = serializers.CharField(allow_blank=True, help_text="Who minds.")
    agrees = serializers.CharField(allow_blank=True)
    disagrees = serializers.CharField(allow_blank=True)
    is_on_sheet = serializers.BooleanField()
    lock = serializers.CharField(allow_blank=True, help_text="Why the order cannot be added now.")


@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class AdviceView(APIView):
    """The advice that the advisers of my seat give in a turn."""

    @extend_schema(operation_id="advice_list", tags=TAGS, parameters=[SEAT], responses=AdviserShape(many=True))
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return the order that each adviser of my seat asks for; of a turn that is over, what was said in it."""
        seat = own_seat(request, code)
        line = access.branch_for(seat)
        turn = access.turn_for(seat, number, line)
        at = seat_view_of(seat, line, turn)
        speeches.hear(at)
        cabinet = cabinet_of(at, draft_of(seat, turn).orders)
        return Response(AdviserShape(cabinet.cards if cabinet else (), many=True).data)
