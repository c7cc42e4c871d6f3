"""The API for a turn that a class tries again: opened by the facilitator, one sheet each, revealed in the room."""

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame import database_clock
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.api.errors import answered
from wargame.analysis.api.serializers import ChangedOrderShape, EffectShape, Shape
from wargame.analysis.api.views import MALFORMED, REFUSED, TAGS, naming
from wargame.analysis.models import ClassTry
from wargame.analysis.selectors.class_tries import class_try_page
from wargame.analysis.services import class_tries
from wargame.exercises.access import turn_for
from wargame.exercises.api.order_shapes import OrderShape
from wargame.exercises.api.views import SEAT, checked, reader_in_query
from wargame.web.fields import TextField, WholeNumberField


class AskedClassTryShape(Shape):
    """The turn and the seat that the class shall try again."""

    turn = WholeNumberField(min_value=1, max_value=999)
    branch = WholeNumberField(
        min_value=1, max_value=32_767, default=None, help_text="The number of the line; the current one if left out."
    )
    seat = TextField(max_length=12)


class GivenSheetShape(Shape):
    """My sheet for the turn that the class tries again."""

    orders = OrderShape(many=True, help_text="The sheet instead of the orders that the seat gave; it may be empty.")


class ClassAnswerShape(Shape):
    """A sheet that people gave, without their names, and what it leads to."""

    orders = ChangedOrderShape(many=True, source="rows")
    people = serializers.IntegerField(allow_null=True, help_text="How many gave it; null under five sheets.")
    in_100 = serializers.IntegerField(allow_null=True, help_text="The same in 100; null under five sheets.")
    is_mine = serializers.BooleanField()
    aims = EffectShape(
        source="aims.effect", help_text="The seat's aims as it was ordered (first), and with this sheet (second)."
    )


class ClassTryShape(Shape):
    """A turn that the class tries again, as I may read it; before the reveal without orders and answers."""

    number = serializers.IntegerField(help_text="Its number in the exercise.")
    turn = serializers.IntegerField()
    branch = serializers.IntegerField()
    seat = serializers.CharField()
    is_revealed = serializers.BooleanField()
    has_given = serializers.BooleanField(help_text="Whether I have given my sheet.")
    given = serializers.IntegerField(help_text="How many people have given a sheet.")
    pending = serializers.IntegerField(help_text="Sheets whose games are still being played.")
    ordered_then = ChangedOrderShape(many=True, help_text="The orders of the seat in that turn, once revealed.")
    answers = ClassAnswerShape(
        many=True, help_text="Once revealed: each different sheet, by the mean of the seat's aims."
    )


@extend_validation_errors(["invalid"], field_name="seat", methods=["get", "post"])
class ClassTriesView(APIView):
    """The turns that a class tries again."""

    @extend_schema(
        operation_id="class_tries_list",
        tags=TAGS,
        parameters=[SEAT],
        responses={200: ClassTryShape(many=True)} | REFUSED,
    )
    def get(self, request: Request, code: str) -> Response:
        """Return the turns that my class has tried again, newest first."""
        reader = reader_in_query(request, code)
        with answered():
            listed = access.class_tries_of(reader)
        return Response([_document(one, request) for one in listed])

    @extend_schema(
        operation_id="class_tries_begin",
        tags=TAGS,
        parameters=[SEAT],
        request=AskedClassTryShape,
        responses={200: ClassTryShape} | REFUSED | MALFORMED,
    )
    def post(self, request: Request, code: str) -> Response:
        """Open a turn of one seat for the class that I lead, or return the one that is open."""
        with answered():
            leader = access.leader_after_the_end(request.user, code)
            reader = reader_in_query(request, code)
            wanted = checked(AskedClassTryShape(data=request.data))
            with naming("branch"):
                line = access.open_line_for(reader, wanted["branch"])
            with naming("turn"):
                turn = turn_for(reader.seat, wanted["turn"], line)
            opened = class_tries.begin(
                branch=line, turn=turn, role=wanted["seat"], by=leader, now=database_clock.read()
            )
        return Response(_document(opened, request))


@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class ClassTryView(APIView):
    """One turn that the class tries again."""

    @extend_schema(
        operation_id="class_tries_read", tags=TAGS, parameters=[SEAT], responses={200: ClassTryShape} | REFUSED
    )
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return the number of sheets, and once they are revealed, the result of each."""
        reader = reader_in_query(request, code)
        with answered():
            found = access.class_try_for(reader, number)
        return Response(_document(found, request))


@extend_validation_errors(["invalid"], field_name="seat", methods=["post"])
class SheetsView(APIView):
    """The sheets for a turn that the class tries again."""

    @extend_schema(
        operation_id="class_tries_give",
        tags=TAGS,
        parameters=[SEAT],
        request=GivenSheetShape,
        responses={200: ClassTryShape} | REFUSED | MALFORMED,
    )
    def post(self, request: Request, code: str, number: int) -> Response:
        """Give my sheet: one, and none after the reveal."""
        reader = reader_in_query(request, code)
        wanted = checked(GivenSheetShape(data=request.data))
        now = database_clock.read()
        with answered():
            found = access.class_try_for(reader, number)
            limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
            class_tries.give(class_try=found, orders=wanted["orders"], by=access.person(request.user), now=now)
        return Response(_document(found, request))


@extend_validation_errors(["invalid"], field_name="seat", methods=["post"])
class RevealView(APIView):
    """The reveal of the answers of a class."""

    @extend_schema(
        operation_id="class_tries_reveal",
        tags=TAGS,
        parameters=[SEAT],
        request=None,
        responses={200: ClassTryShape} | REFUSED,
    )
    def post(self, request: Request, code: str, number: int) -> Response:
        """Show the answers to the class that I lead. This changes nothing once they are shown."""
        with answered():
            leader = access.leader_after_the_end(request.user, code)
            found = access.class_try_for(reader_in_query(request, code), number)
        class_tries.reveal(class_try=found, by=leader, now=database_clock.read())
        found.refresh_from_db(fields=["revealed_at"])
        return Response(_document(found, request))


def _document(found: ClassTry, request: Request) -> dict[str, Any]:
    shown = class_try_page(found, access.person(request.user))
    return dict(ClassTryShape(shown).data)
