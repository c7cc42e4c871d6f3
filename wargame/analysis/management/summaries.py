"""The findings of a command for each of several packs: printed as it comes, then in one table."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from wargame.analysis.management.tables import table


@dataclass(frozen=True)
class Found:
    """The findings for one pack: the report as text and for programs, cells of the summary, and what is wrong."""

    slug: str
    lines: Iterator[str]
    document: dict[str, Any]
    cells: tuple[str, ...]
    wrong: tuple[str, ...]


def say(all_found: Sequence[Found], stream: OutputWrapper) -> None:
    """Print the report of the last pack as text, with an empty line before it if there are others."""
    if len(all_found) > 1:
        stream.write("")
    stream.write("\n".join(all_found[-1].lines))


def sum_up(all_found: Sequence[Found], headings: tuple[str, ...], stream: OutputWrapper, *, as_json: bool) -> None:
    """Print the reports for programs, or a table of all packs where there are several.

    One pack's report is printed as it is, several by slug.
    """
    if as_json:
        documents = {one.slug: one.document for one in all_found}
        whole = documents if len(all_found) > 1 else all_found[0].document
        stream.write(json.dumps(whole, indent=1, ensure_ascii=False))
    elif len(all_found) > 1:
        rows = [(one.slug, *one.cells, str(len(one.wrong) or "nothing")) for one in all_found]
        stream.write("\n".join(table("All packs", ("pack", *headings, "wrong"), rows)))


def require_sound(all_found: Sequence[Found], words: str) -> None:
    """Fail with what is wrong, pack by pack where there are several."""
    wrong = [one for one in all_found if one.wrong]
    if wrong:
        named = len(all_found) > 1
        said = [f"{one.slug}: {fault}" if named else fault for one in wrong for fault in one.wrong]
        raise CommandError("\n".join([words, *said]))
