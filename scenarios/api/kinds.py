"""Serializers and filters for the order kinds of the shared catalogue."""

from django import forms
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from scenarios.models import OrderKind


class EffectSerializer(serializers.Serializer[dict[str, object]]):
    """One change, in points. `who` and `towards` are selectors: parts in the order, such as "actor"."""

    variable = serializers.CharField()
    who = serializers.CharField()
    towards = serializers.CharField()
    amount = serializers.FloatField()
    habituates = serializers.BooleanField()
    because = serializers.CharField()


class KindLevelSerializer(serializers.Serializer[dict[str, object]]):
    """A level of an order kind. `effects` come at once, `later` after the delay; `covers` is in points of exposure."""

    key = serializers.CharField()
    name = serializers.CharField()
    cost = serializers.IntegerField()
    severity = serializers.FloatField()
    tags = serializers.ListField(child=serializers.CharField())
    effects = EffectSerializer(many=True)
    later = EffectSerializer(many=True)
    covers = serializers.FloatField(default=0)


class KindNeedSerializer(serializers.Serializer[dict[str, object]]):
    """A precondition: the clauses of `when` must all hold; `message` is shown if one does not."""

    when = serializers.ListField(child=serializers.CharField())
    message = serializers.CharField()


class OrderKindSerializer(serializers.ModelSerializer[OrderKind]):
    """An order kind; an empty CAMEO code means that the scale has none."""

    levels = KindLevelSerializer(many=True)
    needs = KindNeedSerializer(many=True)

    class Meta:
        model = OrderKind
        fields = (
            "kind",
            "name",
            "domain",
            "icon",
            "order_class",
            "is_aimed",
            "is_joint",
            "visibility",
            "detection",
            "delay_days",
            "help",
            "notice",
            "cameo",
            "goldstein",
            "plover",
            "plover_score",
            "mid_action",
            "mid_hostility",
            "kahn_rung",
            "levels",
            "needs",
            "note",
        )
        read_only_fields = fields


class WholeNumberFilter(filters.NumberFilter):  # type: ignore[misc]
    """Restricts a list by a whole number."""

    field_class = forms.IntegerField


@extend_schema_field({"type": "string", "pattern": "^[^\\u0000]*$"})
class WordFilter(filters.CharFilter):  # type: ignore[misc]
    """Restricts a list by a word, which cannot contain NUL."""


class OrderKindFilter(filters.FilterSet):  # type: ignore[misc]
    """Restricts the list to a domain, a visibility, a class or a hostility level."""

    domain, visibility, order_class = WordFilter(), WordFilter(), WordFilter()
    mid_hostility = WholeNumberFilter()

    class Meta:
        model = OrderKind
        fields = ("domain", "visibility", "order_class", "mid_hostility")
