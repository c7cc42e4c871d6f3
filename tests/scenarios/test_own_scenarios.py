"""Own scenarios: written, checked, published, shared, handed over and deleted, and seen by nobody else."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from scenarios import access
from scenarios.loader import load
from scenarios.models import OwnFile, OwnScenario, Scenario, ScenarioVersion
from scenarios.pack_faults import PackError
from scenarios.pack_members import files_of
from scenarios.selectors import library, scenario_page
from scenarios.services import drafts, ideas, publishing, sharing, trying
from tests.scenarios.own import account, draft_of, save, text_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.slow
NOW = timezone.now()


@pytest.fixture
def ada(small: Path) -> User:
    return account("ada")


def test_a_draft_keeps_every_byte_of_its_files(small: Path, own: OwnScenario) -> None:
    assert drafts.files_in(own) == files_of(small / "small")
    assert (own.title, own.faults, own.is_playable) == ("Small", [], True)


def test_a_fault_is_kept_with_the_draft_in_words_with_its_place(own: OwnScenario) -> None:
    own = save(own, "scenario.yaml", "focus: liancourt-rocks", "focus: nowhere")
    (fault,) = own.faults
    assert (fault["file"], fault["path"]) == ("scenario.yaml", "meta.focus")
    assert fault["line"]
    assert "nowhere" in fault["message"]
    with pytest.raises(drafts.Refused, match="Mend the faults first"):
        publishing.publish(own=own, name="", now=NOW)
    assert not ScenarioVersion.objects.filter(scenario__owner=own.owner).exists()
    assert save(own, "scenario.yaml", "focus: nowhere", "focus: liancourt-rocks").is_playable


def test_of_two_authors_the_later_one_is_told_and_nothing_is_lost(own: OwnScenario) -> None:
    read = text_of(own, "README.md") if own.files.filter(name="README.md").exists() else ""
    first = drafts.save_file(own=own, name="README.md", text="Hers.", revision=0, now=NOW)
    with pytest.raises(drafts.ChangedMeanwhile) as caught:
        drafts.save_file(own=own, name="README.md", text=f"{read}His.", revision=0, now=NOW)
    assert caught.value.file == first
    assert text_of(own, "README.md") == "Hers."
    drafts.save_file(own=own, name="README.md", text="Both.", revision=first.revision, now=NOW)
    with pytest.raises(drafts.ChangedMeanwhile):
        drafts.save_file(own=own, name="README.md", text="Late.", revision=first.revision, now=NOW)
    assert text_of(own, "README.md") == "Both."


@pytest.mark.parametrize(
    ("name", "text"),
    [("../x.yaml", "a: 1"), ("seats/../x.yaml", "a: 1"), ("README.md", "0" * 300_000), ("README.md", "\0")],
)
def test_what_no_pack_may_hold_is_refused_and_changes_nothing(own: OwnScenario, name: str, text: str) -> None:
    before = drafts.files_in(own)
    with pytest.raises(PackError):
        drafts.save_file(own=own, name=name, text=text, revision=0, now=NOW)
    assert drafts.files_in(own) == before


def test_lines_end_as_they_did_in_the_file(own: OwnScenario) -> None:
    text = text_of(own, "orders.yaml")
    drafts.save_file(own=own, name="orders.yaml", text=text.replace("\n", "\r\n"), revision=1, now=NOW)
    assert text_of(own, "orders.yaml") == text
    OwnFile.objects.filter(own=own, name="orders.yaml").update(text=text.replace("\n", "\r\n"))
    drafts.save_file(own=own, name="orders.yaml", text=text.replace("\n", "\r\n"), revision=2, now=NOW)
    assert text_of(own, "orders.yaml") == text.replace("\n", "\r\n")


def test_an_account_has_a_limit(small: Path, own: OwnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_SCENARIOS", 1)
    with pytest.raises(drafts.Refused, match="Delete one first"):
        draft_of(small, own.owner)
    assert OwnScenario.objects.count() == 1


def test_a_published_scenario_stands_in_the_library_of_its_owner_alone(own: OwnScenario) -> None:
    named = publishing.publish(own=own, name="First", now=NOW)
    slug = named.version.scenario.slug
    assert slug == f"small_{own.key}"
    assert slug in {card.slug for card in library(own.owner)}
    assert scenario_page(slug, own.owner).card.title == "Small"
    for stranger in (account("eve"), User.objects.create(username="guest", is_guest=True), AnonymousUser(), None):
        assert {card.slug for card in library(stranger)} == {"small"}
        with pytest.raises(Scenario.DoesNotExist):
            scenario_page(slug, stranger)


def test_an_exercise_keeps_the_version_it_began_with_and_its_people_may_read_the_page(own: OwnScenario) -> None:
    first = publishing.publish(own=own, name="First", now=NOW).version
    bo = account("bo")
    exercise = solo.start_solo(version=first, role="KOR", user=bo, now=NOW)
    own = save(own, "scenario.yaml", "title: Small", "title: Smaller")
    second = publishing.publish(own=own, name="Second", now=NOW).version
    assert (second.number, second.title, own.title) == (2, "Smaller", "Smaller")
    assert Exercise.objects.get(pk=exercise.pk).scenario_version == first
    assert scenario_page(first.scenario.slug, bo).card.title == "Smaller"
    assert not access.playable_by(bo).filter(pk=first.scenario_id).exists()


def test_publishing_the_same_files_again_names_the_same_version(own: OwnScenario) -> None:
    first, second = (publishing.publish(own=own, name=name, now=NOW) for name in ("First", ""))
    assert first.version == second.version
    assert second.name == "Version 1"
    assert second.files == {name: body.decode() for name, body in drafts.files_in(own).items()}


def test_the_slug_of_a_published_scenario_stays(own: OwnScenario) -> None:
    publishing.publish(own=own, name="", now=NOW)
    own = save(own, "scenario.yaml", "slug: small", "slug: large")
    with pytest.raises(drafts.Refused, match="Write it again"):
        publishing.publish(own=own, name="", now=NOW)


def test_rules_that_no_game_gets_through_are_not_published(own: OwnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "troubles_of", lambda pack: ("Game 1 crashed in turn 2.",))
    with pytest.raises(drafts.Refused, match=r"does not get to its end\. Game 1 crashed"):
        publishing.publish(own=own, name="", now=NOW)


def test_loading_the_library_leaves_own_scenarios_alone(small: Path, own: OwnScenario) -> None:
    version = publishing.publish(own=own, name="", now=NOW).version
    assert load(small).added == ()
    assert Scenario.objects.get(pk=version.scenario_id).current == version


def test_nobody_else_finds_a_draft(own: OwnScenario) -> None:
    assert access.own_for(own.owner, own.key) == own
    for stranger in (account("eve"), User.objects.create(username="guest", is_guest=True), AnonymousUser()):
        with pytest.raises(Http404):
            access.own_for(stranger, own.key)


def test_a_link_shares_until_its_owner_stops_it(own: OwnScenario) -> None:
    eve = account("eve")
    token = sharing.share(own=own)
    assert sharing.share(own=own) == token
    assert access.shared_for(eve, token) == own
    with pytest.raises(Http404):
        access.shared_for(AnonymousUser(), token)
    sharing.stop_sharing(own=own)
    for dead in (token, ""):
        with pytest.raises(Http404):
            access.shared_for(eve, dead)


def test_after_a_hand_over_nothing_of_the_scenario_stays_with_its_old_owner(own: OwnScenario) -> None:
    ada, eve = own.owner, account("eve")
    idea = ideas.begin_idea(user=ada, template="trade", now=NOW)
    made = ideas.make_scenario(idea=idea, now=NOW)
    tried = trying.version_of_draft(made).scenario
    made.refresh_from_db()
    token = sharing.offer(own=made)
    sharing.take_over(own=access.handed_over_for(eve, token), token=token, user=eve, now=NOW)
    idea.refresh_from_db()
    tried.refresh_from_db()
    assert idea.own is None
    assert tried.owner == eve


def test_a_scenario_is_handed_over_with_its_versions_once(own: OwnScenario) -> None:
    version, ada, eve, bo = (
        publishing.publish(own=own, name="", now=NOW).version,
        own.owner,
        account("eve"),
        account("bo"),
    )
    shared, token = sharing.share(own=own), sharing.offer(own=own)
    offered = access.handed_over_for(eve, token)
    sharing.take_over(own=offered, token=token, user=eve, now=NOW)
    assert access.own_for(eve, own.key).owner == eve
    assert access.playable_by(eve).filter(current=version).exists()
    assert not access.playable_by(ada).filter(current=version).exists()
    with pytest.raises(drafts.Refused, match="not offered any more"):
        sharing.take_over(own=offered, token=token, user=bo, now=NOW)
    with pytest.raises(Http404):
        access.shared_for(bo, shared)


def test_what_is_put_away_is_in_no_library_and_comes_back_with_its_latest_version(own: OwnScenario) -> None:
    version = publishing.publish(own=own, name="", now=NOW).version
    sharing.put_away(own=own, now=NOW)
    assert {card.slug for card in library(own.owner)} == {"small"}
    with pytest.raises(drafts.Refused, match="put away"):
        publishing.publish(own=own, name="", now=NOW)
    sharing.take_out(own=own)
    assert access.playable_by(own.owner).filter(current=version).exists()


def test_a_scenario_is_put_away_whole_or_not_at_all(own: OwnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    sharing.share(own=own)
    monkeypatch.setattr(sharing, "Scenario", None)
    with pytest.raises(AttributeError):
        sharing.put_away(own=own, now=NOW)
    own.refresh_from_db()
    assert own.archived_at is None
    assert own.share_token


def test_deleting_keeps_the_versions_that_exercises_play(own: OwnScenario) -> None:
    first = publishing.publish(own=own, name="", now=NOW).version
    exercise = solo.start_solo(version=first, role="KOR", user=own.owner, now=NOW)
    own = save(own, "scenario.yaml", "title: Small", "title: Smaller")
    second = publishing.publish(own=own, name="", now=NOW).version
    sharing.delete(own=own)
    assert Exercise.objects.get(pk=exercise.pk).scenario_version == first
    assert not ScenarioVersion.objects.filter(pk=second.pk).exists()
    assert not OwnFile.objects.exists()
    assert {card.slug for card in library(first.scenario.owner)} == {"small"}


def test_forgetting_a_person_deletes_what_they_wrote(own: OwnScenario) -> None:
    publishing.publish(own=own, name="", now=NOW)
    assert sharing.forget(user=own.owner) == 1
    assert not OwnScenario.objects.exists()
    assert not Scenario.objects.exclude(owner=None).exists()
