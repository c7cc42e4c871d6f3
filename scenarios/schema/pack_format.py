"""The version of the form of packs. A pack that needs a newer edition of Parley says so in its cover."""

from scenarios.pack_faults import Fault, PackError
from scenarios.yamlsafe import Document

FORMAT = 1
"""It rises when an older edition would misread a newer pack, or refuse it with words that do not help."""


def require_format(cover: Document | None) -> None:
    """Raise PackError alone for a newer form: all other faults would come from not knowing it."""
    tree = cover.tree if cover is not None else None
    told = tree.get("format") if isinstance(tree, dict) else None
    if (
        cover is None
        or not isinstance(told, str)
        or not told.isascii()
        or not told.isdigit()
        or int(told[:9]) <= FORMAT
    ):
        return
    message = f"the pack has form {told:.9}; this edition of Parley reads form {FORMAT}."
    raise PackError(
        [Fault(cover.file, message, "Use a newer edition of Parley.", "format", cover.line_of(("format",)))]
    )
