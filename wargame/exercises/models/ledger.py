"""The ledger: the append-only list of every change and its cause."""

from django.db import models

from wargame.exercises.models.turn import Turn


class LedgerEntry(models.Model):
    """One atomic change, with the fields of the engine's ledger entry.

    Amounts are milli-points (counts for marks, stages and points). `audience` lists the seats that may know the row.
    `as_told` marks a row of their account alone: they saw it, and it is not what happened.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="ledger")
    sequence = models.PositiveIntegerField()
    rule = models.CharField(max_length=40)
    variable = models.CharField(max_length=40)
    who = models.CharField(max_length=80, blank=True)
    towards = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120, blank=True)
    before = models.IntegerField()
    delta = models.IntegerField()
    after = models.IntegerField()
    cause = models.CharField(max_length=160)
    actor = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    audience = models.JSONField(default=list, blank=True)
    as_told = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["turn_id", "sequence"]
        verbose_name_plural = "ledger entries"
        constraints = [
            models.UniqueConstraint(fields=["turn", "sequence"], name="ledger_sequence_once_a_turn"),
            models.CheckConstraint(
                condition=models.Q(after=models.F("before") + models.F("delta")), name="ledger_entry_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.text or self.variable}"
