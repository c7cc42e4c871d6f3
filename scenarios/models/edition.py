"""Which state of the shared library the rows show."""

from django.db import models


class Edition(models.Model):
    """One loading of the shared library; the latest says whether the files have changed since."""

    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.content_hash[:12]
