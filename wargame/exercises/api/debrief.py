"""The API of a debrief. It uses the same services and selectors as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.errors import Conflict
from wargame.exercises.api.serializers import BadSheetShape, ConflictShape, Shape
from wargame.exercises.api.views import TAGS, checked
from wargame.exercises.debrief.selectors.cards import QuestionCard, cards_for
from wargame.exercises.debrief.services import answers
from wargame.exercises.models import Participant
from wargame.exercises.models.debrief import CERTAIN
from wargame.web.fields import TextField, WholeNumberField


class EffectSizeShape(Shape):
    """The change of a question's figure by an option, whatever the direction, with its range."""

    mean = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    said = serializers.CharField(help_text="The direction, in words.")


class DebriefOptionShape(Shape):
    """An answer to choose from; before the reveal without count and effect."""

    letter = serializers.CharField()
    name = serializers.CharField()
    seat = serializers.CharField()
    turn = serializers.IntegerField()
    count = serializers.IntegerField(allow_null=True, help_text="Null before the reveal, and under five answers.")
    effect = EffectSizeShape(allow_null=True)


class DebriefQuestionShape(Shape):
    """A question of the debrief as I may read it. Without options its answer is a share in 100."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    hint = serializers.CharField()
    status = serializers.ChoiceField(choices=["waiting", "open", "revealed"])
    answered = serializers.IntegerField()
    people = serializers.IntegerField()
    mine = serializers.CharField(allow_blank=True, help_text="My own answer.")
    options = DebriefOptionShape(many=True)
    finding = serializers.CharField(allow_blank=True, help_text="Empty before the reveal, as the next two.")
    told = serializers.IntegerField(allow_null=True, help_text="The forecast in 100 that a seat read.")
    shares = serializers.ListField(child=serializers.IntegerField(), help_text="Answers in 100, from five answers on.")


class DebriefAnswerShape(Shape):
    """My answer to the question that is open: a letter, or a share in 100."""

    question = WholeNumberField(min_value=1, max_value=1000)
    letter = TextField(max_length=1, required=False, default="")
    in_100 = WholeNumberField(min_value=0, max_value=CERTAIN, required=False, allow_null=True, default=None)


class DebriefView(APIView):
    """The debrief of a class that has ended."""

    @extend_schema(operation_id="debrief_list", tags=TAGS, responses=DebriefQuestionShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the questions that I may read: those on the projector so far, and all of them to the white cell.

        An exercise that is no class has none.
        """
        return _questions(access.participant_for(request.user, code))

    @extend_schema(
        operation_id="debrief_answer",
        tags=TAGS,
        request=DebriefAnswerShape,
        responses={200: DebriefQuestionShape(many=True), 400: BadSheetShape, 409: ConflictShape},
    )
    def post(self, request: Request, code: str) -> Response:
        """Answer a question without my name; the last answer before the reveal counts. 409 says why it is refused."""
        person = access.participant_for(request.user, code)
        said = checked(DebriefAnswerShape(data=request.data))
        try:
            answers.answer(by=person, number=said["question"], letter=said["letter"], in_100=said["in_100"])
        except answers.AnswerRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return _questions(person)


def _questions(person: Participant) -> Response:
    return Response(DebriefQuestionShape([_as_value(card) for card in cards_for(person)], many=True).data)


def _as_value(card: QuestionCard) -> dict[str, object]:
    names = ("number", "text", "hint", "status", "answered", "people", "mine", "options", "finding", "told")
    return {name: getattr(card, name) for name in names} | {"shares": [dot.across for dot in card.dots]}
