"""Serializers for a scenario in a list, and for one scenario with its notes and the names of its facts."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from scenarios.api.facts import CodeField, NameField
from scenarios.models import Note, Objective, Role, ScenarioVersion, SentencePlay


class SeatSerializer(serializers.ModelSerializer[Role]):
    """A seat that the scenario offers, with its public objectives only."""

    state = CodeField(allow_null=True)
    shape = serializers.SerializerMethodField(help_text="The sign of the state; an invented state has a hollow one.")
    objectives = serializers.SerializerMethodField()

    class Meta:
        model = Role
        fields = ("code", "name", "state", "shape", "task", "dilemma", "is_solo_default", "objectives")
        read_only_fields = fields

    def get_shape(self, role: Role) -> str:
        return role.version.shapes[role.code]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_objectives(self, role: Role) -> list[str]:
        objectives: list[Objective] = list(role.objectives.all())
        return [objective.text for objective in objectives if objective.is_public]


class NoteSerializer(serializers.ModelSerializer[Note]):
    """Something that the scenario infers or invents."""

    class Meta:
        model = Note
        fields = ("status", "subject", "text")
        read_only_fields = fields


class ScenarioSerializer(serializers.ModelSerializer[ScenarioVersion]):
    """A scenario in its current version, which `version` and `content_hash` identify."""

    slug = serializers.SlugField(source="scenario.slug")
    version = serializers.IntegerField(source="number")
    focus = NameField()
    learning = serializers.ListField(child=serializers.CharField())
    tags = serializers.ListField(child=serializers.CharField())
    teaches = serializers.ListField(child=serializers.CharField())
    seats = SeatSerializer(source="roles", many=True)

    class Meta:
        model = ScenarioVersion
        fields = (
            "slug",
            "version",
            "content_hash",
            "title",
            "subtitle",
            "category",
            "summary",
            "status",
            "minutes_low",
            "minutes_high",
            "turns",
            "board",
            "focus",
            "learning",
            "tags",
            "teaches",
            "seats",
        )
        read_only_fields = fields


class DecisionsSerializer(serializers.Serializer[dict[str, object]]):
    """The orders of one domain."""

    domain = serializers.CharField()
    orders = serializers.ListField(child=serializers.CharField())


class PlaySerializer(serializers.ModelSerializer[SentencePlay]):
    """A sentence of the article by its number, and the decision by which it is played."""

    sentence = serializers.IntegerField(source="sentence.number")

    class Meta:
        model = SentencePlay
        fields = ("sentence", "decision")
        read_only_fields = fields


class FactNameSerializer(serializers.Serializer[dict[str, str]]):
    """The name of a fact that the scenario uses. The list of its kind has the whole fact."""

    kind = serializers.CharField()
    slug = serializers.SlugField()
    title = serializers.CharField()
    status = serializers.CharField()


class ScenarioDetailSerializer(ScenarioSerializer):
    """A scenario with what it infers or invents, and the names of the facts that it uses."""

    notes = NoteSerializer(many=True)
    facts = FactNameSerializer(many=True)
    decisions = DecisionsSerializer(many=True)
    plays = PlaySerializer(many=True)

    class Meta:
        model = ScenarioVersion
        fields = (*ScenarioSerializer.Meta.fields, "notes", "facts", "decisions", "plays")
        read_only_fields = fields
