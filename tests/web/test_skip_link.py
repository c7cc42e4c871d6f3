"""The body of every page begins with the link that skips to the content."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
OF_A_HEAD = {"link", "meta", "noscript", "script", "style", "title"}
"""A browser ends the head at any other element, and what follows it stands before the skip link."""
HEAD = re.compile(r"{% block head %}(.*?){% endblock", re.DOTALL)
INCLUDED = re.compile(r'{% include "([^"]+)"')
BEGINS = re.compile(r"<body[^>]*>\s*<a class=\"skip\" href=\"#main\">")


def elements(source: str) -> set[str]:
    """Return the names of the elements in a part of a template, with those of the parts that it includes."""
    included = [elements((TEMPLATES / name).read_text()) for name in INCLUDED.findall(source)]
    return set(re.findall(r"<(\w+)", source)).union(*included)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_the_head_of_a_page_has_nothing_that_is_shown(path: Path) -> None:
    for head in HEAD.findall(path.read_text()):
        assert elements(head) <= OF_A_HEAD


@pytest.mark.django_db
def test_the_settings_of_a_class_have_one_heading(group: Class, client: Client) -> None:
    assert isinstance(group.ada.user, User)
    client.force_login(group.ada.user)
    slug = group.exercise.scenario_version.scenario.slug
    settings = reverse("class_settings", args=[group.exercise.code])
    for address in (f"{reverse('new_exercise')}?scenario={slug}", settings, reverse("landing")):
        page = client.get(address).content.decode()
        assert BEGINS.search(page), address
        assert page.count("<h1") == 1, address
