"""The API of bids. It uses the same service and selectors as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.errors import Conflict, answered
from wargame.exercises.api.serializers import BadSheetShape, ConflictShape, Shape
from wargame.exercises.api.views import checked
from wargame.exercises.bids import selectors, services
from wargame.exercises.models import Participant
from wargame.exercises.models.debrief import CERTAIN
from wargame.web.fields import TextField, WholeNumberField

TAGS = ["exercises"]


class ClaimShape(Shape):
    """A claim on which people bid without names, with my own bid; the end tells the answer."""

    key = serializers.CharField()
    question = serializers.CharField()
    dial = serializers.CharField(help_text="The key of the dial that the claim stands for.")
    answered = serializers.IntegerField(help_text="How many people have bid.")
    mine = serializers.IntegerField(allow_null=True, help_text="My own last bid, in 100.")
    was_on = serializers.BooleanField(allow_null=True, help_text="Whether it is in force; null while that is a secret.")
    answer = serializers.CharField(allow_blank=True)
    score = serializers.FloatField(allow_null=True, help_text="Brier score of my bid, 0 is right; null until the end.")


class BidShape(Shape):
    """A bid: which claim, and how likely it is in force, in 100."""

    key = TextField(max_length=80)
    in_100 = WholeNumberField(min_value=0, max_value=CERTAIN)


class BidsView(APIView):
    """The bids of an exercise."""

    @extend_schema(operation_id="bids_list", tags=TAGS, responses=ClaimShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the claims on which people bid, with my own bids. The debrief shows those of all, without names."""
        return _claims(access.participant_for(request.user, code))

    @extend_schema(
        operation_id="bids_place",
        tags=TAGS,
        request=BidShape,
        responses={200: ClaimShape(many=True), 400: BadSheetShape, 409: ConflictShape},
    )
    def post(self, request: Request, code: str) -> Response:
        """Bid in the turn that takes orders; my last bid counts. 409 says why it cannot be placed."""
        person = access.participant_for(request.user, code)
        seat, wanted = access.seat_decided_by(person), checked(BidShape(data=request.data))
        turn = access.latest_turn_for(seat)
        try:
            with answered():
                services.place(by=person, seat=seat, turn=turn, **wanted)
        except services.BidRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return _claims(person)


def _claims(person: Participant) -> Response:
    if person.is_white_cell:
        found = selectors.room_claims_of(person.exercise)
    else:
        found = selectors.claims_for(person, access.reader_of(person).seat, access.line_of(person.exercise))
    return Response(ClaimShape(found, many=True).data)
