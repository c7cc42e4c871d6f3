"""Records each load of the shared library."""

from django.db import models


class Edition(models.Model):
    """One load of the shared library. The latest hash shows whether the files have changed since."""

    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.content_hash[:12]
