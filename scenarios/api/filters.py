"""The filters of the API's lists."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django_filters import rest_framework as filters
from django_filters.fields import ModelChoiceField
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import NotFound

from scenarios.access import in_library
from scenarios.models import (
    Agreement,
    Alliance,
    Claim,
    Fact,
    Incident,
    Manoeuvre,
    Place,
    Relation,
    Scenario,
    Source,
    State,
    TradeMeasure,
)
from scenarios.vocabulary import Basis, Channel, Confidence, SourceKind, Stance, Status

M = TypeVar("M", bound=Model)


class KeyField(ModelChoiceField):  # type: ignore[misc]
    """Selects a row by its key. An unknown key is answered with 404."""

    def validate_no_null_characters(self, value: object) -> None:
        if "\x00" in str(value):
            raise NotFound("A key cannot contain a NUL character.")

    def to_python(self, value: object) -> object:
        try:
            return super().to_python(value)
        except ValidationError as error:
            what = self.queryset.model._meta.verbose_name
            raise NotFound(f"There is no {what} {str(value)[:80]!r}.") from error


class KeyFilter(filters.ModelChoiceFilter):  # type: ignore[misc]
    """Restricts a list to one row, given by its key."""

    field_class = KeyField


def one_state(field: str, label: str) -> KeyFilter:
    """Return a filter for one state, given by its code. An unknown code is answered with 404."""
    return KeyFilter(field_name=field, to_field_name="code", queryset=State.objects.all(), label=label, distinct=True)


class ScenarioFilter(filters.FilterSet):  # type: ignore[misc]
    """Restricts a list to what the current version of one scenario uses.

    `versions` is the path from a row to the versions that use it.
    """

    versions = "scenario_links__version"

    scenario = KeyFilter(
        to_field_name="slug",
        queryset=in_library(),
        method="of_scenario",
        label="The slug of a scenario: only what its current version uses.",
    )

    @extend_schema_field(OpenApiTypes.STR)
    def of_scenario(self, rows: QuerySet[M], name: str, scenario: Scenario) -> QuerySet[M]:
        return rows.filter(**{self.versions: scenario.current_id})


class FactFilter(ScenarioFilter):
    status = filters.ChoiceFilter(choices=Status.choices)
    confidence = filters.ChoiceFilter(choices=Confidence.choices)
    stance = filters.ChoiceFilter(choices=Stance.choices)
    source = KeyFilter(
        field_name="sources",
        to_field_name="slug",
        queryset=Source.objects.all(),
        label="The slug of a source: only facts that cite it.",
    )


class StateFilter(FactFilter):
    class Meta:
        model = State
        fields: list[str] = []


class PlaceFilter(FactFilter):
    claimed_by = one_state("claimed_by", "The code of a state that claims the place.")

    class Meta:
        model = Place
        fields: list[str] = []


class RelationFilter(FactFilter):
    class Meta:
        model = Relation
        fields: list[str] = []


class AllianceFilter(FactFilter):
    state = one_state("memberships__state", "The code of a member.")

    class Meta:
        model = Alliance
        fields: list[str] = []


class AgreementFilter(FactFilter):
    state = one_state("parties", "The code of a party.")

    class Meta:
        model = Agreement
        fields: list[str] = []


class ManoeuvreFilter(FactFilter):
    state = one_state("states", "The code of a participant.")

    class Meta:
        model = Manoeuvre
        fields: list[str] = []


class TradeMeasureFilter(FactFilter):
    by = one_state("by", "The code of the state that takes the measure.")
    against = one_state("against", "The code of the state it is aimed at.")

    class Meta:
        model = TradeMeasure
        fields: list[str] = []


class IncidentFilter(FactFilter):
    state = one_state("parties", "The code of a party.")
    part_of = KeyFilter(
        to_field_name="slug", queryset=Incident.objects.all(), label="The slug of an incident: only its steps."
    )

    class Meta:
        model = Incident
        fields: list[str] = []


class ClaimFilter(FactFilter):
    about = KeyFilter(
        to_field_name="slug", queryset=Fact.objects.all(), label="The slug of a fact: only claims about it."
    )
    state = one_state("state", "The code of the state that claims it.")
    channel = filters.ChoiceFilter(choices=Channel.choices)
    basis = filters.ChoiceFilter(choices=Basis.choices)

    class Meta:
        model = Claim
        fields: list[str] = []


class SourceFilter(ScenarioFilter):
    kind = filters.ChoiceFilter(choices=SourceKind.choices)
    tied_to = one_state("tied_to", "The code of the state whose voice it is.")

    class Meta:
        model = Source
        fields: list[str] = []

    @extend_schema_field(OpenApiTypes.STR)
    def of_scenario(self, rows: QuerySet[Any], name: str, scenario: Scenario) -> QuerySet[Any]:
        return rows.filter(citations__fact__scenario_links__version=scenario.current_id).distinct()
