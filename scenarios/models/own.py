"""Scenarios that people write themselves: the files of a pack at which they work, and the versions that they named."""

from django.db import models

from scenarios.models.scenario import Scenario, ScenarioVersion
from wargame.accounts.models import User


class OwnScenario(models.Model):
    """A scenario of one account, a draft until it is published; then `scenario` has its versions.

    `key` stands in its addresses. `faults` are those that the last check of its files found, in words. `tried` has what
    its author tried before publishing it, and no current version. Somebody with the link that `share_token` ends may
    read and copy it, somebody with `hand_over_token` may take it over, and somebody with `write_token` may edit it too.
    """

    key = models.CharField(max_length=12, unique=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="own_scenarios")
    title = models.CharField(max_length=160)
    origin = models.CharField(max_length=200, blank=True, help_text="The scenario that it was copied from.")
    scenario = models.OneToOneField(Scenario, models.SET_NULL, null=True, blank=True, related_name="own")
    tried = models.OneToOneField(Scenario, models.SET_NULL, null=True, blank=True, related_name="tried_of")
    faults = models.JSONField(default=list)
    share_token = models.CharField(max_length=32, null=True, blank=True, unique=True)
    hand_over_token = models.CharField(max_length=32, null=True, blank=True, unique=True)
    write_token = models.CharField(max_length=32, null=True, blank=True, unique=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_playable(self) -> bool:
        return not self.faults


class OwnAuthor(models.Model):
    """Somebody before the editor of an own scenario: the part where they are, and their last sign of life.

    Without `joined_at` it is the owner, and the row gives no right: somebody who handed the scenario over has none.
    """

    own = models.ForeignKey(OwnScenario, models.CASCADE, related_name="authors")
    user = models.ForeignKey(User, models.CASCADE, related_name="written_scenarios")
    joined_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    where = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["own", "user"], name="own_author_once")]

    def __str__(self) -> str:
        return f"{self.user} of {self.own}"


class OwnFile(models.Model):
    """One file of an own scenario. `revision` rises by one with each change, so that nobody overwrites another's."""

    own = models.ForeignKey(OwnScenario, models.CASCADE, related_name="files")
    name = models.CharField(max_length=80)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["own", "name"], name="own_file_once")]

    def __str__(self) -> str:
        return self.name


class NamedVersion(models.Model):
    """A published state of an own scenario under a name, with the files that it was made of."""

    own = models.ForeignKey(OwnScenario, models.CASCADE, related_name="named_versions")
    version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="names")
    name = models.CharField(max_length=80)
    files = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class OwnChange(models.Model):
    """One change of the files of an own scenario, which its author can undo.

    `about` says it in words. `edits` are pieces of text: in which file, at which character, the old and the new one; an
    old one of null is a file that the change added, a new one of null a file that it removed.
    """

    own = models.ForeignKey(OwnScenario, models.CASCADE, related_name="changes")
    about = models.CharField(max_length=200)
    edits = models.JSONField()
    made_at = models.DateTimeField()
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.about
