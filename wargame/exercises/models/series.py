"""Series: one class in parallel groups, each with an exercise of its own."""

from django.db import models


class Series(models.Model):
    """What holds parallel groups together: one white cell sees all of them from one page.

    By its `code` people join whichever group has the fewest; no exercise has the same.
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
