"""The secret behind an exercise's dice, and the commitment to it: published at the start, opened at the end.

The commitment is the SHA-256 of two lines of ASCII: the name and version of this form, and the secret in lower-case
hexadecimal digits. Anybody can check an opened one: `printf 'parley dice 1\\n%s\\n' SECRET | sha256sum`.
"""

import hashlib
import hmac
import secrets
from typing import TypedDict

SECRET_BYTES = 32
FORM = "parley dice 1"


class CommittedSecret(TypedDict):
    """The fields of an exercise that hold its secret and the commitment to it."""

    secret: bytes
    commitment: str


def sealed(secret: bytes | None = None) -> CommittedSecret:
    """Return a secret that nobody can guess, or the one that a test gives, with the commitment to it."""
    chosen = new_secret() if secret is None else secret
    if len(chosen) != SECRET_BYTES:
        raise ValueError(f"A secret has {SECRET_BYTES} bytes, not {len(chosen)}.")
    return CommittedSecret(secret=chosen, commitment=commitment_to(chosen))


def new_secret() -> bytes:
    """Return a secret from the system's source of randomness."""
    return secrets.token_bytes(SECRET_BYTES)


def commitment_to(secret: bytes) -> str:
    """Return the commitment to a secret, as 64 hexadecimal digits."""
    return hashlib.sha256(f"{FORM}\n{secret.hex()}\n".encode()).hexdigest()


def fits(secret: bytes, commitment: str) -> bool:
    """Return whether a secret is the one that was committed to."""
    return hmac.compare_digest(commitment_to(secret), commitment)
