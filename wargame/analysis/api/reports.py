"""The API for the report of a finished line: its sentences with their marks, its versions, and a new version."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import serializers, status
from rest_framework.exceptions import ErrorDetail, NotFound, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from wargame.analysis.api.serializers import Shape
from wargame.analysis.api.views import MALFORMED, REFUSED, TAGS
from wargame.analysis.selectors.reports import full_truth, report_for
from wargame.exercises import access
from wargame.exercises.api.errors import Conflict, Unprocessable
from wargame.exercises.api.views import BRANCH, SEAT, branch_in_query, checked, query_value, role_in_query
from wargame.exercises.models import ReportDraft
from wargame.exercises.models.report import NAME_LENGTH, SENTENCE_LENGTH
from wargame.exercises.report.domain.document import Document, Kind, ReportSentence, Section, numbered
from wargame.exercises.report.forms import LONGEST_KEY
from wargame.exercises.report.selectors.versions import LEDGER, draft_of, versions_of
from wargame.exercises.report.services import drafts
from wargame.web.fields import TextField, WholeNumberField

HIGHEST = 32_767
VERSION = OpenApiParameter(
    "version",
    {"type": "integer", "minimum": 0, "maximum": HIGHEST},
    description="The number of a version, 0 for what the ledger gives; the newest one if left out.",
)
EYES = OpenApiParameter(
    "as", {"type": "string", "enum": ["seat"]}, description="`seat` asks for the ledger's report as the seat saw it."
)


class ReportMarkShape(Shape):
    """A place in the record on which a sentence rests."""

    kind = serializers.ChoiceField(choices=[each.value for each in Kind])
    ref = serializers.CharField(
        help_text='An event ("3.order.KOR.1"), an entry ("3.12"), an aim ("KOR.calm") and so on.'
    )
    says = serializers.CharField(allow_blank=True, help_text="The words that stand there.")


class ReportSentenceShape(Shape):
    """A sentence of a report."""

    key = serializers.CharField(help_text="Its name in all versions.")
    number = serializers.IntegerField(help_text="The number of its mark in this version; 0 where it rests on nothing.")
    text = serializers.CharField()
    # Fields called source and label hide the serializer's own.
    source = serializers.CharField(  # type: ignore[assignment]
        allow_blank=True, help_text="As the ledger gave it; empty where somebody wrote it."
    )
    by = serializers.CharField(allow_blank=True, help_text="The person whose words it is; empty for the ledger.")
    marks = ReportMarkShape(many=True)
    fallen = ReportMarkShape(many=True, help_text="Marks that the words of a person no longer bear.")


class ReportSectionShape(Shape):
    """A part of a report."""

    key = serializers.CharField()
    title = serializers.CharField()
    label = serializers.CharField(allow_blank=True, help_text="The time that it covers.")  # type: ignore[assignment]
    sentences = ReportSentenceShape(many=True)


class ReportVersionShape(Shape):
    """A version in the list, without its sentences."""

    number = serializers.IntegerField(help_text="0 is what the ledger gives.")
    name = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True, help_text="The change that made the version.")
    by = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField(allow_null=True)


class ReportShape(Shape):
    """One version of the report of a line, and the list of all."""

    branch = serializers.IntegerField()
    seat = serializers.CharField()
    is_full_truth = serializers.BooleanField()
    may_edit = serializers.BooleanField(help_text="Whether I may keep a new version.")
    version = serializers.IntegerField(help_text="The version of these sentences.")
    versions = ReportVersionShape(many=True, help_text="All versions, the newest first.")
    sections = ReportSectionShape(many=True)


class NewVersionShape(Shape):
    """One edit, which makes a new version."""

    version = WholeNumberField(
        min_value=0,
        max_value=HIGHEST,
        help_text="The version that I read; the edit is refused if it is not the newest.",
    )
    act = serializers.ChoiceField(choices=list(drafts.NOTES))
    key = TextField(max_length=LONGEST_KEY, help_text="The sentence; an own one is added after it.")
    text = TextField(
        max_length=SENTENCE_LENGTH, allow_blank=True, default="", help_text="The words; none to leave it out."
    )
    name = TextField(max_length=NAME_LENGTH, allow_blank=True, default="", help_text="A name for the new version.")


@extend_validation_errors(["invalid"], field_name="branch", methods=["get", "post"])
@extend_validation_errors(["invalid"], field_name="seat", methods=["get", "post"])
@extend_validation_errors(["invalid"], field_name="version", methods=["get"])
@extend_validation_errors(["invalid"], field_name="as", methods=["get"])
class ReportView(APIView):
    """The report of a finished line."""

    @extend_schema(
        operation_id="report_read", tags=TAGS, parameters=[BRANCH, SEAT, VERSION, EYES], responses={200: ReportShape}
    )
    def get(self, request: Request, code: str) -> Response:
        """Return a version of the report with its marks; 404 says when it comes while somebody still plays."""
        reader = _reader(request, code)
        draft = draft_of(reader.line, _version_in(request)) if reader.knows_all else None
        return Response(_document(reader, draft))

    @extend_schema(
        operation_id="report_edit",
        tags=TAGS,
        parameters=[BRANCH, SEAT],
        request=NewVersionShape,
        responses={201: ReportShape} | REFUSED | MALFORMED,
    )
    def post(self, request: Request, code: str) -> Response:
        """Keep a new version with one edit. 409: the version that I read is not the newest any more."""
        reader = _reader(request, code)
        wanted = checked(NewVersionShape(data=request.data))
        edit = drafts.Edit(wanted["act"], wanted["key"], None, wanted["text"], wanted["name"])
        try:
            kept = drafts.keep(
                line=reader.line,
                by=reader.person,
                edit=edit,
                written=full_truth(reader),
                now=timezone.now(),
                rests_on=wanted["version"],
            )
        except drafts.NotAnEditor as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except drafts.DraftConflict as refusal:
            raise Conflict(str(refusal), code="outdated_version") from refusal
        except drafts.DraftRefused as refusal:
            raise Unprocessable({"text": [ErrorDetail(str(refusal), code="refused")]}) from refusal
        return Response(_document(reader, kept), status=status.HTTP_201_CREATED)


def _reader(request: Request, code: str) -> access.LogReader:
    """Return the reader of a line whose report is open, as on the page. Raises NotFound, in words before the end."""
    person, role = access.participant_for(request.user, code), role_in_query(request)
    line = branch_in_query(request, access.reading(person, role=role).seat)
    reader = access.reading(person, role=role, number=line.number, as_seat=_as_seat(request))
    try:
        return access.require_report(reader)
    except access.NoReportYet as refusal:
        raise NotFound(str(refusal)) from refusal


def _as_seat(request: Request) -> bool:
    eyes = query_value(request, "as") if request.method == "GET" else None
    if eyes not in (None, "seat"):
        raise ValidationError({"as": ["Write seat, or leave it out for full truth."]})
    return eyes == "seat"


def _version_in(request: Request) -> int | None:
    text = query_value(request, "version")
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= HIGHEST):
        raise ValidationError({"version": ["Write the number of a version, or leave it out for the newest."]})
    return int(text)


def _document(reader: access.LogReader, draft: ReportDraft | None) -> dict[str, Any]:
    document = Document.of(draft.document) if draft else report_for(reader).document
    told = {
        "branch": reader.line.number,
        "seat": reader.seat.role,
        "is_full_truth": reader.knows_all,
        "may_edit": reader.knows_all and access.may_edit_report(reader.person),
        "version": draft.number if draft else LEDGER,
        "versions": versions_of(reader.line) if reader.knows_all else (),
        "sections": list(_sections(document)),
    }
    return dict(ReportShape(told).data)


def _sections(document: Document) -> Iterator[dict[str, Any]]:
    numbers = {sentence.key: number for number, sentence in numbered(document)}
    for section in document.sections:
        yield _words(section) | {"sentences": [_sentence(each, numbers.get(each.key, 0)) for each in section.sentences]}


def _words(section: Section) -> dict[str, Any]:
    return {"key": section.key, "title": section.title, "label": section.label}


def _sentence(sentence: ReportSentence, number: int) -> dict[str, Any]:
    return vars(sentence) | {"number": number}
