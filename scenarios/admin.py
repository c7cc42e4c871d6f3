"""The admin pages of the library and its scenarios. They are read-only: rows are loaded from the packs."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model
from django.http import HttpRequest

from scenarios import models


class ReadOnly:
    """Forbids adding, changing and deleting: the next load would overwrite a change, and versions must not change."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class CitationInline(ReadOnly, admin.TabularInline[models.Citation, models.Fact]):
    model = models.Citation
    fk_name = "fact"
    fields = ("source", "reading", "note")


class VersionsOfFactInline(ReadOnly, admin.TabularInline[models.ScenarioFact, models.Fact]):
    model = models.ScenarioFact
    fk_name = "fact"
    fields = ("version",)
    verbose_name_plural = "Used by"


class FindingsOfFactInline(ReadOnly, admin.TabularInline[Any, models.Fact]):
    """The points of the article's sentences that the fact shows."""

    model = models.Finding.facts.through
    fk_name = "fact"
    fields = ("sentence", "finding")
    readonly_fields = ("sentence",)
    verbose_name_plural = "In the article"

    def sentence(self, shown: Any) -> str:
        return str(shown.finding.sentence)


class FactAdmin(ReadOnly, admin.ModelAdmin[Any]):
    """Facts of one kind, with status, confidence, stance and sources."""

    list_display: tuple[str, ...] = ("title", "happened_on", "status", "confidence", "stance")
    list_filter: ClassVar[tuple[str, ...]] = ("status", "confidence", "stance")
    search_fields = ("title", "slug", "summary")
    inlines: ClassVar[tuple[type[InlineModelAdmin[Any, Any]], ...]] = (
        CitationInline,
        VersionsOfFactInline,
        FindingsOfFactInline,
    )


class IndicatorInline(ReadOnly, admin.TabularInline[models.Indicator, models.State]):
    model = models.Indicator


class MembershipInline(ReadOnly, admin.TabularInline[models.Membership, models.Alliance]):
    model = models.Membership


class ObligationInline(ReadOnly, admin.StackedInline[models.Obligation, models.Alliance]):
    model = models.Obligation


class ParticipantInline(ReadOnly, admin.TabularInline[models.Participant, models.Manoeuvre]):
    model = models.Participant


class PlaceNameInline(ReadOnly, admin.TabularInline[models.PlaceName, models.Place]):
    model = models.PlaceName


class AssessmentInline(ReadOnly, admin.StackedInline[models.Assessment, models.Source]):
    model = models.Assessment


class FindingInline(ReadOnly, admin.StackedInline[models.Finding, models.Sentence]):
    model = models.Finding


class VersionsOfSentenceInline(ReadOnly, admin.TabularInline[models.SentencePlay, models.Sentence]):
    model = models.SentencePlay


class RoleInline(ReadOnly, admin.StackedInline[models.Role, models.ScenarioVersion]):
    model = models.Role
    fields = ("code", "name", "state", "task", "dilemma")


class SentencesOfVersionInline(ReadOnly, admin.TabularInline[models.SentencePlay, models.ScenarioVersion]):
    model = models.SentencePlay
    fields = ("sentence", "decision")
    verbose_name_plural = "Sentences of the article"


class FactsOfVersionInline(ReadOnly, admin.TabularInline[models.ScenarioFact, models.ScenarioVersion]):
    model = models.ScenarioFact
    fields = ("fact",)
    verbose_name_plural = "Facts"


class InjectInline(ReadOnly, admin.TabularInline[models.Inject, models.ScenarioVersion]):
    model = models.Inject


class NoteInline(ReadOnly, admin.TabularInline[models.Note, models.ScenarioVersion]):
    model = models.Note


@admin.register(models.State)
class StateAdmin(FactAdmin):
    list_display = ("title", "code", "formal_name", "capital", "confidence")
    inlines = (IndicatorInline, *FactAdmin.inlines)


@admin.register(models.Place)
class PlaceAdmin(FactAdmin):
    list_display = ("title", "place_kind", "administered_by", "confidence", "stance")
    list_filter = ("place_kind", *FactAdmin.list_filter)
    inlines = (PlaceNameInline, *FactAdmin.inlines)


@admin.register(models.Relation)
class RelationAdmin(FactAdmin):
    list_display = ("title", "r0", "kappa", "defence", "rivalry", "territorial_dispute", "coercion", "partnership")


@admin.register(models.Alliance)
class AllianceAdmin(FactAdmin):
    list_display = ("title", "alliance_kind", "signed_on", "in_force_on", "confidence")
    inlines = (MembershipInline, ObligationInline, *FactAdmin.inlines)


@admin.register(models.Agreement)
class AgreementAdmin(FactAdmin):
    list_display = ("title", "agreement_kind", "signed_on", "confidence", "stance")


@admin.register(models.Manoeuvre)
class ManoeuvreAdmin(FactAdmin):
    inlines = (ParticipantInline, *FactAdmin.inlines)


@admin.register(models.TradeMeasure)
class TradeMeasureAdmin(FactAdmin):
    list_display = ("title", "happened_on", "step", "by", "against", "rate_high", "value_high_usd_bn")


@admin.register(models.Incident)
class IncidentAdmin(FactAdmin):
    list_display = ("title", "happened_on", "local_time", "incident_kind", "part_of", "confidence", "stance")
    list_filter = ("incident_kind", *FactAdmin.list_filter)


@admin.register(models.Claim)
class ClaimAdmin(FactAdmin):
    list_display = ("title", "about", "question", "state", "speaker", "item", "channel")
    list_filter = ("channel", "basis", "state", *FactAdmin.list_filter)
    list_select_related = ("about", "state")


@admin.register(models.Source)
class SourceAdmin(ReadOnly, admin.ModelAdmin[models.Source]):
    list_display = ("outlet", "title", "published_on", "kind", "tied_to")
    list_filter = ("kind", "tied_to")
    search_fields = ("outlet", "title", "slug")
    inlines = (AssessmentInline,)


@admin.register(models.Sentence)
class SentenceAdmin(ReadOnly, admin.ModelAdmin[models.Sentence]):
    list_display = ("number", "topic", "words", "is_quoted", "claim")
    list_filter = ("findings__verdict",)
    search_fields = ("words", "claim", "findings__text")
    inlines = (FindingInline, VersionsOfSentenceInline)


@admin.register(models.Scenario)
class ScenarioAdmin(ReadOnly, admin.ModelAdmin[models.Scenario]):
    list_display = ("slug", "current")


@admin.register(models.ScenarioVersion)
class ScenarioVersionAdmin(ReadOnly, admin.ModelAdmin[models.ScenarioVersion]):
    list_display = ("title", "scenario", "number", "status", "turns", "created_at", "content_hash")
    list_filter = ("scenario", "status")
    exclude = ("content", "map")
    inlines = (RoleInline, SentencesOfVersionInline, FactsOfVersionInline, InjectInline, NoteInline)


@admin.register(models.OrderKind)
class OrderKindAdmin(ReadOnly, admin.ModelAdmin[models.OrderKind]):
    list_display = ("name", "kind", "domain", "visibility", "delay_days", "cameo", "goldstein", "plover", "kahn_rung")
    list_filter = ("domain", "visibility", "mid_hostility")
    search_fields = ("name", "kind", "cameo", "plover")
