"""Sources of facts, and assessments of sources."""

from urllib.parse import urlsplit

from django.db import models

from scenarios.models.fields import one_of, partial_date
from scenarios.vocabulary import SourceKind


class Source(models.Model):
    """An article, a text or a data set, and whose voice it is."""

    slug = models.SlugField(max_length=80, unique=True)
    outlet = models.CharField(max_length=160)
    title = models.CharField(max_length=300, blank=True)
    published_on = partial_date()
    address = models.CharField(max_length=300, blank=True, help_text="The address of its page.")
    read_on = partial_date()
    kind = models.CharField(max_length=16, choices=SourceKind)
    stance = models.TextField(help_text="Whose voice it is.")
    owner = models.CharField(max_length=300, blank=True)
    tied_to = models.ForeignKey("State", models.PROTECT, null=True, blank=True, related_name="voices")
    corroboration = models.TextField(blank=True, help_text="How far other sources bear it out.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["outlet", "slug"]
        constraints = [one_of("kind", SourceKind, table="source")]

    def __str__(self) -> str:
        return self.outlet

    @property
    def site(self) -> str:
        """The host to which its address leads, "" without one."""
        return urlsplit(self.address).hostname or ""


class Assessment(models.Model):
    """The opinion of somebody on a source. This is a claim of its author as well."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="assessments")
    by = models.CharField(max_length=300)
    tied_to = models.ForeignKey("State", models.PROTECT, null=True, blank=True, related_name="+")
    says = models.TextField()
    said_on = partial_date()

    class Meta:
        ordering = ["source", "said_on", "pk"]

    def __str__(self) -> str:
        return f"{self.by} on {self.source}"
