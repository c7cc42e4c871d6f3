"""The API of questions on the projector during a turn. It uses the same services and selectors as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.errors import Conflict
from wargame.exercises.api.serializers import BadSheetShape, ConflictShape, Shape
from wargame.exercises.api.views import TAGS, checked
from wargame.exercises.models import Participant
from wargame.exercises.models.wall import LINE_LENGTH
from wargame.exercises.wall import services
from wargame.exercises.wall.selectors import card_for
from wargame.web.fields import TextField, WholeNumberField


class WallCardShape(Shape):
    """The question on the projector as I may read it."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    is_open = serializers.BooleanField(help_text="False once the white cell has shown the lines.")
    answered = serializers.IntegerField()
    people = serializers.IntegerField(help_text="How many people hold a seat.")
    mine = serializers.CharField(allow_blank=True, help_text="My own line.")
    lines = serializers.ListField(child=serializers.CharField(), help_text="All lines, without names, once shown.")


class WallAnswerShape(Shape):
    """My line on the question with this number."""

    number = WholeNumberField(min_value=1, max_value=1000)
    text = TextField(max_length=LINE_LENGTH)


class WallView(APIView):
    """The question on the projector during a turn."""

    @extend_schema(operation_id="wall_list", tags=TAGS, responses=WallCardShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the question on the projector, alone in its list; the list is empty without one."""
        return _cards(access.participant_for(request.user, code))

    @extend_schema(
        operation_id="wall_answer",
        tags=TAGS,
        request=WallAnswerShape,
        responses={200: WallCardShape(many=True), 400: BadSheetShape, 409: ConflictShape},
    )
    def post(self, request: Request, code: str) -> Response:
        """Answer in one line without my name; my last line counts. 409 says why Parley refuses it."""
        person = access.participant_for(request.user, code)
        said = checked(WallAnswerShape(data=request.data))
        try:
            services.answer(by=person, number=said["number"], text=said["text"])
        except services.WallRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return _cards(person)


def _cards(person: Participant) -> Response:
    card = card_for(person)
    return Response(WallCardShape([card] if card else [], many=True).data)
