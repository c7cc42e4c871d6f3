"""Template tags and filters for seats, icons, figures and bars: {% load parley %}."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wargame.engine.values import Bloc
from wargame.web import clocks, dots, figures, meters
from wargame.web.grades import Grade, grade_of
from wargame.web.icons import icon_svg
from wargame.web.outlines import FRAME, LETTERS, SYMBOLS
from wargame.web.qr import qr_svg
from wargame.web.seats import mark_of
from wargame.web.words import explain

register = template.Library()

register.filter("seconds_left", clocks.seconds_left)
register.filter("clock", clocks.clock_of)
register.filter("moment", clocks.moment)
register.filter("duration", clocks.duration)
register.filter("is_far", clocks.is_far)
register.filter("urgency", clocks.urgency)
register.filter("points", figures.points)
register.filter("count", figures.count)
register.filter("signed", figures.signed)
register.filter("signed_tenths", figures.signed_tenths)
register.filter("delta", figures.delta)
register.filter("step", figures.step_of)
register.filter("day", figures.day)
register.filter("in_100", figures.in_100)
register.filter("chance", figures.chance)
register.filter("plain", figures.plain)
register.filter("tenths", figures.tenths)
register.filter("explain", explain)

# No eval, because our content security policy forbids it. A refused form (422) is shown. No history cache, so that no
# secret is stored in the browser. No settle delay, so that a key or click right after a swap is not lost. No `style`
# among the attributes that a new element takes over from the one before it: the policy forbids that too, and a box that
# somebody made larger has one.
_HTMX = {
    "attributesToSettle": ["class", "width", "height"],
    "defaultSettleDelay": 0,
    "allowEval": False,
    "includeIndicatorStyles": False,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}


@register.simple_tag
def htmx_config() -> str:
    """Return htmx's configuration for its meta element."""
    return json.dumps(_HTMX)


@register.filter
def words(text: str) -> list[str]:
    """Return the words of a text, to loop over."""
    return text.split()


@register.filter
def add_to(value: float, step: float) -> float:
    """Return a coordinate moved by a step; Django's `add` filter adds whole numbers only."""
    return round(value + step, 1)


@register.simple_tag
def icon(name: str, size: int = 16, ident: str = "") -> str:
    """Render a Lucide icon, hidden from assistive technology because of the words beside it; `ident` is its id."""
    return icon_svg(str(name), size, ident)


@register.inclusion_tag("web/seat.html")
def seat(code: str, note: str = "", pill: bool = False, shape: str = "") -> dict[str, Any]:
    """Render a seat's shape and code; with pill=True outlined, followed by a note such as "You".

    `shape` is for pages that show seats of several scenarios.
    """
    return {"mark": mark_of(str(code), shape), "note": note, "pill": pill}


@register.inclusion_tag("web/seats.html")
def seats(bloc: str) -> dict[str, tuple[str, ...]]:
    """Render each state that an order names as its target or partner."""
    return {"codes": Bloc(bloc).states}


@register.filter
def names_several(bloc: str) -> bool:
    """Return whether an order that names these states names more than one."""
    return len(Bloc(bloc).states) > 1


@register.simple_tag
@cache
def symbols() -> str:
    """Render the signs of all states, to which the marks of a page refer."""
    return render_to_string("web/symbols.html", {"symbols": SYMBOLS, "letters": LETTERS, "frame": FRAME})


@register.inclusion_tag("web/shape.html")
def shape(shape: str, name: str) -> dict[str, str]:
    """Render a seat's shape alone; its name is for screen readers."""
    return {"shape": shape, "name": name}


@register.inclusion_tag("web/seat_pair.html")
def seat_pair(sender: str, receiver: str = "") -> dict[str, str]:
    """Render who acts, an arrow, and whom it names."""
    return {"sender": sender, "receiver": receiver}


@register.inclusion_tag("web/grade.html")
def grade(code: str) -> dict[str, Grade]:
    """Render the grade of a report with its words."""
    return {"grade": grade_of(str(code))}


@register.inclusion_tag("web/meter.html")
def meter(value: float, cap: int | None = None) -> dict[str, Any]:
    """Render a share of 0..100 as a bar in a row of figures, with a tick at a cap; the number is beside it."""
    return {"value": value, "cap": cap}


@register.inclusion_tag("web/odds_bar.html")
def odds_bar(in_100: int, low: int, high: int, has_come: bool | None = None) -> dict[str, Any]:
    """Render a chance in 100 with the bracket of its range; once `has_come` is known, with a mark in that share."""
    mark = None if has_come is None else meters.odds_mark(in_100, has_come)
    return {"in_100": in_100, "low": low, "high": high, "mark": mark}


@register.inclusion_tag("web/range_bar.html")
def range_bar(in_100: int, low: int, high: int) -> dict[str, int]:
    """Render a chance in 100 as a line in its range, for a row; the number is beside it."""
    return {"in_100": in_100, "low": low, "width": high - low}


@register.inclusion_tag("web/dot.html")
def dot(dot: dots.Dot) -> dict[str, dots.Dot]:
    """Render a figure as a dot or bar with its range and what is wanted; the figure is beside it in words."""
    return {"dot": dot}


@register.inclusion_tag("web/effect.html")
def effect(label: str, mean: float, low: float, high: float) -> dict[str, Any]:
    """Render one row of expected effects: label, range bar and figures (points)."""
    return {"label": label, "mean": mean, "low": low, "high": high, "bar": meters.effect_bar(mean, low, high)}


@register.inclusion_tag("web/marginal_bar.html")
def marginal(bar: meters.MarginalBar) -> dict[str, Any]:
    """Render the effect of one order as a bar from the middle with its range."""
    return {"bar": bar}


@register.inclusion_tag("web/labelled_effect.html")
def forecast_bar(label: str, mean: float, low: float, high: float, happened: float) -> dict[str, Any]:
    """Render what was forecast before the turn and what happened (points)."""
    bar = meters.effect_bar(mean, low, high, happened)
    return {"label": label, "mean": mean, "low": low, "high": high, "happened": happened, "bar": bar}


@register.inclusion_tag("web/outcome_strip.html")
def outcome_strip(
    options: Iterable[Any],
    chosen: str,
    how: str = "drawn",
    fell: str = "",
    roll: float | None = None,
    small: bool = False,
) -> dict[str, Any]:
    """Render the options as wide as they were likely; options have key, label, in_100, accident.

    `how` is the word for what made the chosen one come; `fell` is the one that the dice gave, if it is another. With
    the roll in 100 the mark is at the roll, else in the middle of the drawn option. small=True is thin, with its text
    for screen readers only.
    """
    rows = [
        meters.StripOption(
            option.label, option.in_100, option.key == chosen, option.key == (fell or chosen), option.accident
        )
        for option in options
    ]
    return {"strip": meters.outcome_strip(rows, how, roll), "small": small}


@register.inclusion_tag("web/pips.html")
def pips(spent: int, total: int) -> dict[str, Any]:
    """Render the points of a turn, spent and left."""
    return {"spent": spent, "total": total, "states": meters.pips(spent, total)}


_FACT_SIGNS = {"sourced": "book-open-check", "inferred": "calculator", "invented": "pen-line"}


@register.inclusion_tag("web/fact_mark.html")
def fact_mark(status: str, label: str) -> dict[str, str]:
    """Render whether something is sourced, inferred or invented: an icon and the word."""
    return {"status": status, "label": label, "sign": _FACT_SIGNS[status]}


@register.simple_block_tag
def table_frame(content: SafeString, label: str, look: str = "table") -> SafeString:
    """Put a table of a class around caption, head and body; where it is too wide it scrolls, by keys as well."""
    frame = '<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="{}">{}</table></div>'
    return format_html(frame, label, look, content)


@register.simple_tag
def qr_code(text: str) -> SafeString:
    """Return the QR code of a text as inline SVG."""
    return mark_safe(qr_svg(text))  # noqa: S308 - drawn by us
