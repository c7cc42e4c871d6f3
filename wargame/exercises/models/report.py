"""Reports: the versions of a line's report that people kept, and read-only links to it."""

from django.db import models

from wargame.exercises.models.branch import Branch
from wargame.exercises.models.participant import Participant

NAME_LENGTH = 60
NOTE_LENGTH = 120
SENTENCE_LENGTH = 600


class ReportDraft(models.Model):
    """One version of a line's report. Nobody changes it afterwards; forgetting a person removes the person's words.

    `document` holds the sections as `report.domain.document` writes them, `note` says what the version changed.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="report_drafts")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    document = models.JSONField(default=list)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey(Participant, models.PROTECT, related_name="report_drafts")
    at = models.DateTimeField()

    class Meta:
        ordering = ["branch_id", "number"]
        constraints = [models.UniqueConstraint(fields=["branch", "number"], name="report_draft_number_once_a_line")]

    def __str__(self) -> str:
        return f"Draft {self.number} of {self.branch}"


class ReportLink(models.Model):
    """A read-only link to the newest version of a line's report; whoever has the link reads with its maker's rights.

    Only a hash of the link is kept. `is_nameless` leaves out the names of the exercise and of people.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="report_links")
    digest = models.CharField(max_length=64, unique=True)
    is_nameless = models.BooleanField(default=False)
    by = models.ForeignKey(Participant, models.CASCADE, related_name="report_links")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["branch_id", "pk"]

    def __str__(self) -> str:
        return f"Link to the report of {self.branch}"
