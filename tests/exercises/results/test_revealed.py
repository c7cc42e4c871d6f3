"""The end reveals everything: each hidden fact stands in one of two lists, and false reports lead to their pages."""

import html

import pytest
from django.test import Client

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import bridge, perspectives
from wargame.exercises.results.selectors.revealed import SURE, revealed_of
from wargame.exercises.situation.selectors.aims import tone_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_what_was_hidden_and_what_was_told_rightly_are_two_lists(player: Player) -> None:
    player.play_to_the_end()
    truth = perspectives.final_view_of(player.turn, player.seat, may_know_all=True)
    assert truth
    found = revealed_of(player.seat, player.branch, truth)
    hidden = [one for one in (found.headline, *found.hidden) if one]
    assert all(one.believed < SURE <= other.believed for one in hidden for other in found.told_rightly)
    assert len(hidden) + len(found.told_rightly) == len(truth.setting.spec.truths)


def test_a_false_report_leads_to_the_turn_in_which_it_was_read(player: Player, bo: User, client: Client) -> None:
    player.play_to_the_end()
    reports = {
        report.title: report
        for report in bridge.content_for(player.turn).texts.reports
        if report.wrong and "KOR" in report.seats
    }
    truth = perspectives.final_view_of(player.turn, player.seat, may_know_all=True)
    assert truth
    client.force_login(bo)
    code = player.seat.exercise.code
    page = html.unescape(client.get(f"/x/{code}/ending/").content.decode())
    for found in revealed_of(player.seat, player.branch, truth).false_reports:
        assert reports[found.title].turn == found.turn
        assert f"/x/{code}/t/{found.turn}/?b=1#pane-reports" in page
        assert found.wrong in page
        assert found.title in html.unescape(client.get(f"/x/{code}/t/{found.turn}/?b=1").content.decode())


@pytest.mark.parametrize(("total", "tone"), [(60, "ok"), (59, "warn"), (40, "warn"), (39, "bad")])
def test_an_ending_has_the_tint_of_the_reader_s_own_score(total: int, tone: str) -> None:
    assert tone_of(total) == tone


def test_the_overview_tints_the_ending_by_it(player: Player, bo: User, client: Client) -> None:
    player.play_to_the_end()
    client.force_login(bo)
    answer = client.get(f"/x/{player.seat.exercise.code}/overview/")
    own = next(row.score for row in answer.context["overview"].seats if row.code == "KOR")
    assert f'<p class="chip chip--{tone_of(own)}">' in answer.content.decode()
