"""The first scenario as a game: its texts are complete, it agrees with the record, and its end is open."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from scenarios import opening
from tests.scenarios.editing import without_map
from tests.scenarios.nine_past_nine import SEATS, pack, play, setting
from wargame.engine import World, opening_worlds, perspective

# --- rules ---


@pytest.mark.parametrize(
    ("kind", "cameo", "goldstein", "mid_action"),
    [("protest_moscow", "114", -2.0, 0), ("warn", "150", -7.2, 7), ("shadow", "152", -7.2, 8)],
)
def test_codes_are_the_published_ones(kind: str, cameo: str, goldstein: float, mid_action: int) -> None:
    (order,) = [order for order in pack().rules.orders if order.kind == kind]
    assert (order.codes.cameo, order.codes.goldstein, order.codes.mid_action) == (cameo, goldstein, mid_action)


def test_levels_of_the_warning_sequence_rise() -> None:
    (warn,) = [order for order in pack().rules.orders if order.kind == "warn"]
    assert [level.key for level in warn.levels] == ["radio", "flares", "fire"]
    assert [level.cost for level in warn.levels] == [0, 1, 2]
    assert sorted(level.severity for level in warn.levels) == [level.severity for level in warn.levels]


# --- texts ---


@pytest.mark.parametrize("code", SEATS)
def test_a_seat_has_variants_where_the_incident_can_differ(code: str) -> None:
    for turn in (3, 4):
        variants = [text for text in pack().texts.situations if text.turn == turn and code in text.seats]
        assert len(variants) >= 2, (code, turn)


def test_some_reports_are_wrong_and_say_so_afterwards() -> None:
    wrong = [report for report in pack().texts.reports if report.wrong]
    assert len(wrong) >= 6
    assert {report.turn for report in wrong} >= {2, 3, 4, 5}
    assert any("bombers" in report.title and report.wrong for report in pack().texts.reports if "KOR" in report.seats)


def test_what_is_shown_on_a_condition_says_what_it_asserts_of_the_world() -> None:
    """A belief may be mistaken, so that a report which goes by one asserts nothing."""
    texts = pack().texts
    for text in (*texts.situations, *texts.reports, *texts.messages, *texts.at_stake):
        if any("belief" not in clause for clause in text.when):
            assert text.asserts, text.key


def test_a_situation_for_all_other_worlds_says_which_they_are() -> None:
    for text in pack().texts.situations:
        if text.turn > 1 and not text.when:
            assert text.asserts, text.key


def shared_texts() -> Iterator[str]:
    """Return the texts that more than one seat can read."""
    whole = pack()
    yield from (note.text for note in whole.notes)
    yield from (whole.meta.subtitle, whole.meta.summary, whole.meta.place)
    for item in (*whole.texts.reports, *whole.texts.injects):
        if len(item.seats) > 1:
            yield f"{item.title} {item.text}"
    for page in whole.texts.endings:
        yield f"{page.headline} {page.text} {page.record}"
    for order in whole.rules.orders:
        yield f"{order.name} {order.says} {order.help} {order.notice}"
    for incident in whole.rules.incidents:
        yield from (way.says for stage in incident.stages for way in stage.transitions)


@pytest.mark.parametrize(
    "names", [("Liancourt Rocks", "Dokdo", "Takeshima"), ("Sea of Japan", "East Sea"), ("Ieodo",)], ids=lambda n: n[0]
)
def test_shared_texts_use_both_names(names: tuple[str, ...]) -> None:
    named = [text for text in shared_texts() if any(name in text for name in names)]
    assert named or names == ("Ieodo",)
    for text in named:
        assert all(name in text for name in names), text


def test_each_brief_uses_its_governments_own_terms() -> None:
    briefs = {seat.code: seat.brief + " ".join(term.term for term in seat.terms) for seat in pack().seats}
    for own, foreign in (("Dokdo", "Takeshima"), ("East Sea", "Sea of Japan")):
        assert own in briefs["KOR"]
        assert foreign not in briefs["KOR"]
        assert foreign in briefs["JPN"]
        assert own not in briefs["JPN"]
    assert "Liancourt Rocks (Dokdo / Takeshima)" in briefs["USA"]


def test_what_is_made_up_is_said_to_be() -> None:
    statuses = Counter(note.status.value for note in pack().notes)
    assert set(statuses) == {"sourced", "inferred", "invented"}
    assert any("not known" in note.text for note in pack().notes if note.subject == "Fault or probe")


# --- secrets ---


def with_truth(world: World, value: int) -> World:
    return world._replace(truth=world.truth * 0 + value)


@pytest.mark.slow
def test_no_text_follows_a_hidden_truth() -> None:
    for turn, world in enumerate(play(5)[:-1], start=1):
        for code in SEATS:
            reads = [_read(with_truth(world, truth), code, turn) for truth in (0, 1)]
            assert reads[0] == reads[1], (code, turn)


LAST_HINTS = 4
"""The turn by which every hint has been read."""


@pytest.mark.slow
def test_reports_follow_what_the_seat_believes() -> None:
    """Seats with the same hints read the same first reports, right or wrong, and read every hint by turn 4."""
    worlds = opening_worlds(setting(), range(240))
    for code in SEATS:
        place = setting().names.states[code]
        reads: dict[tuple[int, ...], list[World]] = {}
        for world in worlds:
            reads.setdefault(tuple(world.belief[place].tolist()), []).append(world)
        hints = sum(hint.seat == code for truth in setting().spec.truths for hint in truth.hints)
        assert len(reads) == 2**hints > 1, code
        first, last = (
            [[_read(w, code, turn) for w in same[:4]] for same in reads.values()] for turn in (1, LAST_HINTS)
        )
        assert all(read == same[0] for same in first for read in same), code
        both = [(early[0], late[0]) for early, late in zip(first, last, strict=True)]
        assert all(one != other for number, one in enumerate(both) for other in both[:number]), code


def _read(world: World, code: str, turn: int) -> Any:
    return opening.briefing(pack(), perspective(setting(), world, code), turn)


# --- the way back from stored content ---


@pytest.mark.slow
def test_an_opening_reads_back_what_was_stored() -> None:
    content = {"pack": pack().model_dump(mode="json"), "library": {}}
    again = {"pack": pack().model_dump(mode="json"), "library": {"other": 1}}
    assert opening.content_of(content) == without_map(pack())
    assert opening.setting_of(content) is opening.setting_of(again)
    assert opening.setting_of(content).spec == setting().spec


def test_an_inject_is_read_once_in_the_turn_after_it() -> None:
    worlds = play(11)
    read = [text.inject for world in worlds[:-1] for text in _read(world, "KOR", int(world.clock[0])).injects]
    fired = {inject.key for inject, turn in zip(pack().injects, worlds[-2].fired, strict=True) if turn}
    told = {text.inject for text in pack().texts.injects if "KOR" in text.seats}
    assert sorted(read) == sorted(fired & told)
    assert "fishing_crews" in read or "white_paper" in read


def test_every_ending_has_its_page() -> None:
    for ending in pack().rules.endings:
        page = opening.ending_of(pack(), ending.key)
        assert "2019" in page.record
        assert page.question.endswith("?")


@pytest.mark.slow
def test_a_stored_edition_that_was_not_asked_about_open_ends_is_still_read() -> None:
    stored = pack().model_dump(mode="json")
    for incident in stored["rules"]["incidents"]:
        del incident["open_ended"]
    assert opening.setting_of({"pack": stored}).incident("quarrel_neighbours").open_ended


@pytest.mark.slow
def test_a_stored_edition_whose_seats_named_shapes_is_still_read() -> None:
    stored = pack().model_dump(mode="json")
    for seat in stored["seats"]:
        seat["shape"] = "pentagon"
    assert [seat.code for seat in opening.content_of({"pack": stored}).seats] == [seat.code for seat in pack().seats]


def test_reports_of_one_morning_say_whose_recordings_fit_or_differ() -> None:
    """Seoul's calls can fit Seoul's tracks while Tokyo's recording differs: both reports stand in one list."""
    for inject in pack().injects:
        if inject.key in {"believed", "one_sky", "two_skies"}:
            assert "Seoul's" in inject.title
    for text in pack().texts.injects:
        if text.inject in {"believed", "one_sky", "two_skies"}:
            assert "Seoul's" in text.title


def test_nothing_read_on_the_last_day_calls_the_day_of_the_flight_today() -> None:
    later = [text for text in pack().texts.injects if text.time.startswith(("20:", "22:", "23:"))]
    assert later
    assert [text.text for text in later if "today" in text.text] == []


def test_regret_of_a_diplomat_and_a_break_between_air_forces_fit_into_one_turn() -> None:
    """What breaks off is the contact of air forces; who asks for a hotline or an inquiry does not break it off."""
    quarrel = next(each for each in setting().spec.incidents if each.key == "quarrel_moscow")
    cuts = [way for stage in quarrel.stages for way in stage.transitions if way.to == "cut"]
    assert all("air forces" in way.says for way in cuts)
    protest = next(stage for stage in quarrel.stages if stage.key == "protest")
    cut = next(way for way in protest.transitions if way.to == "cut")
    gains = sum(each.add for each in cut.modifiers if each.add > 0)
    for kind in ("rus_inquiry", "rus_hotline", "regret_public"):
        kept = sum(each.add for each in cut.modifiers if any(f"ordered RUS {kind}" in one for one in each.when))
        assert cut.weight + gains + kept <= 0


def test_working_ties_with_tokyo_do_not_rise_when_the_quarrel_breaks_out_again() -> None:
    quarrel = next(each for each in setting().spec.incidents if each.key == "quarrel_neighbours")
    managed = next(stage for stage in quarrel.stages if stage.key == "managed")
    again = next(way for way in managed.transitions if way.to == "open")
    formula = sum(
        each.add for each in again.modifiers if "ordered KOR kor_formula or ordered JPN jpn_formula" in each.when
    )
    assert again.weight + formula <= 0, "a text without the rocks alone does not bring the quarrel back"
    assert sum(each.amount for each in again.effects if each.name == "gsomia") < 0


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("kor-s32", "mark kor_up = 0"),
        ("kor-s34", "mark kor_called = 0"),
        ("kor-s41", "mark asked_kor = 0"),
        ("kor-s55", "mark rus_denied >= 1"),
    ],
)
def test_nobody_suggests_what_was_done_or_answers_what_nobody_said(key: str, asked: str) -> None:
    suggestion = next(each for each in pack().texts.suggestions if each.key == key)
    assert asked in suggestion.when


def test_tokyo_sends_fighters_to_the_rocks_for_the_aircraft_that_is_there() -> None:
    rocks = [each for each in setting().spec.leanings if (each.kind, each.level) == ("scramble", "rocks")]
    assert {each.target for each in rocks} == {"RUS"}
