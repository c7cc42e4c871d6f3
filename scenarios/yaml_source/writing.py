"""Writes values as YAML: on one line, or with a line for each entry."""

import json
import re
import textwrap

from scenarios.yamlsafe import Tree

_PLAIN = re.compile(r"-?[\w.+][^\n:#\[\]{},&*!|>'\"%@`]*(?<! )")
_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_WIDTH = 118
_LONGEST_LINE = 90


def one_line(value: Tree) -> str:
    """Write a value on one line, with lists and mappings in brackets."""
    if isinstance(value, list):
        return f"[{', '.join(map(one_line, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {one_line(each)}" for key, each in value.items()) + "}"
    return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)


def entry(key: str, value: Tree, margin: int) -> str:
    """Write a key with its value, from a column on; what follows the first line has the margin as well."""
    blank = " " * (margin + 2)
    if isinstance(value, str) and len(value) > _LONGEST_LINE and _folds(value):
        body = textwrap.fill(value, _WIDTH - margin, break_long_words=False, break_on_hyphens=False)
        return f"{key}: >-\n" + "\n".join(blank + line for line in body.split("\n"))
    if isinstance(value, dict) and value:
        return f"{key}:\n{blank}" + block(value, margin + 2)
    if isinstance(value, list) and any(not isinstance(each, str) for each in value):
        return f"{key}:\n" + "\n".join(f"{blank}- {block(each, margin + 4)}" for each in value)
    return f"{key}: {one_line(value)}"


def block(value: Tree, margin: int) -> str:
    """Write a value from a column on; each further line of a mapping has the margin."""
    if isinstance(value, dict) and value:
        return ("\n" + " " * margin).join(entry(key, each, margin) for key, each in value.items())
    return one_line(value)


def _is_plain(text: str) -> bool:
    return text not in _NO_VALUE and bool(_PLAIN.fullmatch(text))


def _folds(text: str) -> bool:
    """Return whether a folded text reads as this one: single blanks, and none at its ends."""
    return text == " ".join(text.split())
