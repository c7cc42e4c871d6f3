"""Refuses passwords that are little more than words of this product or this site."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

from wargame.accounts.models import User

WORDS = {"parley", "wargame", "wargaming", "crisis", "exercise", "scenario", "password", "teacher", "student"}
LEAST_OTHER_LETTERS = 4
_SHORTEST_WORD = 4


class ContextWordsValidator:
    """Refuses a password in which hardly a letter is left without the words of product and site."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for such a password. Digits and signs do not count: everybody adds them."""
        left = password.casefold()
        found = [word for word in sorted(_words(), key=len, reverse=True) if word in left]
        for word in found:
            left = left.replace(word, "")
        if found and sum(letter.isalpha() for letter in left) < LEAST_OTHER_LETTERS:
            raise ValidationError("This password is too easy to guess here: choose other words.", code="context_words")

    def get_help_text(self) -> str:
        """Return the rule, as a line of the list under the field."""
        return "Your password must not be made of the words of this site."


def _words() -> set[str]:
    """Return the words of the product, and those in the names of this site."""
    named = re.split(r"[^\w]+|_", " ".join([settings.SITE_URL, *settings.ALLOWED_HOSTS]).casefold())
    return WORDS | {word for word in named if len(word) >= _SHORTEST_WORD and word.isalpha()}
