"""Series: one class in parallel groups, each with an exercise of its own."""

from django.db import models


class Series(models.Model):
    """What holds parallel groups together: one white cell sees all of them from one page."""

    title = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title
