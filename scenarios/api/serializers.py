"""Serializers for each kind of fact. Every field is named."""

from rest_framework import serializers

from scenarios.api.facts import FACT_FIELDS, CodeField, FactSerializer, NameField
from scenarios.models import (
    Agreement,
    Alliance,
    Claim,
    Incident,
    Indicator,
    Manoeuvre,
    Membership,
    Obligation,
    Participant,
    Place,
    PlaceName,
    Relation,
    State,
    TradeMeasure,
)


class IndicatorSerializer(serializers.ModelSerializer[Indicator]):
    """A figure as one edition gives it: a value, or a range from low to high."""

    source = NameField()  # type: ignore[assignment]

    class Meta:
        model = Indicator
        fields = ("kind", "year", "unit", "value", "low", "high", "source", "edition", "confidence", "note")
        read_only_fields = fields


class StateSerializer(FactSerializer):
    capital = NameField(allow_null=True)
    indicators = IndicatorSerializer(many=True)

    class Meta:
        model = State
        fields = (*FACT_FIELDS, "code", "formal_name", "adjective", "cow_number", "capital", "indicators")
        read_only_fields = fields


class PlaceNameSerializer(serializers.ModelSerializer[PlaceName]):
    """One name of a place, and the states that use it."""

    used_by = CodeField(many=True)

    class Meta:
        model = PlaceName
        fields = ("name", "language", "used_by")
        read_only_fields = fields


class PlaceSerializer(FactSerializer):
    """A point in degrees, WGS 84, with all its names."""

    kind = serializers.CharField(source="place_kind")
    names = PlaceNameSerializer(many=True)
    administered_by = CodeField(allow_null=True)
    claimed_by = CodeField(many=True)

    class Meta:
        model = Place
        fields = (
            *FACT_FIELDS,
            "kind",
            "latitude",
            "longitude",
            "radius_km",
            "names",
            "administered_by",
            "claimed_by",
        )
        read_only_fields = fields


class RelationSerializer(FactSerializer):
    """A pair of states: the suggested opening relation r0 (-100..100) and the figures that it is computed from."""

    first = CodeField()
    second = CodeField()

    class Meta:
        model = Relation
        fields = (
            *FACT_FIELDS,
            "first",
            "second",
            "kappa",
            "agreement",
            "defence",
            "consultation",
            "nonaggression",
            "rivalry",
            "territorial_dispute",
            "coercion",
            "partnership",
            "r0",
        )
        read_only_fields = fields


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    """A state's membership in an alliance, with its dates."""

    state = CodeField()

    class Meta:
        model = Membership
        fields = ("state", "role", "joined_on", "left_on", "note")
        read_only_fields = fields


class ObligationSerializer(serializers.ModelSerializer[Obligation]):
    """The obligations of the members to one another, and what the wording excludes."""

    excluded_places = NameField(many=True)

    class Meta:
        model = Obligation
        fields = ("kind", "article", "terms", "excludes", "excluded_places")
        read_only_fields = fields


class AllianceSerializer(FactSerializer):
    kind = serializers.CharField(source="alliance_kind")
    members = MembershipSerializer(source="memberships", many=True)
    obligations = ObligationSerializer(many=True)

    class Meta:
        model = Alliance
        fields = (
            *FACT_FIELDS,
            "kind",
            "abbreviation",
            "signed_on",
            "in_force_on",
            "lapsed_on",
            "members",
            "obligations",
            "reliability",
        )
        read_only_fields = fields


class AgreementSerializer(FactSerializer):
    kind = serializers.CharField(source="agreement_kind")
    parties = CodeField(many=True)

    class Meta:
        model = Agreement
        fields = (
            *FACT_FIELDS,
            "kind",
            "parties",
            "signed_on",
            "in_force_on",
            "lapsed_on",
            "value_usd_bn",
            "terms",
        )
        read_only_fields = fields


class ParticipantSerializer(serializers.ModelSerializer[Participant]):
    """A state's part in a military exercise."""

    state = CodeField()

    class Meta:
        model = Participant
        fields = ("state", "role", "note")
        read_only_fields = fields


class ManoeuvreSerializer(FactSerializer):
    """A military exercise in the world. Its figures are claims about it."""

    place = NameField(allow_null=True)
    participants = ParticipantSerializer(many=True)

    class Meta:
        model = Manoeuvre
        fields = (*FACT_FIELDS, "place", "participants")
        read_only_fields = fields


class TradeMeasureSerializer(FactSerializer):
    """A trade measure. Rates are in percent, values in US$ billion of trade a year."""

    kind = serializers.CharField(source="trade_kind")
    by = CodeField()
    against = CodeField()
    answers = NameField(allow_null=True)

    class Meta:
        model = TradeMeasure
        fields = (
            *FACT_FIELDS,
            "kind",
            "step",
            "by",
            "against",
            "answers",
            "rate_low",
            "rate_high",
            "value_low_usd_bn",
            "value_high_usd_bn",
        )
        read_only_fields = fields


class IncidentSerializer(FactSerializer):
    """Something that happened. `part_of` and `step` make it a step of a larger incident."""

    kind = serializers.CharField(source="incident_kind")
    place = NameField(allow_null=True)
    parties = CodeField(many=True)
    part_of = NameField(allow_null=True)

    class Meta:
        model = Incident
        fields = (*FACT_FIELDS, "kind", "place", "parties", "until_time", "part_of", "step", "contested")
        read_only_fields = fields


class ClaimSerializer(FactSerializer):
    """The assertion of one party about a fact. `item` is the thing that it speaks of."""

    about = NameField()
    state = CodeField(allow_null=True)
    reported_by = CodeField(allow_null=True)

    class Meta:
        model = Claim
        fields = (
            *FACT_FIELDS,
            "about",
            "question",
            "says",
            "item",
            "state",
            "speaker",
            "channel",
            "reported_by",
            "basis",
            "said_on",
        )
        read_only_fields = fields
