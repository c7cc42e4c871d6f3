"""The API for trials of dials: what the dials of an exercise change, for its white cell."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame import database_clock
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.api.errors import answered
from wargame.analysis.api.serializers import ComparisonShape, RefusalShape, Shape
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.dial_trials import names_of
from wargame.analysis.selectors.payload import payload_of
from wargame.analysis.selectors.progress import progress_of
from wargame.analysis.services import dial_trials, ensembles
from wargame.exercises.api.errors import Unprocessable
from wargame.exercises.api.serializers import BadSheetShape
from wargame.exercises.api.views import checked
from wargame.exercises.exercise_dials import BadDials
from wargame.web.fields import TextField

TAGS = ["dials"]


class AskedTrialShape(Shape):
    """The dials to try: one, or all that the exercise sets otherwise than its scenario."""

    dial = TextField(max_length=40, default="", allow_blank=True, help_text="The key of a dial; all if left out.")
    against = serializers.ChoiceField(
        choices=["own", "off", "with"],
        default="own",
        help_text="The other setting of a dial: the scenario's own value, or off. "
        "For all dials together: their own values. "
        "`with` plays without and with it, also where the exercise has it off.",
    )


class TrialProgressShape(Shape):
    """A trial, and how many of its pairs of games are played."""

    number = serializers.IntegerField(help_text="Its number in the exercise.")
    title = serializers.CharField()
    first = serializers.DictField(
        child=serializers.FloatField(), help_text="Dials of the first games that differ from the scenario's, by key."
    )
    second = serializers.DictField(child=serializers.FloatField(), help_text="The same of the second games.")
    pairs = serializers.IntegerField()
    played = serializers.IntegerField(help_text="Pairs played so far, counted in whole chunks.")
    status = serializers.ChoiceField(choices=Ensemble.Status.choices)
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class TrialShape(TrialProgressShape):
    """A trial with its result; null until all is played or it was stopped."""

    comparison = ComparisonShape(allow_null=True)


class TrialsView(APIView):
    """The trials of dials of an exercise."""

    @extend_schema(operation_id="dial_trials_list", tags=TAGS, responses=TrialProgressShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the trials of my exercise, newest first, without results."""
        listed = access.trials_of(access.trial_asker(request.user, code))
        return Response(TrialProgressShape([_describe(one) for one in listed], many=True).data)

    @extend_schema(
        operation_id="dial_trials_ask",
        tags=TAGS,
        request=AskedTrialShape,
        responses={
            201: TrialProgressShape,
            200: OpenApiResponse(TrialProgressShape, description="The same trial has been asked for before."),
            409: RefusalShape,
            422: BadSheetShape,
        },
    )
    def post(self, request: Request, code: str) -> Response:
        """Play the whole scenario with and without, by policies and with the same dice. It needs no turn to be over."""
        asker = access.trial_asker(request.user, code)
        wanted = checked(AskedTrialShape(data=request.data))
        limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=database_clock.read())
        try:
            with answered():
                found, is_new = dial_trials.request(
                    exercise=asker.exercise,
                    key=wanted["dial"],
                    against=wanted["against"],
                    by=asker,
                    now=database_clock.read(),
                )
        except dial_trials.NothingTried as error:
            raise Unprocessable({"dial": [ErrorDetail(str(error), code="nothing_tried")]}) from error
        except BadDials as error:
            raise Unprocessable({"dial": [ErrorDetail(str(error), code="unknown_dial")]}) from error
        answer = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(TrialProgressShape(_describe(found)).data, status=answer)


class TrialView(APIView):
    """One trial."""

    @extend_schema(operation_id="dial_trials_read", tags=TAGS, responses=TrialShape)
    def get(self, request: Request, code: str, number: int) -> Response:
        """Return the number of played pairs of a trial, and the changes by the dials once they are known."""
        return Response(_document(access.trial_for(access.trial_asker(request.user, code), number)))


class CancelTrialView(APIView):
    """Stops a trial."""

    @extend_schema(operation_id="dial_trials_cancel", tags=TAGS, request=None, responses=TrialShape)
    def post(self, request: Request, code: str, number: int) -> Response:
        """Stop a trial. The games that are played by then are kept."""
        asker = access.trial_asker(request.user, code)
        found = access.trial_for(asker, number)
        ensembles.cancel(ensemble=found, by=asker.user, now=database_clock.read())
        found.refresh_from_db()
        return Response(_document(found))


def _describe(found: Ensemble) -> dict[str, Any]:
    progress = progress_of(found)
    told = {"title": names_of(found).subject, "pairs": progress.games}
    return {**vars(progress), **told, "first": found.change["first"], "second": found.change["second"]}


def _document(found: Ensemble) -> dict[str, Any]:
    return dict(TrialShape(_describe(found) | {"comparison": payload_of(found).comparison}).data)
