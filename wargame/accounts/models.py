"""The user of Parley, counts of attempts that are limited, and addresses from which somebody was seen."""

import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models

NAME_LENGTH = 80


class User(AbstractUser):
    """A person, or a guest who plays from one browser without an account.

    Whoever signs up has the e-mail address, in lower case, as user name.
    """

    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    is_guest = models.BooleanField("guest", default=False)
    session_stamp = models.CharField(max_length=32, blank=True, editable=False)

    def get_full_name(self) -> str:
        """The name a person gave, else the user name."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """As the full name: Parley knows no parts of names."""
        return self.get_full_name()

    def get_session_auth_hash(self) -> str:
        """What a session must match to be believed: password and stamp."""
        return super().get_session_auth_hash() + self.session_stamp

    def get_session_auth_fallback_hash(self) -> list[str]:
        """The same under secret keys that were replaced lately."""
        return [known + self.session_stamp for known in super().get_session_auth_fallback_hash()]

    def stamp_sessions(self) -> None:
        """Ends every session there is; whoever asked for it is signed in again by the caller."""
        self.session_stamp = secrets.token_hex(16)
        self.save(update_fields=["session_stamp"])


class Tally(models.Model):
    """How often somebody has tried something lately; who it was is kept as a digest only."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%Y-%m-%d %H:%M:%S}"


class KnownAddress(models.Model):
    """That somebody was seen from an address; who and where is kept as a keyed digest only."""

    key = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "known addresses"

    def __str__(self) -> str:
        return f"until {self.ends_at:%Y-%m-%d %H:%M:%S}"
