"""The API of messages, the press and proposals. It uses the same services and selectors as the pages."""

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
from wargame.exercises.diplomacy.selectors.inbox import Inbox, inbox_of, room_inbox_of
from wargame.exercises.diplomacy.selectors.press import press_of
from wargame.exercises.diplomacy.selectors.proposals import Proposals, proposals_of, room_proposals_of
from wargame.exercises.diplomacy.services import messages, proposals, receipts
from wargame.exercises.models import Participant, Seat
from wargame.exercises.models.message import TEXT_LENGTH
from wargame.exercises.models.proposal import TERMS_LENGTH
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.fields import TextField, WholeNumberField
from wargame.web.seats import WHITE_CELL

TAGS = ["exercises"]


class MessageShape(Shape):
    """A message as the reader may know it. `author` is "" for a reader who sees only the sender's role."""

    sender = serializers.CharField()
    receivers = serializers.ListField(child=serializers.CharField())
    author = serializers.CharField(allow_blank=True)
    time = serializers.CharField()
    text = serializers.CharField()
    is_statement = serializers.BooleanField()


class WriteShape(Shape):
    """A message to send. `to` lists the codes of seats, or WC for the white cell."""

    to = serializers.ListField(child=TextField(max_length=80), max_length=30)
    text = TextField(max_length=TEXT_LENGTH)


class PieceShape(Shape):
    """One piece of the press. `seat` is the seat that said it, "" for the outlet's own words."""

    turn = serializers.IntegerField()
    outlet = serializers.CharField()
    is_invented = serializers.BooleanField()
    seat = serializers.CharField(allow_blank=True)
    text = serializers.CharField()


class PrintShape(Shape):
    """A public statement to publish. The white cell names the outlet that prints it."""

    text = TextField(max_length=TEXT_LENGTH)
    outlet = TextField(max_length=80, required=False, allow_blank=True, default="")


class PartyShape(Shape):
    """A seat that must agree, and its answer: "proposes", "yes", "no", or "" if it has not answered."""

    code = serializers.CharField()
    word = serializers.CharField(allow_blank=True)


class ProposalShape(Shape):
    """A proposal that the reader may know."""

    key = serializers.CharField()
    agreement = serializers.CharField(source="name")
    ends = serializers.BooleanField()
    proposer = serializers.CharField()
    turn = serializers.IntegerField()
    terms = serializers.CharField(allow_blank=True)
    parties = PartyShape(many=True)
    needed = serializers.IntegerField(help_text="How many of the parties must agree, the proposer among them.")
    status = serializers.CharField()
    lapses_after = serializers.IntegerField()
    can_answer = serializers.BooleanField()


class ChoiceShape(Shape):
    """An agreement that the reader's seat may propose now."""

    key = serializers.CharField()
    name = serializers.CharField()
    ends = serializers.BooleanField()
    others = serializers.ListField(child=serializers.CharField())


class ProposalsShape(Shape):
    """The proposals, open ones first, and the agreements that may be proposed."""

    items = ProposalShape(many=True)
    choices = ChoiceShape(many=True)


class ProposeShape(Shape):
    """A proposal to make: the agreement's key, the terms, and the turn at whose close it lapses."""

    agreement = TextField(max_length=80)
    terms = TextField(max_length=TERMS_LENGTH, required=False, allow_blank=True, default="")
    lapses_after = WholeNumberField(min_value=1, max_value=100, required=False, allow_null=True, default=None)


class SayShape(Shape):
    """The answer of the reader's seat to a proposal."""

    say = serializers.ChoiceField(choices=["yes", "no", "withdraw"])


def _answers(shape: Any) -> dict[int, Any]:
    return {200: shape, 400: BadSheetShape, 409: ConflictShape}


class MessagesView(APIView):
    """The messages of an exercise."""

    @extend_schema(operation_id="messages_list", tags=TAGS, responses=MessageShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the messages that my seat, or the white cell, may read, oldest first."""
        return _messages(access.participant_for(request.user, code))

    @extend_schema(
        operation_id="messages_send", tags=TAGS, request=WriteShape, responses=_answers(MessageShape(many=True))
    )
    def post(self, request: Request, code: str) -> Response:
        """Send a message to seats or to the white cell; 409 says why it cannot be sent."""
        person, wanted = _writer(request, code), _checked(WriteShape(data=request.data))
        try:
            messages.send(by=person, recipients=wanted["to"], text=wanted["text"], now=timezone.now())
        except messages.MessageRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return _messages(person)


class PressView(APIView):
    """The press of an exercise."""

    @extend_schema(operation_id="press_list", tags=TAGS, responses=PieceShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Public statements and reports of outlets, newest first."""
        return _press(access.participant_for(request.user, code))

    @extend_schema(
        operation_id="press_publish", tags=TAGS, request=PrintShape, responses=_answers(PieceShape(many=True))
    )
    def post(self, request: Request, code: str) -> Response:
        """Publish a statement; 409 says why it cannot be published."""
        person, wanted = _writer(request, code), _checked(PrintShape(data=request.data))
        try:
            messages.send(by=person, recipients=(), is_statement=True, now=timezone.now(), **wanted)
        except messages.MessageRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return _press(person)


class ProposalsView(APIView):
    """Proposals between seats."""

    @extend_schema(operation_id="proposals_list", tags=TAGS, responses=ProposalsShape)
    def get(self, request: Request, code: str) -> Response:
        """Return the proposals to which my seat is a party, and the agreements that it may propose."""
        return Response(ProposalsShape(_proposals(access.participant_for(request.user, code))).data)

    @extend_schema(
        operation_id="proposals_propose", tags=TAGS, request=ProposeShape, responses=_answers(ProposalsShape)
    )
    def post(self, request: Request, code: str) -> Response:
        """Propose an agreement to its other parties; 409 says why it cannot be proposed."""
        person, wanted = _writer(request, code), _checked(ProposeShape(data=request.data))
        try:
            proposals.propose(by=person, now=timezone.now(), **wanted)
        except proposals.ProposalRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return Response(ProposalsShape(_proposals(person)).data)


class ProposalView(APIView):
    """One proposal."""

    @extend_schema(operation_id="proposals_say", tags=TAGS, request=SayShape, responses=_answers(ProposalsShape))
    def post(self, request: Request, code: str, key: str) -> Response:
        """Accept or reject a proposal, or withdraw my seat's own; 409 says why that is not possible."""
        person, say = _writer(request, code), _checked(SayShape(data=request.data))["say"]
        now = timezone.now()
        try:
            if say == "withdraw":
                proposals.withdraw(by=person, key=key, now=now)
            else:
                proposals.answer(by=person, key=key, is_yes=say == "yes", now=now)
        except proposals.NoSuchProposal as refusal:
            raise Http404(str(refusal)) from refusal
        except proposals.ProposalRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return Response(ProposalsShape(_proposals(person)).data)


def _checked(shape: Shape) -> dict[str, Any]:
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)


def _writer(request: Request, code: str) -> Participant:
    """Return the user as a player in a seat or as white cell. Raises Http404 for all others."""
    person = access.participant_for(request.user, code)
    _seat(person)
    return person


def _seat(person: Participant) -> Seat | None:
    """Return the seat that a player decides for; None for the white cell."""
    return None if person.is_white_cell else access.seat_decided_by(person)


def _messages(person: Participant) -> Response:
    inbox, role = _inbox(person)
    receipts.note(person=person, role=role, shown=inbox.shown, now=timezone.now())
    return Response(MessageShape(inbox.messages, many=True).data)


def _inbox(person: Participant) -> tuple[Inbox, str]:
    seat = _seat(person)
    if seat is None:
        return room_inbox_of(person, access.line_of(person.exercise)), WHITE_CELL
    line = access.branch_for(seat)
    return inbox_of(seat_view_of(seat, line, access.latest_turn_for(seat, line))), seat.role


def _press(person: Participant) -> Response:
    press = press_of(person.exercise, access.line_of(person.exercise), _seat(person))
    return Response(PieceShape(press.pieces, many=True).data)


def _proposals(person: Participant) -> Proposals:
    seat = _seat(person)
    if seat is None:
        return room_proposals_of(person, access.line_of(person.exercise), access.latest_turn(person.exercise))
    line = access.branch_for(seat)
    return proposals_of(seat_view_of(seat, line, access.latest_turn_for(seat, line)))
