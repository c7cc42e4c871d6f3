"""The user of Parley."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person, or a guest who plays from one browser without an account."""

    is_guest = models.BooleanField("guest", default=False)
