"""Checks references to other entries against the library's names while a file is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, ValidationInfo

from scenarios.schema.mistakes import mistake
from scenarios.schema.scalars import Code, Slug, Whole
from wargame.spelling import nearest_first


@dataclass(frozen=True, slots=True)
class Known:
    """Every name that may be referred to, by the kind of thing it names; `facts` are all facts except claims."""

    states: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    incidents: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    sentences: frozenset[int] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Facts and claims."""
        return self.facts | self.claims


def _known(kind: str, file: str) -> Callable[[str, ValidationInfo], str]:
    """Return a check against the names in the validation context. Without a context it accepts every name."""

    def check(value: str, info: ValidationInfo) -> str:
        if info.context is None:
            return value
        names: frozenset[str] = getattr(info.context, f"{kind}s")
        if value in names:
            return value
        remedy = nearest_first(value, names, f"Correct the name, or add it to {file}.")
        raise mistake("dangling", f"there is no {kind} '{value}' in the library.", remedy)

    return check


def _known_sentence(value: int, info: ValidationInfo) -> int:
    """Return a sentence of the article, by its number."""
    if info.context is not None and value not in info.context.sentences:
        raise mistake("dangling", f"the article has no sentence {value}.", "Use a number of _shared/article.yaml.")
    return value


StateRef: TypeAlias = Annotated[Code, AfterValidator(_known("state", "states.yaml"))]
SourceRef: TypeAlias = Annotated[Slug, AfterValidator(_known("source", "sources.yaml"))]
PlaceRef: TypeAlias = Annotated[Slug, AfterValidator(_known("place", "places.yaml"))]
IncidentRef: TypeAlias = Annotated[Slug, AfterValidator(_known("incident", "incidents.yaml"))]
MeasureRef: TypeAlias = Annotated[Slug, AfterValidator(_known("measure", "measures.yaml"))]
NameRef: TypeAlias = Annotated[Slug, AfterValidator(_known("name", "the library"))]
FactRef: TypeAlias = Annotated[Slug, AfterValidator(_known("fact", "the library"))]
SentenceRef: TypeAlias = Annotated[Whole, AfterValidator(_known_sentence)]
