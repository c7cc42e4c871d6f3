"""The API of handouts: papers and links that a white cell gives to the people of its exercise."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.errors import Conflict
from wargame.exercises.api.serializers import BadSheetShape, ConflictShape, Shape
from wargame.exercises.api.views import TAGS, checked
from wargame.exercises.models import Handout, Participant
from wargame.exercises.models.preparation import ADDRESS_LENGTH, HANDOUT_LENGTH, TITLE_LENGTH
from wargame.exercises.preparation.services import handouts
from wargame.exercises.preparation.services.preparing import PreparationRefused
from wargame.web.fields import TextField

MOST_SEATS = 40


class HandoutShape(Shape):
    """A handout as its readers read it. The white cell alone reads its number and its seats."""

    number = serializers.IntegerField(allow_null=True, help_text="Null for everybody but the white cell.")
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True, help_text="An https address; empty if there is none.")
    seats = serializers.ListField(
        child=serializers.CharField(),
        allow_null=True,
        help_text="The seats whose people read it, empty for everybody; null for everybody but the white cell.",
    )


class HandoutDraftShape(Shape):
    """A handout to give out: a title with a text, an https address, or both."""

    title = TextField(max_length=TITLE_LENGTH)
    text = TextField(max_length=HANDOUT_LENGTH, allow_blank=True, default="")
    address = TextField(max_length=ADDRESS_LENGTH, allow_blank=True, default="")
    seats = serializers.ListField(
        child=TextField(max_length=3),
        max_length=MOST_SEATS,
        default=list,
        help_text="The seats whose people read it; left out or empty: everybody in the exercise.",
    )


WRITTEN = {200: HandoutShape, 400: BadSheetShape, 409: ConflictShape}


class HandoutsView(APIView):
    """The handouts of an exercise."""

    @extend_schema(operation_id="handouts_list", tags=TAGS, responses=HandoutShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the handouts that I may read."""
        person = access.participant_for(request.user, code)
        shown = [_as_data(each, person) for each in access.handouts_of(person)]
        return Response(HandoutShape(shown, many=True).data)

    @extend_schema(
        operation_id="handouts_give",
        tags=TAGS,
        request=HandoutDraftShape,
        responses={201: HandoutShape, 400: BadSheetShape, 409: ConflictShape},
    )
    def post(self, request: Request, code: str) -> Response:
        """Show a new handout to its readers at once; for the white cell. 409 says what is wrong with it."""
        by = access.require_white_cell(request.user, code)
        draft = _draft(request)
        with _answered():
            given = handouts.hand_out(exercise=by.exercise, draft=draft, by=by, now=timezone.now())
        return Response(HandoutShape(_as_data(given, by)).data, status=status.HTTP_201_CREATED)


class HandoutView(APIView):
    """One handout, for the white cell."""

    @extend_schema(operation_id="handouts_change", tags=TAGS, request=HandoutDraftShape, responses=WRITTEN)
    def put(self, request: Request, code: str, number: int) -> Response:
        """Give a handout other words or other readers. 409 says why it cannot be changed."""
        by = access.require_white_cell(request.user, code)
        draft = _draft(request)
        with _answered():
            kept = handouts.rewrite(exercise=by.exercise, number=number, draft=draft, by=by, now=timezone.now())
        return Response(HandoutShape(_as_data(kept, by)).data)

    @extend_schema(operation_id="handouts_take_back", tags=TAGS, responses={204: None, 409: ConflictShape})
    def delete(self, request: Request, code: str, number: int) -> Response:
        """Take a handout back: nobody reads it any more. 409: there is none of this number."""
        by = access.require_white_cell(request.user, code)
        with _answered():
            handouts.take_back(exercise=by.exercise, number=number, by=by, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except PreparationRefused as refusal:
        raise Conflict(str(refusal), code="refused") from refusal


def _draft(request: Request) -> handouts.HandoutDraft:
    wanted = checked(HandoutDraftShape(data=request.data))
    words = {name: wanted[name] for name in ("title", "text", "address")}
    return handouts.HandoutDraft(**words, roles=tuple(role.upper() for role in wanted["seats"]))


def _as_data(handout: Handout, person: Participant) -> dict[str, Any]:
    words = {name: getattr(handout, name) for name in ("title", "text", "address")}
    steers = person.is_white_cell
    return words | {"number": handout.number if steers else None, "seats": handout.roles if steers else None}
