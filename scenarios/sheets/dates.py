"""Dates and times of day in spreadsheets, which keep them as numbers of days, as words of a scenario."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_BUILT_IN = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
"""The numbers of the formats of dates and times that every spreadsheet knows; some are those of East Asian ones."""
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""Words in quotation marks, single signs, and colours, which may have letters of dates."""
_OF_DATES = re.compile(r"[dmyhs]", re.IGNORECASE)
_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_MOST_DAYS = 2_958_465
"""The 31st of December 9999, the last day that a spreadsheet has."""


def dates_among(cells: Sequence[str], formats: Mapping[str, str]) -> frozenset[str]:
    """Return the numbers of the styles of cells that show dates or times, by the formats that they name."""
    known = {number for number, code in formats.items() if _OF_DATES.search(_NOT_SHOWN.sub("", code.partition(";")[0]))}
    shown = (_BUILT_IN - formats.keys()) | known
    return frozenset(str(style) for style, number in enumerate(cells) if number in shown)


@dataclass(frozen=True, slots=True)
class SheetDates:
    """The styles of a workbook that show numbers as dates or times, and whether it counts days from 1904 on."""

    styles: frozenset[str] = frozenset()
    is_1904: bool = False

    def in_words(self, value: str) -> str:
        """Return a number of days as a date, a time of day, or both; a text that is no such number as it is."""
        try:
            days = float(value)
        except ValueError:
            return value
        if not 0 <= days <= _MOST_DAYS:
            return value
        first = _FIRST_1904 if self.is_1904 else _FIRST
        at = first + timedelta(seconds=round(days * 86_400))
        if days < 1:
            return _time(at)
        return _date(at) if days == int(days) else f"{_date(at)} {_time(at)}"


def iso_in_words(value: str) -> str:
    """Return a date or time in the form of ISO 8601 as a scenario writes it; another text as it is."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return _date(at) if "T" not in value else f"{_date(at)} {_time(at)}"


def _date(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _time(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
