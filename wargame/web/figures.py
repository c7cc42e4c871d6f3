"""How figures are written: whole points, a true minus sign, and arrows for what rose and fell."""

from calendar import month_name

MINUS = "\N{MINUS SIGN}"
UP, DOWN = "\N{BLACK UP-POINTING TRIANGLE}", "\N{BLACK DOWN-POINTING TRIANGLE}"


def points(value: float) -> str:
    """A value in whole points, e.g. 58."""
    return f"{round(value)}".replace("-", MINUS)


def count(number: int) -> str:
    """A number of things with commas, e.g. 10,000."""
    return f"{number:,}"


def signed(value: float) -> str:
    """A change with its sign, e.g. +6 or a true minus; nothing stands before 0."""
    whole = round(value)
    return f"+{whole}" if whole > 0 else points(whole)


def signed_tenths(value: float) -> str:
    """A change with its sign to one decimal, e.g. +3.4; nothing stands before 0.0."""
    written = tenths(value)
    return "0.0" if written in {"0.0", f"{MINUS}0.0"} else f"+{written}" if value > 0 else written


def delta(value: float) -> str:
    """A change with an arrow, e.g. a triangle up and 12; "no change" reads as =."""
    whole = round(value)
    if whole == 0:
        return "="
    return f"{UP if whole > 0 else DOWN}{abs(whole)}"


def in_100(share: float) -> str:
    """A share of 0 to 1 as a whole number in 100."""
    return f"{round(100 * share)}"


def step_of(tension: float) -> int:
    """The colour step 1-5 of a tension of 0 to 100: below 20, 40, 50, 60, and above."""
    return 1 + sum(tension >= limit for limit in (20, 40, 50, 60))


def day(date: str) -> str:
    """A date known in part in words: 2019-07-23 is 23 July 2019, 2015-11 is November 2015, 2013 stays."""
    year, *rest = date.split("-")
    words = [month_name[int(rest[0])], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) == 2 else words)


def plain(value: float) -> str:
    """A figure with the digits it needs: 2, 0.5, 0.0009."""
    return f"{value:g}".replace("-", MINUS)


def tenths(value: float) -> str:
    """A value on a scale, to one decimal, so that a column of them lines up."""
    return f"{value:.1f}".replace("-", MINUS)
