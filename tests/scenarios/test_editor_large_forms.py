"""The largest forms of Nine Past Nine, sent as a browser sends them: one change is saved, and nothing else changes."""

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.services import drafts
from tests.scenarios.nine_past_nine import SLUG
from wargame.accounts.models import User

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LARGEST = (
    ("incidents", "a50", "incidents.yaml", "/name", "The reconnaissance aircraft"),
    ("seats", "KOR", "seats/KOR.yaml", "brief/task", "Protect the airspace."),
)


class ThingForm(HTMLParser):
    """The pairs of names and values that a browser sends of the form of a thing."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.is_inside = False
        self.name = ""
        self.options: list[tuple[str, bool]] = []
        self.area: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.is_inside = given.get("id") == "thing-form"
        if not self.is_inside:
            return
        if tag == "option":
            self.options.append((given.get("value", ""), "selected" in given))
        elif name := given.get("name", ""):
            if tag in ("select", "textarea"):
                self.name, self.options, self.area = name, [], [] if tag == "textarea" else None
            elif tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
                self.pairs.append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea" and self.area is not None:
            text = "".join(self.area).removeprefix("\n")
            self.pairs.append((self.name, text.replace("\n", "\r\n")))
            self.area = None
        elif tag == "select" and self.options:
            values = [value for value, is_selected in self.options if is_selected] or [self.options[0][0]]
            self.pairs.append((self.name, values[0]))
            self.options = []


def test_the_largest_things_of_a_pack_are_saved_as_their_pages_show_them(ada: Client) -> None:
    user = User.objects.get(username="ada")
    own: OwnScenario = drafts.create(user=user, files=files_of(PACKS / SLUG), now=timezone.now())
    for part, ref, file, ending, new in LARGEST:
        before = drafts.texts_in(own)
        here = reverse("own_thing", args=[own.key, part, ref])
        form = ThingForm()
        form.feed(ada.get(here).text)
        place, old = next(
            (name, value) for name, value in form.pairs if name.startswith("v:") and name.endswith(ending)
        )
        sent = urlencode([(name, new if name == place else value) for name, value in form.pairs])
        assert 300 < len(form.pairs) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, ref
        assert len(sent) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE, ref
        answer = ada.post(here, sent, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302, (ref, answer.status_code)
        after = drafts.texts_in(own)
        # The old words stand once behind the place that names them: nothing else of any file is another.
        assert after[file].count(new) == before[file].count(new) + 1, ref
        assert after == {**before, file: after[file]}, ref
        at = after[file].index(new)
        assert before[file] == after[file][:at] + old + after[file][at + len(new) :], ref
