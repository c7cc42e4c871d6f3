"""Two authors of a draft: who may edit it, who is here and where, and that neither loses text."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.models import OwnAuthor, OwnScenario
from scenarios.selectors.authors import place_in
from scenarios.services import drafts, sharing
from tests.scenarios.own import browser_of, press_step, save, text_of
from tests.scenarios.test_editor_things import address, form_of
from wargame.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def bo(own: OwnScenario, ada: Client) -> Client:
    """Bo, whom Ada asked to write along, and who did."""
    browser = browser_of("bo")
    ada.post(reverse("own_act", args=[own.key]), {"act": "ask"})
    own.refresh_from_db()
    answer = browser.post(reverse("write_along", args=[own.write_token]), follow=True)
    assert "You write at" in answer.text
    return browser


def named(browser: Client, own: OwnScenario, where: str = "/edit/") -> str:
    return browser.get(reverse("own_authors", args=[own.key]), {"where": where}).text


def test_each_sees_where_the_other_edits_until_a_page_is_away(own: OwnScenario, ada: Client, bo: Client) -> None:
    ada.get(address(own, "states"))
    assert "Ada" in named(bo, own)
    assert "States: South Korea" in named(bo, own)
    assert "is on this page" in named(bo, own, address(own, "states"))
    OwnAuthor.objects.filter(user__username="bo").update(seen_at=None)
    bo.get(reverse("own_here", args=[own.key]), {"where": reverse("own_texts", args=[own.key])})
    assert "in Texts" in named(ada, own)
    assert "Ada" not in named(ada, own)
    OwnAuthor.objects.update(seen_at=timezone.now() - timedelta(seconds=31))
    assert "Bo" not in named(ada, own)


def test_two_editors_of_one_thing_lose_nothing(own: OwnScenario, ada: Client, bo: Client) -> None:
    here = address(own, "states")
    hers, his = (
        form_of(own, "states", **{"states/0/name": "Hers"}),
        form_of(own, "states", **{"states/0/approval": "61"}),
    )
    clashing = form_of(own, "states", **{"states/0/name": "His", "states/0/economy": "44"})
    ada.post(here, hers)
    bo.post(here, his)
    assert "name: Hers" in text_of(own, "scenario.yaml")
    assert "approval: 61" in text_of(own, "scenario.yaml")
    both = bo.post(here, clashing)
    assert both.status_code == 409
    assert "Theirs, which is saved: Hers" in both.text
    assert 'value="His"' in both.text
    assert "economy: 44" in text_of(own, "scenario.yaml")
    assert own.changes.count() == 3


def test_a_page_undoes_the_change_that_it_names_and_no_later_one(own: OwnScenario, ada: Client, bo: Client) -> None:
    save(own, "scenario.yaml", "title: Small", "title: Hers")
    page = ada.get(reverse("own_editor", args=[own.key])).text
    hers = own.changes.first()
    assert f'value="undo:{hers.pk}"' in page
    save(own, "scenario.yaml", "title: Hers", "title: His")
    step = reverse("own_step", args=[own.key])
    for act in (f"undo:{hers.pk}", "undo", "undo:", "undo:\u0660", "undo:" + "9" * 5000):
        said = ada.post(step, {"act": act}, follow=True).text
        assert "Nothing was undone" in said, act
        assert "title: His" in text_of(own, "scenario.yaml"), act
    for title in ("Hers", "Small"):
        press_step(ada, own, "undo")
        assert f"title: {title}" in text_of(own, "scenario.yaml")
    last = own.changes.first()
    assert "Nothing was made again" in ada.post(step, {"act": f"redo:{last.pk}"}, follow=True).text
    assert "title: Small" in text_of(own, "scenario.yaml")
    press_step(ada, own, "redo")
    assert "title: Hers" in text_of(own, "scenario.yaml")


def test_a_sign_of_life_names_a_page_and_is_written_at_intervals(own: OwnScenario, bo: Client) -> None:
    def where_after(place: str) -> str:
        bo.get(reverse("own_here", args=[own.key]), {"where": f"/my-scenarios/{own.key}/edit/{place}"})
        return str(own.authors.get(user__username="bo").where)

    OwnAuthor.objects.update(seen_at=timezone.now() + timedelta(seconds=7))
    assert where_after("texts/") == ""
    OwnAuthor.objects.update(seen_at=timezone.now() - timedelta(seconds=9))
    assert where_after("texts/") == "texts"
    OwnAuthor.objects.update(seen_at=None)
    assert where_after("incidents/flight\0/") == "texts"
    assert where_after("incidents/flight/") == "incidents/flight"
    for place in ("incidents/a b", "incidents/a/b", "incidents/é", "incidents/" + "a" * 200, "incidents//a"):
        assert place_in(f"/my-scenarios/x/edit/{place}/") is None, place
    assert place_in("/my-scenarios/x/edit/") == ""


def test_strangers_learn_nothing_and_an_author_along_owns_nothing(own: OwnScenario, ada: Client, bo: Client) -> None:
    stranger, guest = browser_of("eve"), Client()
    for name in ("own_here", "own_authors", "own_editor", "own_texts", "own_clause"):
        where = reverse(name, args=[own.key])
        assert stranger.get(where).status_code == 404, name
        assert guest.get(where).status_code == 302, name
        assert bo.get(where).status_code in (200, 204), name
    assert not OwnAuthor.objects.filter(user__username="eve").exists()
    assert stranger.get(reverse("write_along", args=["none"])).status_code == 404
    for name in ("own_scenario", "export_scenario", "delete_scenario"):
        assert bo.get(reverse(name, args=[own.key])).status_code == 404, name
    for name in ("publish_scenario", "own_act"):
        assert bo.post(reverse(name, args=[own.key]), {"act": "share"}).status_code == 404, name
    assert own.title in bo.get(reverse("own_scenarios")).text
    page = bo.get(reverse("own_editor", args=[own.key])).text
    assert reverse("own_scenario", args=[own.key]) + '"' not in page
    assert reverse("publish_scenario", args=[own.key]) not in page


def test_the_right_to_write_along_ends(own: OwnScenario, ada: Client, bo: Client) -> None:
    token = own.write_token
    ada.post(reverse("own_act", args=[own.key]), {"act": "alone"})
    assert bo.get(reverse("own_editor", args=[own.key])).status_code == 404
    assert bo.post(reverse("write_along", args=[token])).status_code == 404
    sharing.join(own=_asked(own), user=User.objects.get(username="bo"), now=timezone.now())
    assert bo.get(reverse("own_editor", args=[own.key])).status_code == 200
    own.refresh_from_db()
    sharing.take_over(own=own, token=sharing.offer(own=own), user=User.objects.get(username="bo"), now=timezone.now())
    assert ada.get(reverse("own_editor", args=[own.key])).status_code == 404
    assert bo.get(reverse("own_editor", args=[own.key])).status_code == 200


def test_a_person_who_is_forgotten_writes_along_no_more(own: OwnScenario, bo: Client) -> None:
    assert sharing.forget(user=User.objects.get(username="bo")) == 0
    assert bo.get(reverse("own_editor", args=[own.key])).status_code == 404
    assert OwnScenario.objects.count() == 1


def test_a_scenario_has_a_bound_of_authors(own: OwnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MOST_AUTHORS", 0)
    with pytest.raises(drafts.Refused, match="which is the most"):
        sharing.join(own=_asked(own), user=User.objects.create_user("cy", "cy@example.org"), now=timezone.now())


def _asked(own: OwnScenario) -> OwnScenario:
    own.refresh_from_db()
    sharing.ask_to_write(own=own)
    return own
