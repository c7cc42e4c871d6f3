"""The matrix of claims about a fact: one row for each question, one column for each voice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scenarios.models import Claim
from scenarios.vocabulary import Channel

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column: a state on one channel, or all who are not states."""

    key: str
    code: str
    name: str
    channel: str
    channel_label: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in a cell. `item` is the object that it speaks of; `speaker` is set if it is not simply the state."""

    slug: str
    item: str
    says: str
    is_private: bool
    speaker: str
    basis: str
    date: str
    status: str
    confidence: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and for each voice, in column order, its statements."""

    question: str
    cells: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All claims about one fact."""

    about: str
    title: str
    voices: tuple[MatrixColumn, ...]
    rows: tuple[Row, ...]


def matrices_of(claims: Iterable[Claim], seats: Sequence[str]) -> tuple[Matrix, ...]:
    """Return one matrix for each fact, the one with most claims first.

    Columns: seats in order, other states, others.
    """
    by_fact: dict[str, list[Claim]] = {}
    for claim in claims:
        by_fact.setdefault(claim.about.slug, []).append(claim)
    largest_first = sorted(by_fact.values(), key=len, reverse=True)
    return tuple(_matrix(about, seats) for about in largest_first)


def _matrix(claims: list[Claim], seats: Sequence[str]) -> Matrix:
    found = {voice.key: voice for voice in map(_voice, claims)}
    place = {code: position for position, code in enumerate(seats)}
    voices = sorted(found.values(), key=lambda voice: _column(voice, place))
    questions = dict.fromkeys(claim.question for claim in claims)
    return Matrix(
        about=claims[0].about.slug,
        title=claims[0].about.title,
        voices=tuple(voices),
        rows=tuple(Row(question, _cells(question, claims, voices)) for question in questions),
    )


def _column(voice: MatrixColumn, place: Mapping[str, int]) -> tuple[bool, int, str, bool]:
    """Return the sort key of a voice: seats before other states, states before others, public before private."""
    return voice.key == OTHERS, place.get(voice.code, len(place)), voice.code, voice.channel != Channel.PUBLIC


def _cells(question: str, claims: list[Claim], voices: list[MatrixColumn]) -> tuple[tuple[Statement, ...], ...]:
    answers = [claim for claim in claims if claim.question == question]
    return tuple(tuple(_statement(c) for c in answers if _voice(c).key == voice.key) for voice in voices)


def _voice(claim: Claim) -> MatrixColumn:
    if claim.state is None:
        return MatrixColumn(OTHERS, "", "Others", "", "")
    label = Channel(claim.channel).label
    if claim.reported_by is not None:
        label = f"In private, as {claim.reported_by.title} reports it"
    key = f"{claim.state.code}-{claim.channel}"
    return MatrixColumn(key, claim.state.code, claim.state.title, claim.channel, label)


def _statement(claim: Claim) -> Statement:
    return Statement(
        slug=claim.slug,
        item=claim.item,
        says=claim.says,
        is_private=claim.channel != Channel.PUBLIC,
        speaker=claim.speaker,
        basis=claim.get_basis_display(),
        date=claim.said_on,
        status=claim.get_status_display(),
        confidence=claim.get_confidence_display(),
        sources=tuple(citation.source.outlet for citation in claim.citations.all()),
        note=claim.note,
    )
