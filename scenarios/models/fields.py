"""The columns and constraints that several nouns share."""

from django.db import models
from django.db.models import CheckConstraint, Q, TextChoices


def partial_date() -> "models.CharField[str, str]":
    """A day as far as it is known ("2019-07-23", "2015-11", "1993"); empty when unknown; sorts as text."""
    return models.CharField(max_length=10, blank=True, default="")


def one_of(field: str, choices: type[TextChoices], *, table: str) -> CheckConstraint:
    """The database refuses a word that is not on the list."""
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=f"{table}_{field}_is_known")


def within(field: str, low: float, high: float, *, table: str) -> CheckConstraint:
    """The database refuses a number outside low..high; an unknown (NULL) passes."""
    return CheckConstraint(condition=Q(**{f"{field}__range": (low, high)}), name=f"{table}_{field}_is_within")
