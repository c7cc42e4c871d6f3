"""The API's endpoints: fetch and authorise, one call to a service or selector, a shape."""

import re
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import status
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from scenarios.models import Scenario, ScenarioVersion
from wargame.accounts import limits
from wargame.accounts.services import user_or_guest
from wargame.exercises import access, bridge, outcome_rows, perspectives
from wargame.exercises.api import serializers
from wargame.exercises.api.errors import Unprocessable, answered
from wargame.exercises.lobby.selectors.summaries import summaries_of
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Branch, Participant, Seat, Turn
from wargame.exercises.orders.services import orders, repeated_requests
from wargame.exercises.situation.selectors.figures import figures_of, incidents_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

BRANCH = OpenApiParameter(
    "branch",
    {"type": "integer", "minimum": 0},
    description="The number of a branch; the current one if left out.",
)
SEAT = OpenApiParameter(
    "seat",
    {"type": "string", "pattern": "^[A-Za-z0-9]{0,3}$"},
    description="The code of a seat, for who may choose: the white cell of a sandbox, and in an ended exercise who sat "
    "in none. The first by code if left out. A seat that is not the reader's is answered with 404.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"},
    OpenApiParameter.HEADER,
    description="A key of your own for this request, such as a UUID. The same request, sent again with it because its "
    "answer got lost, is answered as it was the first time and done once, also when the turn has closed meanwhile. "
    "Keys are yours alone; what was refused is not kept. With another request a key is answered with 422, and for "
    "another seat than before with 409, `not_in_seat`.",
)
_KEY = re.compile("[A-Za-z0-9_-]{8,64}")
TAGS = ["exercises"]
START_ANSWERS = {201: serializers.ExerciseShape, 422: serializers.BadSheetShape}
_REFUSED = {400: serializers.BadSheetShape, 409: serializers.ConflictShape, 422: serializers.BadSheetShape}
DRAFT_ANSWERS = {200: serializers.OwnSheetShape} | _REFUSED
SUBMIT_ANSWERS = {200: serializers.ReceiptShape} | _REFUSED


class ExercisesView(APIView):
    """The reader's exercises."""

    @extend_schema(operation_id="exercises_list", tags=TAGS, responses=serializers.ExerciseShape(many=True))
    def get(self, request: Request) -> Response:
        """My exercises, newest first (at most 100)."""
        return Response(serializers.ExerciseShape(summaries_of(access.seats_of(request.user)[:100]), many=True).data)

    @extend_schema(operation_id="exercises_start", tags=TAGS, request=serializers.StartShape, responses=START_ANSWERS)
    def post(self, request: Request) -> Response:
        """Start a solo exercise; a stranger becomes a guest, known by the session cookie of the answer."""
        wanted = checked(serializers.StartShape(data=request.data))
        version = version_of(wanted["scenario"])
        with answered(), transaction.atomic():
            solo.require_role(version=version, role=wanted["seat"])
            limits.spend(limits.SOLO, limits.visitor_of(request), now=timezone.now())
            user = user_or_guest(request)
            exercise = solo.start_solo(version=version, role=wanted["seat"], user=user, now=timezone.now())
            request.session.save()
        summary = summaries_of([access.seat_for(user, exercise.code)])[0]
        return Response(serializers.ExerciseShape(summary).data, status=status.HTTP_201_CREATED)


@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class ExerciseView(APIView):
    """One exercise."""

    @extend_schema(operation_id="exercises_read", tags=TAGS, parameters=[SEAT], responses=serializers.ExerciseShape)
    def get(self, request: Request, code: str) -> Response:
        """One of my exercises; somebody else's is answered with 404."""
        return Response(serializers.ExerciseShape(summaries_of([own_seat(request, code)])[0]).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class TurnsView(APIView):
    """The turns of a branch."""

    @extend_schema(
        operation_id="turns_list", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.TurnShape(many=True)
    )
    def get(self, request: Request, code: str) -> Response:
        """The turns of a branch in order, with those it inherits from the branch it was forked from."""
        branch = asked_branch(request, read_seat(request, code))
        turns = Turn.objects.in_line(branch).select_related("branch").defer("world", "outcomes")
        return Response(serializers.TurnShape(turns, many=True).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class BoardView(APIView):
    """The world at the opening of a turn."""

    @extend_schema(operation_id="turns_board", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.BoardShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """The figures and incidents at the opening of a turn, masked for my seat until my exercise has ended."""
        seat, branch, turn = asked_turn(request, code, number)
        is_full_truth = access.may_know_all(seat, branch)
        view = perspectives.truth_of(turn) if is_full_truth else perspectives.view_of(turn, seat)
        board = {
            "turn": turn.number,
            "seat": seat.role,
            "is_full_truth": is_full_truth,
            "figures": figures_of(view),
            "incidents": incidents_of(view),
        }
        return Response(serializers.BoardShape(board).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class InjectsView(APIView):
    """The injects of a turn."""

    @extend_schema(
        operation_id="turns_injects", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.InjectShape(many=True)
    )
    def get(self, request: Request, code: str, number: int) -> Response:
        """What my seat read of injects in a turn, in its own wording; what other seats read is not here."""
        seat, branch, turn = asked_turn(request, code, number)
        return Response(serializers.InjectShape(seat_view_of(seat, branch, turn).injects, many=True).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class LedgerView(APIView):
    """The results of a turn."""

    @extend_schema(operation_id="turns_ledger", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.LedgerShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """Outcomes and ledger of a turn as far as my seat may know; empty until the turn is resolved.

        Odds are those that my seat could know, and rolls are in no answer until I may know the full truth.
        """
        seat, branch, turn = asked_turn(request, code, number)
        may_know_all = access.may_know_all(seat, branch)
        ledger = {
            "turn": turn.number,
            "seat": seat.role,
            "is_full_truth": may_know_all,
            "outcomes": outcome_rows.rows_of(perspectives.known_outcomes(turn, seat, may_know_all=may_know_all)),
            "entries": bridge.entry_rows(perspectives.known_entries(turn, seat, may_know_all=may_know_all)),
        }
        return Response(serializers.LedgerShape(ledger).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class OptionsView(APIView):
    """The orders on offer."""

    @extend_schema(
        operation_id="turns_options", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.OptionShape(many=True)
    )
    def get(self, request: Request, code: str, number: int) -> Response:
        """The orders that my seat is offered in the turn, with their levels, costs, targets and partners."""
        seat, _, turn = asked_turn(request, code, number)
        return Response(serializers.OptionShape(perspectives.options_of(turn, seat), many=True).data)


@extend_validation_errors(["invalid"], field_name="seat", methods=["get", "put", "post"])
class OrdersView(APIView):
    """My order sheet in a turn of the current branch."""

    @extend_schema(operation_id="orders_read", tags=TAGS, parameters=[SEAT], responses=serializers.OwnSheetShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """My order sheet; revision 0 when there is none yet."""
        seat = own_seat(request, code)
        sheet = orders.sheet_of(seat=seat, turn=access.turn_for(seat, number))
        return Response(serializers.OwnSheetShape(sheet).data)

    @extend_schema(
        operation_id="orders_draft",
        tags=TAGS,
        parameters=[SEAT, IDEMPOTENCY_KEY],
        request=serializers.SheetShape,
        responses=DRAFT_ANSWERS,
    )
    def put(self, request: Request, code: str, number: int) -> Response:
        """Keep a draft; 409 when the turn is closed or the sheet was changed since `revision`."""
        seat = own_seat(request, code)
        turn = access.turn_for(seat, number)
        wanted = checked(serializers.SheetShape(data=request.data))
        by = access.participant_for(request.user, code)
        now = timezone.now()

        def draft() -> repeated_requests.Answer:
            return serializers.OwnSheetShape(orders.save_draft(seat=seat, turn=turn, **wanted, now=now, by=by)).data

        with answered():
            return Response(
                repeated_requests.once(asked_key(request, seat, by, ("draft", turn.pk, wanted)), draft, now=now)
            )

    @extend_schema(
        operation_id="orders_submit",
        tags=TAGS,
        parameters=[SEAT, IDEMPOTENCY_KEY],
        request=serializers.SheetShape,
        responses=SUBMIT_ANSWERS,
    )
    def post(self, request: Request, code: str, number: int) -> Response:
        """Submit my orders; when every seat is ready the turn closes, and its results follow shortly."""
        seat = own_seat(request, code)
        turn = access.turn_for(seat, number)
        wanted = checked(serializers.SheetShape(data=request.data))
        by = access.participant_for(request.user, code)
        now = timezone.now()

        def submit() -> repeated_requests.Answer:
            return serializers.ReceiptShape(orders.submit(seat=seat, turn=turn, **wanted, now=now, by=by)).data

        with answered():
            return Response(
                repeated_requests.once(asked_key(request, seat, by, ("submit", turn.pk, wanted)), submit, now=now)
            )


def checked(shape: serializers.Shape) -> dict[str, Any]:
    """The cleaned input; raises ValidationError."""
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)


def asked_key(request: Request, seat: Seat, by: Participant, said: object) -> repeated_requests.Key | None:
    """The idempotency key of a request that says this; None where it carries none."""
    name = request.headers.get("Idempotency-Key", "")
    if name and not _KEY.fullmatch(name):
        fault = ErrorDetail("Write 8 to 64 letters, digits, hyphens or underscores, or leave it out.", code="invalid")
        raise ValidationError({"Idempotency-Key": [fault]})
    return repeated_requests.key_of(name, said, seat=seat, by=by)


def version_of(slug: str) -> ScenarioVersion:
    """The version of the scenario that new exercises use."""
    scenario = Scenario.objects.select_related("current").filter(slug=slug).first()
    if scenario is None or scenario.current is None:
        raise Unprocessable({"scenario": [f"There is no scenario {slug!r}."]}, code="unknown_scenario")
    return scenario.current


def own_seat(request: Request, code: str) -> Seat:
    """The seat that the reader decides for, the one named in the query where they choose."""
    role = _asked_role(request)
    return _same(access.seat_for(request.user, code, role), role)


def read_seat(request: Request, code: str) -> Seat:
    """The seat that the reader reads as, the one named in the query where they choose."""
    return asked_reader(request, code).seat


def asked_reader(request: Request, code: str) -> access.Reader:
    """As which seat the user reads: the one named in the query where they may choose."""
    role = _asked_role(request)
    reader = access.reader_for(request.user, code, role)
    _same(reader.seat, role)
    return reader


def _asked_role(request: Request) -> str:
    code = _given_once(request, "seat") or ""
    if not re.fullmatch("[A-Za-z0-9]{0,3}", code):
        raise ValidationError({"seat": ["Write the code of a seat, such as KOR, or leave it out."]})
    return code.upper()


def _given_once(request: Request, name: str) -> str | None:
    """What the query says; None where it does not. Raises ValidationError where it says several things."""
    given = request.query_params.getlist(name)
    if len(given) > 1:
        raise ValidationError({name: ["Give it once."]})
    return given[0] if given else None


def _same(seat: Seat, role: str) -> Seat:
    """The seat, unless another one was named: a person in a seat acts for that seat alone."""
    if role and seat.role != role:
        raise Http404(access.MISSING)
    return seat


def asked_branch(request: Request, seat: Seat) -> Branch:
    """The branch named in the query, the current one if none is."""
    text = _given_once(request, "branch")
    if text is None:
        return access.branch_for(seat)
    if not text.isascii() or not text.isdecimal():
        raise ValidationError({"branch": ["Write the number of a branch, or leave it out."]})
    return access.branch_for(seat, int(text[:9]))


def asked_turn(request: Request, code: str, number: int) -> tuple[Seat, Branch, Turn]:
    """The reader's seat, and the turn of the branch named in the query."""
    seat = read_seat(request, code)
    branch = asked_branch(request, seat)
    return seat, branch, access.turn_for(seat, number, branch)
