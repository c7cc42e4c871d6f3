"""The API of marks and of the aims with their evidence. It uses the same services and selectors as the pages."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.exercises import access
from wargame.exercises.api.errors import Conflict, Unprocessable
from wargame.exercises.api.serializers import BadSheetShape, ConflictShape, Shape
from wargame.exercises.api.views import BRANCH, TAGS, branch_in_query, checked
from wargame.exercises.assessment import services
from wargame.exercises.assessment.domain import Candidate, candidates_of
from wargame.exercises.assessment.selectors.aims import AimWithEvidence, aims_of
from wargame.exercises.assessment.selectors.marking import (
    GivenMark,
    MarkedCriterion,
    MarkSheet,
    own_marks_of,
    sheets_of,
)
from wargame.exercises.models import Participant
from wargame.exercises.models.mark import EVIDENCE_LENGTH, MOST_POINTS, NOTE_LENGTH
from wargame.web.fields import TextField, WholeNumberField


class GivenMarkShape(Shape):
    """A mark that somebody gave."""

    points = serializers.IntegerField()
    level = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    evidence = serializers.CharField(
        allow_blank=True, help_text='Entries of the turn log: "3.12 4" is entry 12 of turn 3, and all of turn 4.'
    )
    by = serializers.CharField(help_text="The marker.")
    at = serializers.DateTimeField()


class MarkedCriterionShape(Shape):
    """A criterion with the marks on it that I may read."""

    key = serializers.CharField()
    title = serializers.CharField()
    most = serializers.IntegerField()
    is_counted = serializers.BooleanField(help_text="Whether it is part of the total.")
    counts = GivenMarkShape(allow_null=True, help_text="The mark that counts.")
    of_seat = serializers.BooleanField(help_text="Whether a student has it from the seat.")
    is_open = serializers.BooleanField(help_text="Whether markers differ and nobody has settled it.")
    marks = GivenMarkShape(many=True, help_text="The marks of markers; to a second marker only beside an own one.")


class MarkSheetShape(Shape):
    """The marks of a seat or of a student."""

    candidate = serializers.CharField(help_text='The key of a seat ("kor") or of a student ("p12").')
    name = serializers.CharField()
    seat = serializers.CharField(allow_blank=True)
    points = serializers.IntegerField()
    most = serializers.IntegerField()
    criteria = MarkedCriterionShape(many=True)


class MarkToGiveShape(Shape):
    """My mark of a seat or student on a criterion. Without points it is taken back."""

    candidate = TextField(max_length=16)
    criterion = TextField(max_length=16)
    points = WholeNumberField(min_value=0, max_value=MOST_POINTS, allow_null=True)
    note = TextField(max_length=NOTE_LENGTH, required=False, allow_blank=True, default="")
    evidence = TextField(max_length=EVIDENCE_LENGTH, required=False, allow_blank=True, default="")
    is_settled = serializers.BooleanField(
        default=False, help_text="Settle a difference between markers; only the white cell may."
    )


class ReleaseShape(Shape):
    """Whether students read their marks."""

    is_released = serializers.BooleanField()


class EvidenceShape(Shape):
    """An entry of the turn log that moved an aim."""

    turn = serializers.IntegerField()
    sequence = serializers.IntegerField()
    text = serializers.CharField()
    points = serializers.FloatField()


class AimShape(Shape):
    """An aim of my seat, with the entries that moved it most."""

    seat = serializers.CharField()
    key = serializers.CharField()
    text = serializers.CharField()
    weight = serializers.IntegerField()
    before = serializers.FloatField(help_text="Its score at the opening, 0 to 100.")
    score = serializers.FloatField(help_text="Its score now.")
    entries = EvidenceShape(many=True)
    rest = serializers.FloatField(help_text="The points of everything else, with what I may not know.")


class MarksView(APIView):
    """The marks of a class."""

    @extend_schema(operation_id="marks_list", tags=TAGS, responses=MarkSheetShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the marks that I may read: a marker's of each seat and student, a student's own once released."""
        person = access.participant_for(request.user, code)
        if access.is_marker(person):
            return _sheets(sheets_of(person))
        own = own_marks_of(access.student_for(request.user, code)).sheet
        return _sheets((own,) if own else ())

    @extend_schema(
        operation_id="marks_give",
        tags=TAGS,
        request=MarkToGiveShape,
        responses={200: MarkSheetShape(many=True), 400: BadSheetShape, 409: ConflictShape, 422: BadSheetShape},
    )
    def post(self, request: Request, code: str) -> Response:
        """Give, take back or settle one mark. 409: no mark can be given now; 422: this mark is wrong."""
        marker, wanted = access.marker_for(request.user, code), checked(MarkToGiveShape(data=request.data))
        key = wanted["candidate"].lower()
        candidate = next((each for each in candidates_of(marker.exercise) if each.key == key), None)
        if candidate is None:
            raise Unprocessable({"candidate": [ErrorDetail("There is no such seat or student.", code="invalid")]})
        try:
            _store(marker, candidate, wanted)
        except services.MarkRefused as refusal:
            if "" in refusal.faults:
                raise Conflict(str(refusal), code="refused") from refusal
            raise Unprocessable({"criterion": [ErrorDetail(str(refusal), code="refused")]}) from refusal
        return _sheets(sheets_of(marker))


class ReleaseView(APIView):
    """The release of marks to students."""

    @extend_schema(
        operation_id="marks_release",
        tags=TAGS,
        request=ReleaseShape,
        responses={200: ReleaseShape, 400: BadSheetShape, 409: ConflictShape},
    )
    def post(self, request: Request, code: str) -> Response:
        """Let students read their marks, or take that back. 409 says why the marks cannot be released."""
        by, wanted = access.require_white_cell(request.user, code), checked(ReleaseShape(data=request.data))
        try:
            services.release(by=by, is_released=wanted["is_released"], now=timezone.now())
        except services.MarkRefused as refusal:
            raise Conflict(str(refusal), code="refused") from refusal
        return Response(ReleaseShape(wanted).data)


@extend_validation_errors(["invalid"], field_name="branch", methods=["get"])
class AimsView(APIView):
    """The aims of a seat with their evidence."""

    @extend_schema(operation_id="aims_list", tags=TAGS, parameters=[BRANCH], responses=AimShape(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Return the aims of my seat with the entries that moved them; to others those of the first seat."""
        person = access.participant_for(request.user, code)
        line = branch_in_query(request, access.reading(person).seat)
        reader = access.reading(person, number=line.number)
        aims = aims_of(reader.seat, reader.line, knows_all=reader.knows_all)
        return Response(AimShape([_aim(each) for each in aims], many=True).data)


def _store(marker: Participant, candidate: Candidate, wanted: dict[str, Any]) -> None:
    criterion, points, now = wanted["criterion"], wanted["points"], timezone.now()
    mark = None if points is None else services.MarkInput(points, wanted["note"], wanted["evidence"])
    if not wanted["is_settled"]:
        services.give(by=marker, candidate=candidate, marks={criterion: mark}, now=now)
    elif mark is None:
        raise services.MarkRefused({criterion: "Write the points that count."})
    else:
        services.settle(by=marker, candidate=candidate, criterion=criterion, mark=mark, now=now)


def _sheets(sheets: tuple[MarkSheet, ...]) -> Response:
    return Response(MarkSheetShape([_sheet(each) for each in sheets], many=True).data)


def _sheet(sheet: MarkSheet) -> dict[str, Any]:
    return {
        "candidate": sheet.candidate.key,
        "name": sheet.candidate.name,
        "seat": sheet.candidate.role,
        "points": sheet.points,
        "most": sheet.most,
        "criteria": [_criterion(row) for row in sheet.criteria],
    }


def _criterion(row: MarkedCriterion) -> dict[str, Any]:
    criterion = row.criterion
    return {
        "key": criterion.key,
        "title": criterion.title,
        "most": criterion.most,
        "is_counted": criterion.is_counted,
        "counts": _mark(row.counts) if row.counts else None,
        "of_seat": row.of_seat,
        "is_open": row.is_open,
        "marks": [_mark(mark) for mark in (row.own, *row.others) if mark],
    }


def _mark(mark: GivenMark) -> dict[str, Any]:
    words = {name: getattr(mark, name) for name in ("points", "note", "evidence", "by", "at")}
    return words | {"level": mark.level.word}


def _aim(each: AimWithEvidence) -> dict[str, Any]:
    words = {name: getattr(each.aim, name) for name in ("seat", "key", "text", "weight", "score")}
    return words | {"before": each.before, "entries": each.entries, "rest": each.rest}
