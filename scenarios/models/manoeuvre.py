"""Military exercises in the world. In Parley, an `exercise` is a run of a scenario with people."""

from django.db import models

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of
from scenarios.models.place import Place
from scenarios.models.state import State
from scenarios.vocabulary import ParticipantRole


class Manoeuvre(Fact):
    """A military exercise. Its numbers are claims: announced by the host, or assessed by others."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_manoeuvre")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="manoeuvres")
    states = models.ManyToManyField(State, through="Participant", related_name="manoeuvres")


class Participant(models.Model):
    """A state's part in a manoeuvre."""

    manoeuvre = models.ForeignKey(Manoeuvre, models.CASCADE, related_name="participants")
    state = models.ForeignKey(State, models.PROTECT, related_name="+")
    role = models.CharField(max_length=11, choices=ParticipantRole)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["manoeuvre", "pk"]
        constraints = [
            one_of("role", ParticipantRole, table="participant"),
            models.UniqueConstraint(fields=["manoeuvre", "state"], name="participant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.state}, {self.get_role_display()}"
