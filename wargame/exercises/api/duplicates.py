"""The API by which a white cell duplicates an exercise."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.accounts import limits
from wargame.exercises import access, presence
from wargame.exercises.api.errors import Conflict
from wargame.exercises.api.serializers import ConflictShape, Shape
from wargame.exercises.api.views import TAGS
from wargame.exercises.codes import dashed_code
from wargame.exercises.lobby.services import duplicates


class DuplicateShape(Shape):
    """The new exercise: the code by which people join it, and its name."""

    code = serializers.CharField()
    title = serializers.CharField()


class DuplicateView(APIView):
    """The copies of an exercise."""

    @extend_schema(
        operation_id="exercises_duplicate",
        tags=TAGS,
        request=None,
        responses={201: DuplicateShape, 409: ConflictShape},
    )
    def post(self, request: Request, code: str) -> Response:
        """Create an exercise in its lobby with the preparation of this one; for the white cell.

        The copy has the same scenario version, settings, seats, own words, handouts, injects and questions. People,
        orders and results stay behind. 409 says why there is no copy.
        """
        by, now = access.require_white_cell(request.user, code), timezone.now()
        limits.spend(limits.CREATE, limits.visitor_of(request), now=now)
        try:
            made = duplicates.duplicate(exercise=by.exercise, by=by, now=now)
        except duplicates.DuplicateRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        presence.welcome(request, made, now=now)
        shown = {"code": dashed_code(made.code), "title": made.title}
        return Response(DuplicateShape(shown).data, status=status.HTTP_201_CREATED)
