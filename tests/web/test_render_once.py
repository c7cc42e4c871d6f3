"""Parts of pages that are rendered once for equal values: they tell these, and the token of the request, alone."""

from unittest.mock import patch

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import SafeString

from wargame.exercises.diplomacy.selectors.inbox import MessageComposer
from wargame.web.templatetags import render_once

FORM = "exercises/diplomacy/parts/message_form.html"
MENU = "exercises/navigation/parts/menu_links.html"
LOAD = "{% load render_once %}"
PAGE = f'{LOAD}{{% render_once part code="ABCDEF" branch=1 seat=seat part="" is_sandbox=False is_solo=False %}}'


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    render_once._rendered.cache_clear()


def page(source: str, **context: object) -> SafeString:
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = str(context.pop("secret", "a")) * 32
    return engines["django"].from_string(source).render(context, request)


def _mark_of(source: str) -> str:
    """Return the text in place of the token in a part, the one part of the page being kept."""
    with patch.object(render_once, "render_to_string", wraps=render_once.render_to_string) as rendered:
        render_once._rendered.cache_clear()
        page(source)
    return str(rendered.call_args.args[1]["csrf_token"])


def menu(seat: str) -> str:
    return page(PAGE.replace("render_once part", f'render_once "{MENU}"'), seat=seat)


def test_a_part_is_rendered_once_for_equal_values() -> None:
    with patch.object(render_once, "render_to_string", wraps=render_once.render_to_string) as rendered:
        first, again, other = menu("KOR"), menu("KOR"), menu("JPN")
    assert first == again
    assert "Briefing of KOR" in first
    assert "Briefing of JPN" in other
    assert "KOR" not in other
    assert rendered.call_count == 2


def test_values_are_escaped() -> None:
    source = f'{{% load render_once %}}{{% render_once "{FORM}" code="ABCDEF" composer=composer %}}'
    assert "&lt;b&gt;</textarea>" in page(source, composer=MessageComposer((), "open", can_state=False, text="<b>"))


def test_a_part_knows_nothing_but_its_values() -> None:
    source = f'{{% load render_once %}}{{% render_once "{FORM}" code="ABCDEF" %}}'
    assert "Sorry" not in page(source, fault="Sorry")


def test_each_reader_has_a_token_of_their_own() -> None:
    source = f'{{% load render_once %}}{{% render_once "{FORM}" code="ABCDEF" %}}'
    mark = _mark_of(source)
    found = {page(source, secret=secret) for secret in "ab"}
    assert len(found) == 2
    assert not [html for html in found if mark in html]
    assert all('name="csrfmiddlewaretoken" value="' in html for html in found)
