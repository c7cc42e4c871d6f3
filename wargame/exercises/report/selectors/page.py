"""A report as a page shows it: numbered sentences, and the places in the record to which their marks lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wargame.exercises.report.domain.document import Document, Kind, RecordMark, ReportSentence, Section, numbered
from wargame.exercises.report.selectors.written import Report


@dataclass(frozen=True)
class Way:
    """The way of a reader through the review: the exercise, the line, and the rest of the query for the view."""

    code: str
    line: int
    scenario: str
    eyes: str = ""


@dataclass(frozen=True)
class RecordPlace:
    """A place in the record with its address, "" where the reader of the page has none."""

    label: str
    says: str
    address: str


@dataclass(frozen=True)
class Line:
    """A sentence with its number, 0 for one that nothing of the record bears."""

    number: int
    sentence: ReportSentence
    places: tuple[RecordPlace, ...]


@dataclass(frozen=True)
class SectionPart:
    """A section with its numbered sentences."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReportPage:
    """The report of a page. `head` is its head, `borne` and `own` count its sentences."""

    head: Report
    sections: tuple[SectionPart, ...]
    borne: int
    own: int

    @property
    def marked(self) -> tuple[Line, ...]:
        """The sentences with marks, in order: the list at the foot of the report."""
        return tuple(line for part in self.sections for line in part.lines if line.number)


def page_of(head: Report, document: Document, way: Way | None) -> ReportPage:
    """Return a document with the head of its report; without a way no mark has an address."""
    numbers = {sentence.key: number for number, sentence in numbered(document)}
    parts = (
        SectionPart(section, tuple(_line(each, numbers.get(each.key, 0), way) for each in section.sentences))
        for section in document.sections
    )
    whole = document.borne
    return ReportPage(head, tuple(parts), whole, len(document.sentences) - whole)


def _line(sentence: ReportSentence, number: int, way: Way | None) -> Line:
    return Line(number, sentence, tuple(_places(sentence, way)))


def _places(sentence: ReportSentence, way: Way | None) -> Iterator[RecordPlace]:
    for mark in sentence.marks:
        yield RecordPlace(f"{mark.kind} {mark.ref}", mark.says, address_of(mark, way) if way else "")


def address_of(mark: RecordMark, way: Way) -> str:
    """Return the address of the place in the record to which a mark leads."""
    asked: dict[str, int | str] = {"b": way.line}
    match mark.kind:
        case Kind.EVENT:
            page, more, place = "overview", asked | {"at": mark.ref}, ""
        case Kind.ENTRY:
            page, place = "log", f"#entry-{mark.ref.replace('.', '-')}"
            more = asked | {"kind": "changes", "turn": mark.ref.partition(".")[0]}
        case Kind.WORD:
            page, more, place = "words_and_deeds", asked, f"#word-{mark.ref}"
        case Kind.AIM:
            page, more, place = "log", asked | {"kind": "changes", "seat": mark.ref.partition(".")[0]}, ""
        case Kind.ENDING:
            page, more, place = "ending", asked, ""
        case Kind.RUN:
            return reverse("ensemble", args=[way.code, int(mark.ref)])
        case Kind.GOAL:
            return reverse("scenario", args=[way.scenario])
    return f"{reverse(page, args=[way.code])}?{urlencode(more)}{way.eyes}{place}"
