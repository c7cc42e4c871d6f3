"""Every pack has enough to order and to read in each situation, and reasons everywhere."""

from collections import Counter

import pytest

from scenarios import opening
from scenarios.moments import moment_order
from tests.scenarios.pack_games import SLUGS, pack_of, play, seats_of, setting_of
from wargame.engine import Order, opening_world, options, perspective, problems, rehearse, warm

every_pack = pytest.mark.parametrize("slug", SLUGS)
KEPT_SILENT = "you tell nobody: "
"""The beginning of an aim that a seat keeps to itself."""


@pytest.mark.slow
@every_pack
def test_every_seat_has_a_choice_of_orders_in_every_turn(slug: str) -> None:
    for seed in range(4):
        for world in play(slug, seed)[:-1]:
            for code in seats_of(slug):
                view = perspective(setting_of(slug), world, code)
                available = [option.kind for option in options(view) if option.is_available]
                assert len(available) >= 6, (code, view.turn, available)


@every_pack
def test_orders_are_many_coded_and_explained(slug: str) -> None:
    spec = pack_of(slug).rules
    assert len(spec.orders) >= 20
    for order in spec.orders:
        assert all((order.codes.cameo, order.notice, order.help, order.icon)), order.kind
        assert len(order.label) <= 24, f"{order.kind} needs a short name"
        assert -10 <= order.codes.goldstein <= 10, order.kind
        assert 0 <= order.codes.mid_action <= 21, order.kind
        assert 1 <= order.codes.mid_hostility <= 5, order.kind
        for level in order.levels:
            assert 0 <= level.cost <= 3, (order.kind, level.key)
            assert all(effect.because for effect in level.effects), (order.kind, level.key)


@every_pack
def test_every_modifier_and_effect_says_why(slug: str) -> None:
    for incident in pack_of(slug).rules.incidents:
        for stage in incident.stages:
            for way in stage.transitions:
                assert way.says.endswith("."), (incident.key, way.label)
                for part in (*way.modifiers, *way.effects):
                    assert part.because, (incident.key, way.label)


@every_pack
def test_a_reason_that_knows_a_truth_is_marked(slug: str) -> None:
    truths = {truth.key for truth in pack_of(slug).rules.truths}
    for incident in pack_of(slug).rules.incidents:
        for way in (way for stage in incident.stages for way in stage.transitions):
            for modifier in way.modifiers:
                known = {key for key in truths for clause in modifier.when if f"truth {key}" in clause}
                assert {modifier.reveals} - {""} == known, (incident.key, modifier.because)


@every_pack
def test_suggested_first_orders_can_be_given(slug: str) -> None:
    world = opening_world(setting_of(slug), 1)
    for code in seats_of(slug):
        view = perspective(setting_of(slug), world, code)
        suggested = opening.briefing(pack_of(slug), view, 1).suggestions
        assert len(suggested) >= 3
        for text in suggested[:4]:
            order = Order(text.kind, text.level or "", text.target or "", text.partner or "")
            assert not problems(view, (order,)), (code, text.kind)


@every_pack
def test_every_seat_says_to_itself_what_it_says_at_no_table(slug: str) -> None:
    silent = [seat.code for seat in pack_of(slug).seats if KEPT_SILENT not in seat.aims]
    assert not silent, slug


@pytest.mark.slow
@every_pack
def test_every_seat_reads_enough_in_every_turn_whatever_happens(slug: str) -> None:
    seen: Counter[str] = Counter()
    for seed in range(12):
        for world in play(slug, seed, policy="mirror" if seed % 2 else "empirical")[:-1]:
            for code in seats_of(slug):
                view = perspective(setting_of(slug), world, code)
                read = opening.briefing(pack_of(slug), view, view.turn)
                assert 3 <= len(read.reports) <= 7, (code, view.turn)
                assert 2 <= len(read.messages) <= 4, (code, view.turn)
                # A board of trade draws lists, and a queue is for all.
                drawn = read.tracks or read.board.ranges or view.setting.spec.lists or pack_of(slug).board.queue
                assert view.turn == 6 or drawn, (code, view.turn)
                seen[read.situation.key] += 1
    assert len(seen) >= 30 + 10


@every_pack
def test_every_message_after_the_first_turn_depends_on_what_happened(slug: str) -> None:
    told = [message.key for message in pack_of(slug).texts.messages if message.turn > 1 and not message.when]
    assert told == [], "these come word for word whatever happened"


@every_pack
def test_reports_are_read_newest_first_and_messages_oldest_first(slug: str) -> None:
    for world in play(slug, 3)[:-1]:
        for code in seats_of(slug):
            view = perspective(setting_of(slug), world, code)
            read = opening.briefing(pack_of(slug), view, view.turn)
            opens_at = view.setting.spec.turns[view.turn - 1].starts_at
            newest, oldest = (
                [moment_order(each.time, opens_at) for each in read.reports],
                [moment_order(each.time, opens_at) for each in read.messages],
            )
            assert newest == sorted(newest, reverse=True)
            assert oldest == sorted(oldest)


@every_pack
def test_media_are_marked_as_simulated(slug: str) -> None:
    for report in (*pack_of(slug).texts.reports, *pack_of(slug).texts.injects):
        if report.kind == "news" and "office" not in report.source.lower():
            assert "(simulated)" in report.source, report.title
            assert report.simulated


@every_pack
def test_some_reports_are_wrong_and_what_is_made_up_is_said_to_be(slug: str) -> None:
    assert sum(report.wrong is not None for report in pack_of(slug).texts.reports) >= 6
    assert {note.status.value for note in pack_of(slug).notes} == {"sourced", "inferred", "invented"}


@every_pack
def test_ten_injects_and_four_of_them_on_conditions(slug: str) -> None:
    assert len(pack_of(slug).injects) >= 10
    assert sum(bool(inject.when) for inject in pack_of(slug).injects) >= 4


@every_pack
def test_every_ending_has_its_page_and_history_came_to_one_of_them(slug: str) -> None:
    whole = pack_of(slug)
    assert len(whole.rules.endings) >= 4
    for ending in whole.rules.endings:
        page = opening.ending_of(whole, ending.key)
        assert "20" in page.record
        assert page.question.endswith("?")
    assert whole.texts.ended in {ending.key for ending in whole.rules.endings}


@every_pack
def test_every_seat_has_four_aims_or_more_and_a_task_of_one_sentence(slug: str) -> None:
    whole = pack_of(slug)
    for seat in whole.seats:
        assert 4 <= sum(aim.seat == seat.code for aim in whole.objectives) <= 6, seat.code
        assert seat.task.count(".") == 1, seat.task


@every_pack
def test_names_of_orders_fit_a_cell_of_the_overview(slug: str) -> None:
    orders = setting_of(slug).spec.orders
    assert [order.kind for order in orders if len(order.short or order.name) > 24] == []


@pytest.mark.slow
@every_pack
def test_no_aim_rises_in_a_turn_in_which_its_sentence_is_contradicted(slug: str) -> None:
    """Play 500 games, in portions that take little memory."""
    warm(block=True)
    found = [
        rise
        for first in range(0, 500, 100)
        for rise in rehearse(setting_of(slug), range(first, first + 100), 29, with_ledger=False).rises
    ]
    assert found == []
