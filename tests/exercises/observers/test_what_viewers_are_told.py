"""A person who views as a seat reads the forecasts of its people, and adds no forecast or pledge."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.exercises.telling import keep_made_up
from wargame.exercises import access, forecasts
from wargame.exercises.diplomacy.services import chance_seals, talk
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant
from wargame.exercises.observers.services import rights

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    """Bo plays South Korea, has a pledge of Russia, and has given an order; Eli watches South Korea."""
    return kept_class(begin, adjudication="rigid", messages="open", allows_observers=True, observer_delay=0)


def begin(group: Class) -> None:
    bo, mo = group.join("Bo", "KOR"), group.join("Mo", "CHN")
    joined = participants.join(exercise=group.exercise, name="Eli", now=group.now, part=Participant.Part.OBSERVER)
    eli, watched = joined.participant, group.seat("KOR")
    rights.grant(person=eli, sight=Participant.Sight.SEAT, watched=watched, may_note=False, by=group.ada, now=group.now)
    turn = group.start()
    seal = chance_seals.seal(40, turn=turn, role="KOR", to="RUS", what="restraint")
    talk.speak(by=bo, to="RUS", sentence="restraint", now=group.now, told=seal)
    rows = Player(group.seat("KOR")).legal(1, turn=turn)
    group.draft(bo, rows)
    keep_made_up(group.sheet("KOR"))
    group.submit(bo, rows)
    group.submit(mo)


def read(group: Class, name: str, address: str) -> str:
    client = Client()
    person = group.exercise.participants.select_related("user").get(name__iexact=name)
    client.force_login(person.user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def nobody_counts_on_pledges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "pledges_to", None)
    for name in ("forecast_sheet", "outlook", "preview"):
        monkeypatch.setattr(forecasts, name, None)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Ada", "Eli"])
def test_results_as_a_seat_show_what_its_people_were_told(
    group: Class, nobody_counts_on_pledges: None, name: str
) -> None:
    group.resolve()
    code = group.exercise.code
    told = "Your forecast said <b>61 in 100</b>"
    assert told in read(group, "Bo", reverse("results", args=[code, 1]))
    page = read(group, name, reverse("view_as_results", args=[code, "KOR", 1]))
    assert told in page
    assert "Your forecast said <b>40 in 100</b> that" not in page, "what its people said is theirs"
    assert "Your forecast said <b>40 in 100</b> that" in read(group, "Bo", reverse("results", args=[code, 1]))


@pytest.mark.parametrize("name", ["Ada", "Eli"])
def test_a_turn_under_way_tells_viewers_nothing_of_its_orders(
    group: Class, nobody_counts_on_pledges: None, name: str
) -> None:
    page = read(group, name, reverse("view_as", args=[group.exercise.code, "KOR"]))
    assert "Orders on the sheet" in page
    assert "in 100" not in page[page.index("Orders on the sheet") :].partition("</section>")[0]
