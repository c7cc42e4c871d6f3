"""The user model, counts of limited attempts, and known addresses."""

import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models

NAME_LENGTH = 80


class User(AbstractUser):
    """A person with an account, or a guest who plays in one browser without one.

    The user name of an account is its e-mail address in lower case.
    """

    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    is_guest = models.BooleanField("guest", default=False)
    session_stamp = models.CharField(max_length=32, blank=True, editable=False)

    def get_full_name(self) -> str:
        """Return the name that a person gave, else the user name."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """Return the full name: Parley stores no parts of names."""
        return self.get_full_name()

    def get_session_auth_hash(self) -> str:
        """Return the hash that a session must match. It depends on password and stamp."""
        return super().get_session_auth_hash() + self.session_stamp

    def get_session_auth_fallback_hash(self) -> list[str]:
        """Return the same under previous secret keys."""
        return [known + self.session_stamp for known in super().get_session_auth_fallback_hash()]

    def stamp_sessions(self) -> None:
        """End every session of the user. The caller signs the current browser in again."""
        self.session_stamp = secrets.token_hex(16)
        self.save(update_fields=["session_stamp"])


class Tally(models.Model):
    """A count of somebody's recent attempts. Only a digest names the person."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%Y-%m-%d %H:%M:%S}"


class KnownAddress(models.Model):
    """Somebody was seen at an address. Only a keyed digest says who and where."""

    key = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "known addresses"

    def __str__(self) -> str:
        return f"until {self.ends_at:%Y-%m-%d %H:%M:%S}"


class SecondFactor(models.Model):
    """An app that shows a new code every half minute, and codes on paper for when it is lost.

    `step` is the half minute of the last code that was accepted: no code is accepted twice. `recovery` holds digests.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=32)
    step = models.BigIntegerField(default=0)
    recovery = models.JSONField(default=list)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"of {self.user} since {self.since:%Y-%m-%d}"
