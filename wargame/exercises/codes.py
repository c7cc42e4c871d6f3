"""Exercise codes that people read aloud and type: K7QF-A3, with a character that catches a slip."""

import secrets

# Douglas Crockford's base 32: no I, L, O, U, so that 1 and 0 cannot be misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})


def new_code() -> str:
    """Five random characters and their check character."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        remainder = _remainder(body)
        # Five of the 37 remainders have no character in the alphabet: draw again.
        if remainder < len(ALPHABET):
            return body + ALPHABET[remainder]


def normal_code(text: str) -> str:
    """Return the code as stored, or "" when the text cannot be one (wrong length, character or check)."""
    code = plain(text)
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return ""
    return code if _remainder(code[:-1]) == ALPHABET.index(code[-1]) else ""


def plain(text: str) -> str:
    """Return a text in capitals, without dashes and spaces, and with digits for letters that look like them."""
    return text.strip().upper().translate(_LOOKALIKES)


def dashed_code(code: str) -> str:
    """Return the code with its dash, as it is shown."""
    return f"{code[:4]}-{code[4:]}"


def _remainder(body: str) -> int:
    """Crockford's check: the value modulo 37, which every wrong or swapped character changes."""
    value = 0
    for character in body:
        value = value * len(ALPHABET) + ALPHABET.index(character)
    return value % 37
