"""The API's views: each fetches and authorises, calls one service or selector, and serializes the result."""

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

from scenarios.access import Visitor, playable_by
from scenarios.models import ScenarioVersion
from wargame.accounts import limits
from wargame.accounts.services import user_or_guest
from wargame.exercises import access, perspectives
from wargame.exercises.api import order_shapes, serializers
from wargame.exercises.api.errors import Unprocessable, answered
from wargame.exercises.lobby.selectors.summaries import summaries_of
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Branch, Participant, Seat, Turn
from wargame.exercises.orders.services import orders, repeated_requests
from wargame.exercises.results import exports
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
DRAFT_ANSWERS = {200: order_shapes.OwnSheetShape} | _REFUSED
SUBMIT_ANSWERS = {200: order_shapes.ReceiptShape} | _REFUSED


class ExercisesView(APIView):
    """The exercises in which the user takes part."""

    @extend_schema(operation_id="exercises_list", tags=TAGS, responses=serializers.ExerciseShape(many=True))
    def get(self, request: Request) -> Response:
        """My exercises, newest first (at most 100)."""
        return Response(serializers.ExerciseShape(summaries_of(access.seats_of(request.user)[:100]), many=True).data)

    @extend_schema(operation_id="exercises_start", tags=TAGS, request=serializers.StartShape, responses=START_ANSWERS)
    def post(self, request: Request) -> Response:
        """Start a solo exercise.

        A user without an account becomes a guest, identified by the answer's session cookie.
        """
        wanted = checked(serializers.StartShape(data=request.data))
        version = version_of(request.user, wanted["scenario"])
        with answered(), transaction.atomic():
            solo.require_role(version=version, role=wanted["seat"])
            limits.spend(limits.SOLO, limits.visitor_of(request), now=timezone.now())
            user = user_or_guest(request)
            exercise = solo.start_solo(
                version=version,
                role=wanted["seat"],
                user=user,
                now=timezone.now(),
                dials=wanted["dials"],
                advice=wanted["advice"],
            )
            request.session.save()
        summary = summaries_of([access.seat_for(user, exercise.code)])[0]
        return Response(serializers.ExerciseShape(summary).data, status=status.HTTP_201_CREATED)


@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class ExerciseView(APIView):
    """One exercise."""

    @extend_schema(operation_id="exercises_read", tags=TAGS, parameters=[SEAT], responses=serializers.ExerciseShape)
    def get(self, request: Request, code: str) -> Response:
        """One of my exercises. An exercise of somebody else is answered with 404."""
        return Response(serializers.ExerciseShape(summaries_of([own_seat(request, code)])[0]).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class TurnsView(APIView):
    """The turns of a branch."""

    @extend_schema(
        operation_id="turns_list", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.TurnShape(many=True)
    )
    def get(self, request: Request, code: str) -> Response:
        """Return the turns of a branch in order, with those that it inherits from the branch it was forked from."""
        branch = branch_in_query(request, read_seat(request, code))
        turns = Turn.objects.in_line(branch).select_related("branch").defer("world", "outcomes")
        return Response(serializers.TurnShape(turns, many=True).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class BoardView(APIView):
    """The world at the opening of a turn."""

    @extend_schema(operation_id="turns_board", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.BoardShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return the figures and incidents at the opening of a turn, masked for my seat until my exercise has ended."""
        seat, branch, turn = turn_in_query(request, code, number)
        is_full_truth = access.may_know_all(seat, branch)
        view = perspectives.truth_of(turn) if is_full_truth else perspectives.view_of(turn, seat)
        board = {
            "turn": turn.number,
            "seat": seat.role,
            "is_full_truth": is_full_truth,
            "figures": figures_of(view, is_exact=is_full_truth),
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
        """Return the injects that my seat read in a turn, in its own wording. Texts for other seats are left out."""
        seat, branch, turn = turn_in_query(request, code, number)
        return Response(serializers.InjectShape(seat_view_of(seat, branch, turn).injects, many=True).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class LedgerView(APIView):
    """The results of a turn."""

    @extend_schema(operation_id="turns_ledger", tags=TAGS, parameters=[BRANCH, SEAT], responses=serializers.LedgerShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """Outcomes and ledger entries of a turn, as far as my seat may know them; empty until the turn is resolved.

        Odds are those that my seat could know. Rolls are left out until I may know the full truth.
        """
        seat, branch, turn = turn_in_query(request, code, number)
        may_know_all = access.may_know_all(seat, branch)
        document = exports.ledger_document(turn, seat, may_know_all=may_know_all)
        ledger = {
            "turn": turn.number,
            "seat": seat.role,
            "is_full_truth": may_know_all,
            "outcomes": document["outcomes"],
            "entries": document["ledger"],
        }
        return Response(serializers.LedgerShape(ledger).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class OptionsView(APIView):
    """The order kinds offered to a seat."""

    @extend_schema(
        operation_id="turns_options",
        tags=TAGS,
        parameters=[BRANCH, SEAT],
        responses=order_shapes.OptionShape(many=True),
    )
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return the order kinds that my seat is offered in the turn, with their levels, costs, targets and
        partners."""
        seat, _, turn = turn_in_query(request, code, number)
        return Response(order_shapes.OptionShape(perspectives.options_of(turn, seat), many=True).data)


@extend_validation_errors(["invalid"], field_name="seat", methods=["get", "put", "post"])
class OrdersView(APIView):
    """My order sheet in a turn of the current branch."""

    @extend_schema(operation_id="orders_read", tags=TAGS, parameters=[SEAT], responses=order_shapes.OwnSheetShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """My order sheet; its revision is 0 when there is none yet."""
        seat = own_seat(request, code)
        sheet = orders.sheet_of(seat=seat, turn=access.turn_for(seat, number))
        return Response(order_shapes.OwnSheetShape(sheet).data)

    @extend_schema(
        operation_id="orders_draft",
        tags=TAGS,
        parameters=[SEAT, IDEMPOTENCY_KEY],
        request=order_shapes.SheetShape,
        responses=DRAFT_ANSWERS,
    )
    def put(self, request: Request, code: str, number: int) -> Response:
        """Save a draft; 409 when the turn is closed or the sheet was changed after `revision`."""
        seat = own_seat(request, code)
        turn = access.turn_for(seat, number)
        wanted = checked(order_shapes.SheetShape(data=request.data))
        by = access.participant_for(request.user, code)
        now = timezone.now()

        def draft() -> repeated_requests.Answer:
            return order_shapes.OwnSheetShape(orders.save_draft(seat=seat, turn=turn, **wanted, now=now, by=by)).data

        with answered():
            key = idempotency_key_of(request, seat, by, ("draft", turn.pk, wanted))
            return Response(repeated_requests.once(key, draft, now=now))

    @extend_schema(
        operation_id="orders_submit",
        tags=TAGS,
        parameters=[SEAT, IDEMPOTENCY_KEY],
        request=order_shapes.SheetShape,
        responses=SUBMIT_ANSWERS,
    )
    def post(self, request: Request, code: str, number: int) -> Response:
        """Submit my orders. When every seat is ready the turn closes, and its results follow shortly."""
        seat = own_seat(request, code)
        turn = access.turn_for(seat, number)
        wanted = checked(order_shapes.SheetShape(data=request.data))
        by = access.participant_for(request.user, code)
        now = timezone.now()

        def submit() -> repeated_requests.Answer:
            return order_shapes.ReceiptShape(orders.submit(seat=seat, turn=turn, **wanted, now=now, by=by)).data

        with answered():
            key = idempotency_key_of(request, seat, by, ("submit", turn.pk, wanted))
            return Response(repeated_requests.once(key, submit, now=now))


def checked(shape: serializers.Shape) -> dict[str, Any]:
    """Return the cleaned input. Raises ValidationError."""
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)


def idempotency_key_of(request: Request, seat: Seat, by: Participant, said: object) -> repeated_requests.Key | None:
    """Return the idempotency key of a request, bound to what it asks; None if it has none. Raises ValidationError."""
    name = request.headers.get("Idempotency-Key", "")
    if name and not _KEY.fullmatch(name):
        fault = ErrorDetail("Write 8 to 64 letters, digits, hyphens or underscores, or leave it out.", code="invalid")
        raise ValidationError({"Idempotency-Key": [fault]})
    return repeated_requests.key_of(name, said, seat=seat, by=by)


def version_of(user: Visitor, slug: str) -> ScenarioVersion:
    """Return the version of the scenario that new exercises use. Raises Unprocessable (422)."""
    scenario = playable_by(user).select_related("current").filter(slug=slug).first()
    if scenario is None or scenario.current is None:
        raise Unprocessable({"scenario": [f"There is no scenario {slug!r}."]}, code="unknown_scenario")
    return scenario.current


def own_seat(request: Request, code: str) -> Seat:
    """Return the seat that the user decides for; in a sandbox, the one that the query names. Raises Http404."""
    role = role_in_query(request)
    return _same(access.seat_for(request.user, code, role), role)


def read_seat(request: Request, code: str) -> Seat:
    """Return the seat whose view the user reads: the one that the query names, where they may choose."""
    return reader_in_query(request, code).seat


def reader_in_query(request: Request, code: str) -> access.Reader:
    """Return the seat whose view the user reads, and the user's part. Raises Http404."""
    role = role_in_query(request)
    reader = access.reader_for(request.user, code, role)
    _same(reader.seat, role)
    return reader


def role_in_query(request: Request) -> str:
    """Return the code of the seat that the query names, "" without one. Raises ValidationError."""
    code = query_value(request, "seat") or ""
    if not re.fullmatch("[A-Za-z0-9]{0,3}", code):
        raise ValidationError({"seat": ["Write the code of a seat, such as KOR, or leave it out."]})
    return code.upper()


def query_value(request: Request, name: str) -> str | None:
    """Return a query parameter, None without one. Raises ValidationError if it occurs more than once."""
    given = request.query_params.getlist(name)
    if len(given) > 1:
        raise ValidationError({name: ["Give it once."]})
    return given[0] if given else None


def _same(seat: Seat, role: str) -> Seat:
    """Return the seat. Raises Http404 if the query names another: a person in a seat acts for that seat alone."""
    if role and seat.role != role:
        raise Http404(access.MISSING)
    return seat


def branch_in_query(request: Request, seat: Seat) -> Branch:
    """Return the branch that the query names, or the current one. Raises ValidationError or Http404."""
    text = query_value(request, "branch")
    if text is None:
        return access.branch_for(seat)
    if not text.isascii() or not text.isdecimal():
        raise ValidationError({"branch": ["Write the number of a branch, or leave it out."]})
    return access.branch_for(seat, int(text[:9]))


def turn_in_query(request: Request, code: str, number: int) -> tuple[Seat, Branch, Turn]:
    """Return the reader's seat, the branch that the query names, and the turn in it."""
    seat = read_seat(request, code)
    branch = branch_in_query(request, seat)
    return seat, branch, access.turn_for(seat, number, branch)
