"""Pacts and organisations, their members and obligations."""

from django.db import models

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of, partial_date
from scenarios.models.place import Place
from scenarios.models.state import State
from scenarios.vocabulary import AllianceKind, MembershipRole, ObligationKind


class Alliance(Fact):
    """A pact or organisation. Its obligations say what the members owe one another."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_alliance")
    alliance_kind = models.CharField(max_length=12, choices=AllianceKind)
    abbreviation = models.CharField(max_length=300, blank=True)
    signed_on = partial_date()
    in_force_on = partial_date()
    lapsed_on = partial_date()
    reliability = models.TextField(blank=True)

    class Meta:
        constraints = [one_of("alliance_kind", AllianceKind, table="alliance")]


class Membership(models.Model):
    """A state's membership in an alliance, with its dates."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="memberships")
    state = models.ForeignKey(State, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=9, choices=MembershipRole)
    joined_on = partial_date()
    left_on = partial_date()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["alliance", "pk"]
        constraints = [
            one_of("role", MembershipRole, table="membership"),
            models.UniqueConstraint(fields=["alliance", "state", "joined_on"], name="membership_once_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.state} in {self.alliance}"


class Obligation(models.Model):
    """The obligations of the members to one another, and what the wording excludes."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="obligations")
    kind = models.CharField(max_length=13, choices=ObligationKind)
    article = models.CharField(max_length=300, blank=True)
    terms = models.TextField()
    excludes = models.TextField(blank=True)
    excluded_places = models.ManyToManyField(Place, blank=True, related_name="+")

    class Meta:
        ordering = ["alliance", "pk"]
        constraints = [one_of("kind", ObligationKind, table="obligation")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.alliance}"
