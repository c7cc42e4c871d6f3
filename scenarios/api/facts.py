"""Serializers for the fields that all facts share, and for sources."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from scenarios.models import Assessment, Citation, Fact, Source

FACT_FIELDS = (
    "slug",
    "title",
    "summary",
    "happened_on",
    "ended_on",
    "local_time",
    "status",
    "confidence",
    "confidence_meaning",
    "stance",
    "note",
    "known",
    "related",
    "scenarios",
    "sentences",
    "citations",
)


class CodeField(serializers.SlugRelatedField):  # type: ignore[type-arg]
    """A state by its three-letter code."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(slug_field="code", read_only=True, **kwargs)  # type: ignore[arg-type]


class NameField(serializers.SlugRelatedField):  # type: ignore[type-arg]
    """A fact or a source by its slug."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(slug_field="slug", read_only=True, **kwargs)  # type: ignore[arg-type]


class CitationSerializer(serializers.ModelSerializer[Citation]):
    """How one source bears on a fact: it asserts, corroborates or disputes it."""

    source = NameField()  # type: ignore[assignment]
    outlet = serializers.CharField(source="source.outlet")
    tied_to = serializers.CharField(source="source.tied_to.code", default="")

    class Meta:
        model = Citation
        fields = ("source", "outlet", "tied_to", "reading", "note")
        read_only_fields = fields


class FactSerializer(serializers.ModelSerializer[Fact]):
    """The fields that all facts share. Times are Korean time; dates are as precise as they are known.

    `scenarios` are those whose current version uses the fact, `sentences` the numbers of the article's sentences that
    it bears on.
    """

    confidence_meaning = serializers.CharField(source="get_confidence_display")
    known = serializers.ListField(child=serializers.CharField())
    related = NameField(many=True)
    scenarios = serializers.SerializerMethodField()
    sentences = serializers.SerializerMethodField()
    citations = CitationSerializer(many=True)

    @extend_schema_field(serializers.ListField(child=serializers.SlugField()))
    def get_scenarios(self, fact: Fact) -> list[str]:
        return sorted(link.version.scenario.slug for link in fact.scenario_links.all())

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_sentences(self, fact: Fact) -> list[int]:
        return sorted({finding.sentence.number for finding in fact.findings.all()})


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """The opinion of somebody on a source. This is a claim of its author as well."""

    tied_to = CodeField(allow_null=True)

    class Meta:
        model = Assessment
        fields = ("by", "tied_to", "says", "said_on")
        read_only_fields = fields


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A source of facts, and whose voice it is."""

    tied_to = CodeField(allow_null=True)
    assessments = AssessmentSerializer(many=True)

    class Meta:
        model = Source
        fields = (
            "slug",
            "outlet",
            "title",
            "published_on",
            "address",
            "read_on",
            "kind",
            "stance",
            "owner",
            "tied_to",
            "corroboration",
            "note",
            "assessments",
        )
        read_only_fields = fields
