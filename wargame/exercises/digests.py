"""A hash of a value in JSON, the same in whatever order its keys stand."""

import hashlib
import json


def digest_of(value: object) -> str:
    """SHA-256 (hex) of a value in canonical JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
