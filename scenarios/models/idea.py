"""Ideas: what an author has answered to the wizard's questions so far."""

from django.db import models

from scenarios.models.own import OwnScenario
from scenarios.models.scenario import Scenario
from wargame.accounts.models import User


class Idea(models.Model):
    """The answers of an account to the wizard's eight questions, from which a scenario is made.

    `answers` is their tree as the author typed it, mistakes too; `sound` has the latest answers without a mistake, of
    `sound_at`. `confirmed` names the parts of questions that the author has confirmed; all others are proposals.
    `layout` rises when a part may have become another seat or turn; an act names the layout that its author saw.
    `own` is the scenario that was made of them last. `tried` has what the author tried, and no current version.
    """

    key = models.CharField(max_length=12, unique=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="ideas")
    template = models.CharField(max_length=20)
    answers = models.JSONField()
    sound = models.JSONField()
    sound_at = models.DateTimeField()
    confirmed = models.JSONField(default=list, blank=True)
    layout = models.PositiveIntegerField(default=0)
    own = models.ForeignKey(OwnScenario, models.SET_NULL, null=True, blank=True, related_name="ideas")
    tried = models.OneToOneField(Scenario, models.SET_NULL, null=True, blank=True, related_name="tried_of_idea")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title as typed, which may be empty."""
        return str(self.answers.get("title", "")).strip() or "Without a title"
