"""Formats figures: whole points, a true minus sign, and arrows for what rose and fell."""

from calendar import month_name

MINUS = "\N{MINUS SIGN}"
UP, DOWN = "\N{BLACK UP-POINTING TRIANGLE}", "\N{BLACK DOWN-POINTING TRIANGLE}"


def points(value: float) -> str:
    """Format a value in whole points: 58."""
    return f"{round(value)}".replace("-", MINUS)


def count(number: int) -> str:
    """Format a number with commas: 10,000."""
    return f"{number:,}"


def signed(value: float) -> str:
    """Format a change with its sign, in whole points: +6, or with a true minus; 0 has no sign."""
    whole = round(value)
    return f"+{whole}" if whole > 0 else points(whole)


def signed_tenths(value: float) -> str:
    """Format a change with its sign and one decimal: +3.4; 0.0 has no sign."""
    written = tenths(value)
    return "0.0" if written in {"0.0", f"{MINUS}0.0"} else f"+{written}" if value > 0 else written


def delta(value: float) -> str:
    """Format a change with an arrow: a triangle up and 12; "=" for no change."""
    whole = round(value)
    if whole == 0:
        return "="
    return f"{UP if whole > 0 else DOWN}{abs(whole)}"


def in_100(share: float) -> str:
    """Format a share of 0..1 as a whole number in 100."""
    return f"{round(100 * share)}"


def chance(share: int) -> str:
    """Format a chance in whole hundredths: "under 1" where it was rounded to 0, because readers see that it came."""
    return f"{share}" if share else "under 1"


def step_of(tension: float) -> int:
    """Return the colour step 1..5 of a tension of 0..100: below 20, 40, 50, 60, and above."""
    return 1 + sum(tension >= limit for limit in (20, 40, 50, 60))


def day(date: str) -> str:
    """Format a partly known date: 2019-07-23 is 23 July 2019, 2015-11 is November 2015, 2013 stays."""
    year, *rest = date.split("-")
    words = [month_name[int(rest[0])], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) == 2 else words)


def plain(value: float) -> str:
    """Format a figure with as many digits as it needs: 2, 0.5, 0.0009."""
    return f"{value:g}".replace("-", MINUS)


def tenths(value: float) -> str:
    """Format a value with one decimal, so that columns align."""
    return f"{value:.1f}".replace("-", MINUS)
