"""The API of seats: who plays each, chosen by the white cell in the lobby."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.errors import Conflict
from wargame.exercises.api.serializers import BadSheetShape, ConflictShape, Shape
from wargame.exercises.api.views import TAGS, checked
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import standbys
from wargame.exercises.models import Participant, Seat
from wargame.exercises.policy_words import POLICY_WORDS

PLAYED_BY = "people: whoever joins, and the AI while nobody does; ai: the AI alone; nobody: the seat gives no orders."
REFUSED = (standbys.UnknownPolicy, standbys.CastRefused, lifecycle.AlreadyStarted, lifecycle.AlreadyEnded)


class CastShape(Shape):
    """A seat, and who plays it."""

    seat = serializers.CharField()
    played_by = serializers.ChoiceField(choices=Seat.Cast.choices, help_text=PLAYED_BY)
    ai = serializers.CharField(allow_blank=True, help_text="The policy of the AI; empty for all but the white cell.")


class CastChangeShape(Shape):
    """A choice of who plays a seat."""

    played_by = serializers.ChoiceField(choices=Seat.Cast.choices, help_text=PLAYED_BY)
    ai = serializers.ChoiceField(
        choices=list(POLICY_WORDS),
        required=False,
        help_text="How the AI plays it; as before if left out.",
    )


class CastsView(APIView):
    """The seats of an exercise."""

    @extend_schema(operation_id="seats_list", tags=TAGS, responses=CastShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the seats by code. Everybody reads who plays them, and the white cell alone by which policy."""
        person = access.participant_for(request.user, code)
        seats = person.exercise.seats.order_by("role")
        return Response(CastShape([_as_data(seat, person) for seat in seats], many=True).data)


class CastView(APIView):
    """One seat, for the white cell."""

    @extend_schema(
        operation_id="seats_change",
        tags=TAGS,
        request=CastChangeShape,
        responses={200: CastShape, 400: BadSheetShape, 409: ConflictShape},
    )
    def put(self, request: Request, code: str, role: str) -> Response:
        """Choose who plays a seat, before the start. 409 says why it stays as it is."""
        by = access.require_white_cell(request.user, code)
        wanted = checked(CastChangeShape(data=request.data))
        seat = by.exercise.seats.select_related("exercise").filter(role=role.upper()).first()
        if seat is None:
            raise Http404("There is no such seat.")
        policy = wanted.get("ai") or seat.standby
        try:
            standbys.set_up(seat=seat, cast_to=wanted["played_by"], policy=policy, by=by, now=timezone.now())
        except REFUSED as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return Response(CastShape(_as_data(by.exercise.seats.get(pk=seat.pk), by)).data)


def _as_data(seat: Seat, reader: Participant) -> dict[str, Any]:
    return {"seat": seat.role, "played_by": seat.cast, "ai": seat.standby if reader.is_white_cell else ""}
