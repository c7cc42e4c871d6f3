"""Parts of pages that say the same to everybody for whom some values are the same: {% load render_once %}."""

import pickle
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from wargame.web.seats import current_shapes

register = template.Library()


@dataclass(frozen=True)
class Values:
    """The values of a part; two are equal if their text is equal."""

    by_name: dict[str, Any] = field(compare=False)
    written: bytes


@register.simple_tag(takes_context=True)
def render_once(context: Context, template_name: str, **values: Any) -> SafeString:
    """Render a template that is given these values and nothing else; for equal values this is done once in a process.

    Its forms get the token of the request. It must not depend on the clock, the time zone, or anything that neither its
    values nor the shapes of the seats tell.
    """
    html, mark = _rendered(template_name, Values(values, pickle.dumps((values, current_shapes()))))
    return mark_safe(html.replace(mark, str(context.get("csrf_token", ""))))  # noqa: S308 - rendered by a template


@lru_cache(maxsize=512)
def _rendered(template_name: str, values: Values) -> tuple[str, str]:
    """Return a part, and what stands in it in place of the token; nobody can write that, because nobody knows it."""
    mark = secrets.token_hex(32)
    return render_to_string(template_name, values.by_name | {"csrf_token": mark}), mark
