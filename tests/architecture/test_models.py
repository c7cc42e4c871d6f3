"""The default ordering of models uses their own columns only, so that a list needs no joins."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

PLAYED = [model for model in apps.get_models() if model.__module__.startswith("wargame.")]


@pytest.mark.parametrize("model", PLAYED, ids=lambda model: model._meta.label)
def test_no_model_is_ordered_by_the_order_of_another(model: type[Model]) -> None:
    assert not [name for name in map(str, model._meta.ordering) if leads_away(model, name.removeprefix("-"))]


def leads_away(model: type[Model], name: str) -> bool:
    """Return whether ordering by the name also applies the related model's ordering.

    "turn" does, "turn_id" and "seat__role" do not.
    """
    *_, last = path = name.split("__")
    for step in path[:-1]:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    try:
        field = model._meta.get_field(last)
    except FieldDoesNotExist:  # "pk"
        return False
    return field.is_relation and last != getattr(field, "attname", last)
