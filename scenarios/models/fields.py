"""Columns and constraints that several tables share."""

from django.db import models
from django.db.models import CheckConstraint, Q, TextChoices


def partial_date() -> "models.CharField[str, str]":
    """Return a column for a date of known precision ("2019-07-23", "2015-11", "1993"), empty if unknown; it sorts as
    text.
    """
    return models.CharField(max_length=10, blank=True, default="")


def one_of(field: str, choices: type[TextChoices], *, table: str) -> CheckConstraint:
    """Return a constraint that allows only the words of these choices."""
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=f"{table}_{field}_is_known")


def within(field: str, low: float, high: float, *, table: str) -> CheckConstraint:
    """Return a constraint that allows only numbers in low..high, or NULL for unknown."""
    return CheckConstraint(condition=Q(**{f"{field}__range": (low, high)}), name=f"{table}_{field}_is_within")
