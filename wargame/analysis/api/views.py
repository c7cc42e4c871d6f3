"""The API's views of ensembles.

Each fetches and authorises, calls one service or selector, and serializes the result.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import status
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame import database_clock
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.api import serializers
from wargame.analysis.api.errors import answered
from wargame.analysis.domain import Change
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.payload import payload_of
from wargame.analysis.selectors.progress import progress_of, progresses_of
from wargame.analysis.services import ensembles
from wargame.exercises.access import branch_for, turn_for
from wargame.exercises.api.errors import Unprocessable
from wargame.exercises.api.serializers import BadSheetShape
from wargame.exercises.api.views import SEAT, checked, reader_in_query
from wargame.exercises.models import Branch

TAGS = ["ensembles"]
REFUSED = {409: serializers.RefusalShape}
MALFORMED = {400: BadSheetShape, 422: BadSheetShape}
"""Answers give a place in a list as its number; the description that is made of single fields would not allow that."""
ASKED = {
    201: serializers.ProgressShape,
    200: OpenApiResponse(serializers.ProgressShape, description="The same ensemble has been asked for before."),
}


@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class EnsemblesView(APIView):
    """The ensembles of an exercise."""

    @extend_schema(
        operation_id="ensembles_list",
        tags=TAGS,
        parameters=[SEAT],
        responses={200: serializers.ProgressShape(many=True)} | REFUSED,
    )
    def get(self, request: Request, code: str) -> Response:
        """Return the ensembles of my exercise, newest first, without results."""
        reader = reader_in_query(request, code)
        with answered():
            access.open_line_for(reader)
        listed = progresses_of(access.ensembles_of(reader.seat))
        return Response(serializers.ProgressShape(listed, many=True).data)

    @extend_schema(
        operation_id="ensembles_ask",
        tags=TAGS,
        parameters=[SEAT],
        request=serializers.TermsShape,
        responses=ASKED | REFUSED | MALFORMED,
    )
    def post(self, request: Request, code: str) -> Response:
        """Play a turn of my finished exercise on under many seeds. The games are played in the background."""
        seat = reader_in_query(request, code).seat
        wanted = checked(serializers.TermsShape(data=request.data))
        with naming("branch"):
            line = branch_for(seat, wanted.pop("branch"))
        with answered(), naming("turn"):
            is_comparison = wanted["kind"] == Ensemble.Kind.COMPARISON
            access.require_open(seat, *(access.compared(line) if is_comparison else [line]))
            number = _turn_number(wanted, line, is_comparison=is_comparison)
            turn = turn_for(seat, number, line)
            by, now = access.person(request.user), database_clock.read()
            asked = wanted.pop("change")
            terms = ensembles.Terms(**wanted, change=Change(**asked) if asked else None)
            limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
            ensemble, is_new = ensembles.request(branch=line, turn=turn, terms=terms, by=by, now=now)
        answer = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(serializers.ProgressShape(progress_of(ensemble)).data, status=answer)


@extend_validation_errors(["invalid"], field_name="seat", methods=["get"])
class EnsembleView(APIView):
    """One ensemble."""

    @extend_schema(
        operation_id="ensembles_read",
        tags=TAGS,
        parameters=[SEAT],
        responses={200: serializers.EnsembleShape} | REFUSED,
    )
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return the terms of an ensemble, the number of played games, and its result once there is one."""
        reader = reader_in_query(request, code)
        with answered():
            ensemble = access.ensemble_for(reader, number)
        return Response(document(ensemble))


@extend_validation_errors(["invalid"], field_name="seat", methods=["post"])
class CancelView(APIView):
    """Cancels an ensemble."""

    @extend_schema(
        operation_id="ensembles_cancel",
        tags=TAGS,
        parameters=[SEAT],
        request=None,
        responses={200: serializers.EnsembleShape} | REFUSED,
    )
    def post(self, request: Request, code: str, number: int) -> Response:
        """Cancel an ensemble that I asked for.

        The games that are played by then are kept. This changes nothing once it has ended.
        """
        reader = reader_in_query(request, code)
        with answered():
            ensemble = access.ensemble_for(reader, number)
            ensembles.cancel(ensemble=ensemble, by=access.person(request.user), now=database_clock.read())
        ensemble.refresh_from_db()
        return Response(document(ensemble))


@contextmanager
def naming(field: str) -> Iterator[None]:
    """Turn Http404 into 422 for this field: the body named the missing row, not the URL."""
    try:
        yield
    except Http404 as error:
        raise Unprocessable({field: [ErrorDetail(str(error), code=f"unknown_{field}")]}) from error


def _turn_number(wanted: dict[str, Any], line: Branch, *, is_comparison: bool) -> int:
    """Return the turn to start from: the one asked for, or the turn at which the line was forked."""
    number: int | None = wanted.pop("turn", None)
    if number is None and not is_comparison:
        raise Unprocessable({"turn": [ErrorDetail("Name the turn to start from.", code="required")]})
    return number or ensembles.parted_at(line)


def document(ensemble: Ensemble) -> dict[str, object]:
    """Return an ensemble with its result."""
    found = payload_of(ensemble)
    return {
        **serializers.ProgressShape(progress_of(ensemble)).data,
        "result": serializers.ResultShape(found.result).data if found.result else None,
        "attribution": serializers.AttributedOrderShape(found.orders, many=True).data if found.orders else None,
        "comparison": serializers.ComparisonShape(found.comparison).data if found.comparison else None,
        "split": serializers.SplitSeatShape(found.split, many=True).data if found.split else None,
        "known_then": serializers.KnownThenShape(found.known_then).data if found.known_then else None,
    }
