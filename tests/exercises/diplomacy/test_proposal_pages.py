"""The pages of proposals: what they show to whom, and what they accept."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from tests.exercises.seats_that_agree import NAMES, answer, client_of, gather, page, person, propose
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.diplomacy.services import proposals
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Proposal

pytestmark = pytest.mark.django_db

Notices = list[tuple[str, str]]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def table(kept_class: Callable[..., Class]) -> Class:
    return kept_class(gather)


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "is_accepted"), [("open", False), ("monitored", True)])
def test_what_others_propose_changes_no_byte(make_class: Callable[..., Class], rule: str, is_accepted: bool) -> None:
    group = gather(make_class(messages=rule))
    user = person(group, "Mo").user
    assert isinstance(user, User)
    before = every_answer.answers(user, group.exercise, (1,))
    assert before[f"page /x/{group.exercise.code}/proposals/"][0] == 200
    proposal = propose(group, terms="Between us.")
    if is_accepted:
        answer(group, "Cy", proposal)
    assert every_answer.answers(user, group.exercise, (1,)) == before


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "is_seen"), [("open", False), ("monitored", True)])
def test_the_white_cell_sees_what_the_page_says(make_class: Callable[..., Class], rule: str, is_seen: bool) -> None:
    group = gather(make_class(messages=rule))
    propose(group, terms="Between us.")
    assert ("Between us." in page(group, "Ada")) is is_seen
    assert ("The white cell can see all proposals." in page(group, "Bo")) is is_seen


@pytest.mark.slow
def test_only_those_concerned_hear_of_it(
    make_class: Callable[..., Class], notices: Notices, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    for rule, room in (("open", False), ("monitored", True)):
        group = gather(make_class(messages=rule))
        notices.clear()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            propose(group)
        told = {channel for channel, region in notices if region == "proposals"}
        listeners = {name: set(access.channels_for(person(group, name).user, group.exercise)) for name in NAMES}
        assert {name for name in NAMES if told & listeners[name]} == {"Bo", "Di", "Cy"}
        assert bool(told & set(access.channels_for(group.ada.user, group.exercise))) is room
        assert len(notices) == len(told), "there is no other notice"


@pytest.mark.slow
def test_strangers_and_who_left_find_nothing(table: Class, eve: User) -> None:
    proposal = propose(table)
    gone = person(table, "Cy")
    participants.remove(person=gone, by=table.ada, reason="", now=table.now)
    client = Client()
    base = f"/x/{table.exercise.code}/proposals/"
    for user in (None, eve, gone.user, table.join("Flo").user):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(base).status_code == 404
        assert client.post(f"{base}{proposal.key}/answer/", {"say": "yes"}).status_code == 404
        assert client.post(base, {"agreement": "gsomia"}).status_code == 404
    assert not proposal.answers.exists()


# The pages.


@pytest.mark.slow
def test_the_forms_work_without_script(table: Class) -> None:
    bo, cy, base = client_of(table, "Bo"), client_of(table, "Cy"), f"/x/{table.exercise.code}/proposals/"
    shown = bo.post(base, {"agreement": "gsomia", "terms": "<b>Let it go.</b>", "lapses_after": "2"}, follow=True)
    assert shown.redirect_chain == [(base, 302)]
    assert "&lt;b&gt;Let it go.&lt;/b&gt;" in shown.content.decode()
    key = Proposal.objects.get().key
    assert f'id="accept-{key}"' in page(table, "Cy", "play")
    assert f'id="withdraw-{key}"' in page(table, "Bo", "play")
    assert "Accepted in turn 1" in cy.post(f"{base}{key}/answer/", {"say": "yes"}, follow=True).content.decode()
    late = bo.post(f"{base}{key}/withdraw/")
    assert (late.status_code, "is accepted; nothing can be changed" in late.content.decode()) == (422, True)
    assert "Ends with the results of turn 1." in page(table, "Cy", "play")


@pytest.mark.slow
def test_a_part_of_the_page_is_answered_with_a_part_and_keeps_what_was_written(table: Class) -> None:
    bo, base = client_of(table, "Bo"), f"/x/{table.exercise.code}/proposals/"
    refused = bo.post(base, {"agreement": "gsomia", "terms": "y" * 501}, headers=HTMX)
    assert (refused.status_code, "y" * 501 in refused.content.decode()) == (422, True)
    for posted in ({}, {"agreement": "gsomia", "lapses_after": "soon"}, {"agreement": "peace"}):
        assert bo.post(base, posted, headers=HTMX).status_code == 422
    sent = bo.post(base, {"agreement": "gsomia"}, headers=HTMX)
    assert (sent.status_code, "proposed" in sent.headers["HX-Trigger"]) == (200, True)
    assert sent.content.decode().strip().startswith("<form")
    assert 'id="agreement-gsomia"' not in sent.content.decode(), "what is on the table is not on offer"
    assert client_of(table, "Ada").post(base, {"agreement": "gsomia"}).status_code == 422


def test_nobody_floods_the_others_with_proposals(table: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "MOST_A_TURN", 2)
    for _ in range(2):
        proposals.withdraw(by=person(table, "Bo"), key=propose(table).key, now=table.now)
    with pytest.raises(proposals.TooManyProposals, match="in the next turn"):
        propose(table, "Di")
    propose(table, "Mo", "notice_beijing")
    assert Proposal.objects.count() == 3
