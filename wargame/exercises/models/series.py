"""Series: one class in parallel groups, each with its own exercise."""

from django.db import models


class Series(models.Model):
    """Joins parallel groups: one white cell sees all of them on one page.

    With its `code`, people join the group that has fewest people. No exercise has the same code.
    """

    title = models.CharField(max_length=120)
    code = models.CharField(max_length=6, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="series_code_once"),
        ]

    def __str__(self) -> str:
        return self.title
