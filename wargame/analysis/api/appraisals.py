"""The API for appraisals of scenarios: for accounts; while a class plays the scenario, for leaders of classes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ErrorDetail, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from scenarios.models import ScenarioVersion
from scenarios.opening import OutdatedContent
from wargame import database_clock
from wargame.accounts import limits
from wargame.accounts.access import has_account
from wargame.analysis import access
from wargame.analysis.api.serializers import RefusalShape, Shape
from wargame.analysis.models import Appraisal
from wargame.analysis.selectors.appraisals import progress_of
from wargame.analysis.services import stored_appraisals
from wargame.exercises.api.errors import Conflict, Unprocessable
from wargame.exercises.api.serializers import BadSheetShape
from wargame.exercises.api.views import checked
from wargame.web.fields import WholeNumberField

TAGS = ["appraisals"]
NO_VERSION = "There is no such version of a scenario."


class AskedAppraisalShape(Shape):
    """The appraisal to measure, and its size."""

    seeds = WholeNumberField(
        min_value=1,
        max_value=100_000,
        help_text=f"{stored_appraisals.FIRST_LOOK} for a first look, or {stored_appraisals.IN_FULL}.",
    )
    version = WholeNumberField(
        min_value=1,
        max_value=32_767,
        default=None,
        help_text="The number of a version; the one that new exercises use if left out.",
    )


class AppraisalProgressShape(Shape):
    """The appraisal that somebody asked for, and the number of its measured parts."""

    number = serializers.IntegerField(help_text="Its number on this site.")
    version = serializers.IntegerField()
    seeds = serializers.IntegerField()
    engine_version = serializers.CharField(help_text="The rules by which it is measured.")
    status = serializers.ChoiceField(choices=Appraisal.Status.choices)
    measured = serializers.IntegerField(help_text="Parts measured so far.")
    parts = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class AppraisalShape(AppraisalProgressShape):
    """An appraisal with the figures of every measure that is complete."""

    appraisal = serializers.DictField(
        child=serializers.JSONField(),
        help_text="The keys of `appraise --json`; a measure that is not complete yet is left out.",
    )


class MayReadAppraisals(BasePermission):
    """Guests, strangers and people who might play the scenario read no appraisals: they tell which orders are best."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell if an account asks. Raises PermissionDenied while a class plays the scenario."""
        if not has_account(request.user):
            return False
        try:
            access.require_best_orders_open(access.person(request.user), view.kwargs["slug"], now=timezone.now())
        except access.BestOrdersClosed as error:
            raise PermissionDenied(str(error)) from error
        return True


class AppraisalsView(APIView):
    """The appraisals of a scenario."""

    permission_classes = [MayReadAppraisals]

    @extend_schema(operation_id="appraisals_list", tags=TAGS, responses=AppraisalProgressShape(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Return the appraisals of all versions of a scenario, newest version first, without figures."""
        found = access.other_appraisals(_version(request, slug), None)
        return Response(AppraisalProgressShape([_describe(one) for one in found], many=True).data)

    @extend_schema(
        operation_id="appraisals_ask",
        tags=TAGS,
        request=AskedAppraisalShape,
        responses={
            201: AppraisalProgressShape,
            200: OpenApiResponse(AppraisalProgressShape, description="It runs or is complete already."),
            409: RefusalShape,
            422: BadSheetShape,
        },
    )
    def post(self, request: Request, slug: str) -> Response:
        """Appraise a version in the background, or let an appraisal go on that was stopped."""
        wanted = checked(AskedAppraisalShape(data=request.data))
        _version(request, slug)
        with answered():
            version = access.version_of(request.user, slug, wanted["version"])
            if version is None:
                raise Unprocessable({"version": [ErrorDetail(NO_VERSION, code="unknown_version")]})
            by, now = access.person(request.user), database_clock.read()
            limits.spend(limits.APPRAISAL, limits.visitor_of(request), now=now)
            found, is_new = stored_appraisals.request(version=version, seeds=wanted["seeds"], by=by, now=now)
        answer = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(AppraisalProgressShape(_describe(found)).data, status=answer)


class AppraisalView(APIView):
    """One appraisal."""

    permission_classes = [MayReadAppraisals]

    @extend_schema(operation_id="appraisals_read", tags=TAGS, responses=AppraisalShape)
    def get(self, request: Request, slug: str, number: int) -> Response:
        """Return the progress of an appraisal, and the figures of its complete parts."""
        return Response(_document(access.appraisal_for(request.user, slug, number)))


class CancelAppraisalView(APIView):
    """Stops an appraisal."""

    permission_classes = [MayReadAppraisals]

    @extend_schema(operation_id="appraisals_cancel", tags=TAGS, request=None, responses=AppraisalShape)
    def post(self, request: Request, slug: str, number: int) -> Response:
        """Stop an appraisal that I asked for. The measured parts are kept, and it can go on later."""
        found = access.appraisal_for(request.user, slug, number)
        with answered():
            stored_appraisals.cancel(appraisal=found, by=access.person(request.user), now=database_clock.read())
        found.refresh_from_db()
        return Response(_document(found))


@contextmanager
def answered() -> Iterator[None]:
    """Turn refusals into HTTP answers."""
    try:
        yield
    except stored_appraisals.AlreadyRunning as error:
        raise Conflict(str(error), code="already_running") from error
    except stored_appraisals.NoSuchSeeds as error:
        raise Unprocessable({"seeds": [ErrorDetail(str(error), code="out_of_bounds")]}) from error
    except OutdatedContent as error:
        raise Unprocessable({"version": [ErrorDetail(str(error), code="outdated")]}) from error
    except stored_appraisals.NotOwner as error:
        raise PermissionDenied(str(error)) from error


def _version(request: Request, slug: str) -> ScenarioVersion:
    """Return the version that new exercises use. Raises Http404."""
    version = access.version_of(request.user, slug)
    if version is None:
        raise Http404(NO_VERSION)
    return version


def _describe(found: Appraisal) -> dict[str, Any]:
    progress = progress_of(found)
    return {**vars(progress), "version": found.version.number}


def _document(found: Appraisal) -> dict[str, Any]:
    return dict(AppraisalShape(_describe(found) | {"appraisal": found.figures}).data)
