"""The user of Parley."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person; Parley's own model from the first migration, so that it can grow."""
