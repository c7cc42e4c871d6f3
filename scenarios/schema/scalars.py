"""The types of words and numbers in a pack. Each is converted from a string and has bounds."""

import re
from datetime import date
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from scenarios.moments import MONTHS
from scenarios.schema.mistakes import mistake
from wargame.engine.values import LONGEST_BLOC

_WHOLE = re.compile(r"[+-]?\d{1,12}")
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,9})?")
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FLAGS = {"yes": True, "no": False, "true": True, "false": False}


def _whole(value: object) -> object:
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise mistake("whole", "this is not a whole number.", "Write at most twelve digits, such as 12.")
        return int(value)
    return value


def _number(value: object) -> object:
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            raise mistake("number", "this is not a plain number.", "Write digits, such as 0.5 or -12.")
        return float(value)
    return value


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value.lower() not in _FLAGS:
            raise mistake("flag", "this is neither yes nor no.", "Write yes or no.")
        return _FLAGS[value.lower()]
    return value


def _partial_date(value: str) -> str:
    if not _PARTIAL_DATE.fullmatch(value):
        raise mistake("date", "this is not a date.", "Write 2019-07-23, 2019-07 or 2019, as far as it is known.")
    year, month, day = [*value.split("-"), "01", "01"][:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise mistake("date", "there is no such day.", "Look the date up and correct it.") from None
    return value


Whole: TypeAlias = Annotated[int, BeforeValidator(_whole), Field(strict=True)]
"""A whole number of at most twelve digits."""

Number: TypeAlias = Annotated[float, BeforeValidator(_number), Field(strict=True, allow_inf_nan=False)]
"""A finite number in plain notation: 12, -0.5."""

Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag), Field(strict=True)]
"""yes or no."""

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_ADDRESS = r"^https?://[a-z0-9.-]+\.[a-z]{2,}(/[!-~]*)?$"
_CODE = r"^[A-Z]{3}$"
_BLOC = r"^[A-Z]{3}(\+[A-Z]{3})*$"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_DAY = rf"([1-9]|[12]\d|3[01]) ({'|'.join(MONTHS)})"
_TIME = rf"^{_CLOCK}$"
_KEY = r"^[a-z0-9]+([_-][a-z0-9]+)*$"
_MOMENT = rf"^({_DAY}( {_CLOCK})?|{_CLOCK})$"
_GRADE = r"^[A-F][1-6]$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$"

FORMS = {
    _SLUG: "Use small letters, digits and single hyphens, such as joint-patrol-2019.",
    _ADDRESS: "Write the whole address of the page, such as https://tass.com/defense/1025352.",
    _CODE: "Use three capital letters, such as KOR.",
    _BLOC: "Write a code, such as KOR, or several in the order of the alphabet, such as CHN+KOR.",
    _TIME: "Write hours and minutes, such as 09:09.",
    _KEY: "Use small letters, digits, single hyphens or underscores, such as kor_fire.",
    _MOMENT: "Write hours and minutes, a date, or both, such as 09:09, 24 July or 24 July 09:09.",
    _GRADE: "Write a letter A to F and a number 1 to 6, such as B3.",
    _LANGUAGE: "Write a language tag, such as ko or ja-Latn.",
}
"""The remedy for each pattern that a value does not match."""

Slug: TypeAlias = Annotated[str, StringConstraints(pattern=_SLUG, max_length=80)]
"""A name for machines: small letters, digits and single hyphens."""

Key: TypeAlias = Annotated[str, StringConstraints(pattern=_KEY, max_length=80)]
"""A name that the rules use: small letters, digits, single hyphens or underscores."""

Code: TypeAlias = Annotated[str, StringConstraints(pattern=_CODE)]
"""A state or a seat: three capital letters; states as in ISO 3166-1."""

BlocText: TypeAlias = Annotated[str, StringConstraints(pattern=_BLOC, max_length=LONGEST_BLOC)]
"""The target or partner of an order: a code, or several in the order of the alphabet: CHN+MNG."""

Title: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=160)]
Line: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]

Address: TypeAlias = Annotated[str, StringConstraints(pattern=_ADDRESS, max_length=300)]
"""The address of a page, with http or https."""

PartialDate: TypeAlias = Annotated[
    str, AfterValidator(_partial_date), WithJsonSchema({"type": ["string", "integer"], "title": "A date"})
]
"""A date of known precision: 2019-07-23, 2015-11 or 1993. An editor takes a year for a number."""

ClockTime: TypeAlias = Annotated[str, StringConstraints(pattern=_TIME)]
"""A time of day, 09:09."""

Moment: TypeAlias = Annotated[str, StringConstraints(pattern=_MOMENT)]
"""A time of day, a date where turns take weeks, or both: 09:04, 6 July, 24 July 11:30."""

Grade: TypeAlias = Annotated[str, StringConstraints(pattern=_GRADE)]
"""Reliability of the source A..F, credibility of the content 1..6."""

Language: TypeAlias = Annotated[str, StringConstraints(pattern=_LANGUAGE)]
"""A language tag: ko, ja-Latn."""
