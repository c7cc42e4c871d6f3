"""Texts of people, made fit to be kept."""

import unicodedata


def printable(text: str) -> str:
    """Return the text without space around it and without characters that steer a screen; lines end in one way."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each == "\n" or unicodedata.category(each) not in ("Cc", "Cs")).strip()
