"""Read-only API views of the library and its scenarios."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from drf_standardized_errors.openapi_validation_errors import extend_validation_errors
from rest_framework import viewsets
from rest_framework.permissions import AllowAny

from scenarios import models
from scenarios.api import filters, serializers
from scenarios.api.article import SentenceFilter, SentenceSerializer
from scenarios.api.facts import SourceSerializer
from scenarios.api.kinds import OrderKindFilter, OrderKindSerializer
from scenarios.api.scenarios import ScenarioDetailSerializer, ScenarioSerializer
from scenarios.selectors.facts.article import current_plays
from scenarios.selectors.facts.ties import current_uses
from scenarios.selectors.library import current_versions

SHARED = (
    Prefetch("citations", models.Citation.objects.select_related("source__tied_to")),
    Prefetch("findings", models.Finding.objects.select_related("sentence")),
    current_uses(),
    "related",
)


class Listing(viewsets.ReadOnlyModelViewSet[Any]):
    """A list, and its items by slug. Open to everybody, because the public pages show the same."""

    permission_classes = [AllowAny]
    lookup_field = "slug"
    lookup_value_converter = "slug"


class ScenarioViewSet(Listing):
    """Scenarios in their current version."""

    lookup_url_kwarg = "slug"
    lookup_field = "scenario__slug"
    serializer_class = ScenarioSerializer

    def get_queryset(self) -> QuerySet[models.ScenarioVersion]:
        versions = current_versions().prefetch_related("roles__objectives").order_by("title", "pk")
        return versions.prefetch_related("notes", "facts", "plays__sentence") if self.action == "retrieve" else versions

    def get_serializer_class(self) -> type[ScenarioSerializer]:
        return ScenarioDetailSerializer if self.action == "retrieve" else ScenarioSerializer


class StateViewSet(Listing):
    """Countries, with their figures."""

    queryset = models.State.objects.select_related("capital").prefetch_related(*SHARED, "indicators__source")
    serializer_class = serializers.StateSerializer
    filterset_class = filters.StateFilter


class PlaceViewSet(Listing):
    """Points on the map with all their names."""

    queryset = models.Place.objects.select_related("administered_by").prefetch_related(
        *SHARED, "names__used_by", "claimed_by"
    )
    serializer_class = serializers.PlaceSerializer
    filterset_class = filters.PlaceFilter


class RelationViewSet(Listing):
    """How each pair of states stood in July 2019."""

    queryset = models.Relation.objects.select_related("first", "second").prefetch_related(*SHARED)
    serializer_class = serializers.RelationSerializer
    filterset_class = filters.RelationFilter


class AllianceViewSet(Listing):
    """Pacts and organisations with their members and obligations."""

    queryset = models.Alliance.objects.prefetch_related(*SHARED, "memberships__state", "obligations__excluded_places")
    serializer_class = serializers.AllianceSerializer
    filterset_class = filters.AllianceFilter


class AgreementViewSet(Listing):
    """Agreements that states made, or meant to make."""

    queryset = models.Agreement.objects.prefetch_related(*SHARED, "parties")
    serializer_class = serializers.AgreementSerializer
    filterset_class = filters.AgreementFilter


class ManoeuvreViewSet(Listing):
    """Military exercises in the world."""

    queryset = models.Manoeuvre.objects.select_related("place").prefetch_related(*SHARED, "participants__state")
    serializer_class = serializers.ManoeuvreSerializer
    filterset_class = filters.ManoeuvreFilter


class TradeMeasureViewSet(Listing):
    """Measures of one state against the trade of another."""

    queryset = models.TradeMeasure.objects.select_related("by", "against", "answers").prefetch_related(*SHARED)
    serializer_class = serializers.TradeMeasureSerializer
    filterset_class = filters.TradeMeasureFilter


class IncidentViewSet(Listing):
    """Things that happened."""

    queryset = (
        models.Incident.objects.select_related("place", "part_of")
        .prefetch_related(*SHARED, "parties")
        .order_by("happened_on", F("step").asc(nulls_first=True), "local_time", "slug")
    )
    serializer_class = serializers.IncidentSerializer
    filterset_class = filters.IncidentFilter


class ClaimViewSet(Listing):
    """Assertions of parties about an object, in public or in private."""

    queryset = models.Claim.objects.select_related("about", "state", "reported_by").prefetch_related(*SHARED)
    serializer_class = serializers.ClaimSerializer
    filterset_class = filters.ClaimFilter


class SourceViewSet(Listing):
    """Sources of facts, and whose voice each is."""

    queryset = models.Source.objects.select_related("tied_to").prefetch_related("assessments__tied_to")
    serializer_class = SourceSerializer
    filterset_class = filters.SourceFilter


class SentenceViewSet(Listing):
    """The article, sentence by sentence: what each claims, what the record says, where it can be played."""

    lookup_field = "number"
    lookup_value_converter = "int"
    queryset = models.Sentence.objects.prefetch_related("findings__facts", current_plays())
    serializer_class = SentenceSerializer
    filterset_class = SentenceFilter


@extend_validation_errors(["invalid"], field_name="domain", actions=["list"])
@extend_validation_errors(["invalid"], field_name="visibility", actions=["list"])
@extend_validation_errors(["invalid"], field_name="order_class", actions=["list"])
class OrderKindViewSet(Listing):
    """The order kinds that all scenarios share, with their codes on published scales."""

    lookup_field = "kind"
    queryset = models.OrderKind.objects.all()
    serializer_class = OrderKindSerializer
    filterset_class = OrderKindFilter
