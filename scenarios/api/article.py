"""Shapes of the article: its sentences, what the record says to each, and the scenarios that let people play it."""

from django_filters import rest_framework as filters
from rest_framework import serializers

from scenarios.api.facts import NameField
from scenarios.api.filters import KeyFilter, ScenarioFilter
from scenarios.models import Fact, Finding, Sentence, SentencePlay
from scenarios.vocabulary import Verdict


class FindingSerializer(serializers.ModelSerializer[Finding]):
    """The record's verdict on one point, and the facts that show it."""

    facts = NameField(many=True)

    class Meta:
        model = Finding
        fields = ("verdict", "text", "facts")
        read_only_fields = fields


class SentencePlaySerializer(serializers.ModelSerializer[SentencePlay]):
    """A scenario that lets people play the sentence, and by which decision."""

    scenario = serializers.SlugField(source="version.scenario.slug")

    class Meta:
        model = SentencePlay
        fields = ("scenario", "decision")
        read_only_fields = fields


class SentenceSerializer(serializers.ModelSerializer[Sentence]):
    """A sentence: its own words where `is_quoted`, else its sense; the whole of it in our words; what it claims."""

    findings = FindingSerializer(many=True)
    plays = SentencePlaySerializer(many=True)

    class Meta:
        model = Sentence
        fields = ("number", "words", "is_quoted", "retold", "topic", "about", "claim", "findings", "plays")
        read_only_fields = fields


class SentenceFilter(ScenarioFilter):
    """Narrows sentences to a verdict, to those that a fact bears on, or to those that a scenario plays."""

    versions = "plays__version"

    verdict = filters.ChoiceFilter(field_name="findings__verdict", choices=Verdict.choices, distinct=True)
    fact = KeyFilter(
        field_name="findings__facts",
        to_field_name="slug",
        queryset=Fact.objects.all(),
        label="The slug of a fact or claim: only sentences whose findings name it.",
        distinct=True,
    )

    class Meta:
        model = Sentence
        fields: list[str] = []
