"""Rulings: what the white cell reviews, what it decides, and what is refused."""

from collections.abc import Callable

import pytest

from scenarios.schema.stakes import StakesEntry
from tests.exercises.archived import archived
from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.playing import Player
from wargame.exercises import bridge, perspectives
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.control_log.services import control, steering
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import LedgerEntry, Verdict
from wargame.exercises.results import exports
from wargame.exercises.review.domain import items
from wargame.exercises.review.services import rulings
from wargame.exercises.turns.services import replays

pytestmark = pytest.mark.django_db

PATROL, HAIL = "incident:patrol", "order:KOR:3"
WHY = "The crews were told to join whatever came."
INTO_ZONE = rulings.Decision(PATROL, "in_zone", WHY)


@pytest.fixture
def reviewed(kept_class: Callable[..., Class]) -> Class:
    """Return a class whose first turn is in review; the patrol broke off, which was improbable."""
    return kept_class(in_review, adjudication="semi_rigid", seed=CUT_SHORT)


def in_review(group: Class) -> Class:
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo, Player(group.seat("KOR")).legal(4, turn=group.turn))
    group.resolve()
    return group


def item(group: Class, about: str) -> items.ReviewItem:
    found = items.item_of(group.turn, about)
    assert found is not None
    return found


def rule(group: Class, decision: rulings.Decision) -> None:
    rulings.rule(turn=group.turn, decision=decision, by=group.ada, now=group.now)


def state(group: Class) -> tuple[object, ...]:
    """Return everything that a ruling could change."""
    turn = group.turn
    ledger = LedgerEntry.objects.filter(turn=turn).count()
    verdicts = list(Verdict.objects.values_list("about", "result"))
    acts = group.exercise.control_entries.count()
    return turn.digest, turn.outcomes, turn.interventions, turn.next_world, ledger, verdicts, acts


def test_a_ruling_plays_the_turn_again_from_the_same_orders_and_dice(reviewed: Class) -> None:
    before = {o.title: o for o in bridge.outcomes_of(reviewed.turn)}
    assert item(reviewed, PATROL).result == "cut_short"
    rule(reviewed, INTO_ZONE)
    after = {o.title: o for o in bridge.outcomes_of(reviewed.turn)}
    told = after.pop("The joint patrol")
    assert (told.result, [ruled.drawn for ruled in told.rulings]) == ("in_zone", ["cut_short"])
    assert told.roll == before.pop("The joint patrol").roll
    assert {title: outcome.roll for title, outcome in after.items()} == {t: o.roll for t, o in before.items()}
    assert LedgerEntry.objects.filter(turn=reviewed.turn, rule="ruling", cause="transition:patrol").exists()
    assert reviewed.turn.status == "review"


@pytest.mark.slow
def test_a_ruling_is_logged_with_its_reason_and_kept_for_the_archive(reviewed: Class) -> None:
    rule(reviewed, INTO_ZONE)
    entry = reviewed.exercise.control_entries.latest("pk")
    assert (entry.act, entry.by, entry.reason) == ("rule", reviewed.ada, WHY)
    assert entry.detail == "The joint patrol: They join and fly on instead of the formation is broken off"
    (turn,), (verdict,) = archived(reviewed.exercise, "Turn"), archived(reviewed.exercise, "Verdict")
    assert turn["interventions"]["outcomes"][0]["reason"] == WHY
    assert (verdict["result"], verdict["instead_of"]) == ("in_zone", "cut_short")


@pytest.mark.slow
def test_a_replay_holds_to_the_rulings(reviewed: Class) -> None:
    rule(reviewed, INTO_ZONE)
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    assert not [turn for turn in replays.replay(exercise=reviewed.exercise) if turn.differences]
    following = reviewed.open_next()
    assert perspectives.stage(perspectives.truth_of(following), "patrol") == "in_zone"


@pytest.mark.slow
def test_seats_learn_that_it_was_a_ruling_and_why_if_that_is_public(reviewed: Class) -> None:
    rule(reviewed, INTO_ZONE)
    rule(reviewed, rulings.Decision(HAIL, "refused", "The radio was broken, as only we know.", is_public=False))
    seat = reviewed.seat("USA")
    assert perspectives.known_outcomes(reviewed.turn, seat, may_know_all=False) == ()
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    known = perspectives.known_outcomes(reviewed.turn, seat, may_know_all=False)
    reasons = [ruled.reason for outcome in known for ruled in outcome.rulings]
    assert reasons == [WHY]
    own = perspectives.known_outcomes(reviewed.turn, reviewed.seat("KOR"), may_know_all=False)
    assert [(o.result, o.rulings[0].reason) for o in own if o.slot == 3 and o.actor == "KOR"] == [("refused", "")]


@pytest.mark.slow
def test_a_reason_that_seats_may_not_read_stays_the_white_cells_when_all_is_over(reviewed: Class) -> None:
    rule(reviewed, rulings.Decision(HAIL, "refused", "The radio was broken, as only we know.", is_public=False))
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    lifecycle.end(exercise=reviewed.exercise, by=reviewed.ada, reason="", now=reviewed.now)
    seat, line = reviewed.seat("KOR"), reviewed.turn.branch
    log = exports.log_document(seat, line)
    assert log["is_full_truth"]
    assert "as only we know" not in exports.log_json(seat, line) + exports.log_csv(seat, line)
    ruled = [outcome for outcome in log["turns"][0]["outcomes"] if outcome["rulings"]]
    assert [outcome["actor"] for outcome in ruled] == ["KOR"]


def test_an_order_that_is_ruled_out_can_be_let_through_again(reviewed: Class) -> None:
    digest = reviewed.turn.digest
    rule(reviewed, rulings.Decision(HAIL, "refused", "No radio."))
    assert reviewed.turn.digest != digest
    rule(reviewed, rulings.Decision(HAIL, "done", "They found another one."))
    assert (reviewed.turn.digest, reviewed.turn.interventions) == (digest, {})


WORDS = "They turned back when a fishing boat called for help."


@pytest.mark.slow
@pytest.mark.parametrize(("about", "result"), [(PATROL, "cut_short"), (HAIL, "done"), (PATROL, "in_zone")])
def test_an_outcome_is_told_in_the_white_cells_own_words(reviewed: Class, about: str, result: str) -> None:
    decided = rulings.Decision(about, result, WHY, words=f" {WORDS} ")
    rulings.judge(turn=reviewed.turn, decision=decided, by=reviewed.ada, now=reviewed.now)
    assert (item(reviewed, about).result, item(reviewed, about).words) == (result, WORDS)
    assert reviewed.exercise.control_entries.latest("pk").detail.endswith(f"told as: {WORDS}")
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now, accepts_rest=True)
    seat, line = reviewed.seat("KOR"), reviewed.turn.branch
    assert WORDS in [outcome.text for outcome in perspectives.known_outcomes(reviewed.turn, seat, may_know_all=False)]
    for told in (exports.log_json(seat, line), exports.log_csv(seat, line)):
        assert WORDS in told
    assert not [turn for turn in replays.replay(exercise=reviewed.exercise) if turn.differences]


@pytest.mark.slow
def test_own_words_are_changed_and_taken_back(reviewed: Class) -> None:
    digest = reviewed.turn.digest
    for words in (WORDS, "Another boat called.", ""):
        decided = rulings.Decision(HAIL, "done", WHY, words=words)
        rulings.judge(turn=reviewed.turn, decision=decided, by=reviewed.ada, now=reviewed.now)
        assert item(reviewed, HAIL).words == words
    assert (reviewed.turn.digest, reviewed.turn.interventions) == (digest, {})


def test_the_pack_says_what_is_to_be_judged(reviewed: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    told = bridge.content_for(reviewed.turn)
    changed = told.model_copy(update={"stakes": StakesEntry(always=("patrol",))})
    monkeypatch.setattr(bridge, "content_for", lambda turn: changed)
    assert [one.about for one in items.due_of(reviewed.turn)] == [PATROL]


@pytest.mark.slow
def test_routine_outcomes_are_accepted_by_themselves_and_the_rest_must_be_judged(reviewed: Class) -> None:
    assert items.due_of(reviewed.turn) == ()
    assert len(items.items_of(reviewed.turn)) > 10
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    for _ in range(4):
        reviewed.open_next()
        phases.close(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
        reviewed.resolve()
        if items.due_of(reviewed.turn):
            break
        phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    due = items.due_of(reviewed.turn)
    assert all(one.is_high for one in due)
    with pytest.raises(phases.QueueOpen, match="still to be reviewed"):
        phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    assert reviewed.turn.status == "review"
    for one in due:
        rulings.accept(turn=reviewed.turn, about=one.about, by=reviewed.ada, now=reviewed.now)
    assert not items.due_of(reviewed.turn)
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    assert reviewed.turn.status == "closed"


@pytest.mark.slow
def test_in_free_adjudication_everything_is_judged_or_the_rest_accepted_in_one(
    make_class: Callable[..., Class],
) -> None:
    group = in_review(make_class(adjudication="free"))
    left = len(items.due_of(group.turn))
    assert left > 10
    rulings.accept(turn=group.turn, about=HAIL, by=group.ada, now=group.now)
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    assert group.exercise.control_entries.latest("pk").detail == f"{left - 1} outcomes accepted unread"
    assert Verdict.objects.filter(turn=group.turn).count() == left


def test_a_verdict_does_not_count_for_what_another_ruling_has_made_of_it(reviewed: Class) -> None:
    rulings.accept(turn=reviewed.turn, about=PATROL, by=reviewed.ada, now=reviewed.now)
    Verdict.objects.update(result="in_zone")
    assert item(reviewed, PATROL).verdict is None


def test_reopening_drops_what_was_ruled_but_no_ruling_that_was_not_seen(reviewed: Class) -> None:
    seen = reviewed.turn.digest
    rule(reviewed, INTO_ZONE)
    with pytest.raises(steering.Outdated, match="changed since you looked"):
        phases.reopen(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now, seen=seen)
    phases.reopen(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now, seen=reviewed.turn.digest)
    assert (reviewed.turn.status, reviewed.turn.interventions) == ("open", {})
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (rulings.Decision(PATROL, "in_zone", " \n "), rulings.NoReason),
        (rulings.Decision(PATROL, "in_zone", "x" * 501), rulings.ReasonTooLong),
        (rulings.Decision(PATROL, "in_zone", WHY, words="x" * 501), rulings.ReasonTooLong),
        (rulings.Decision(PATROL, "in_zone", "", words=WORDS), rulings.NoReason),
        (rulings.Decision(PATROL, "sunk", WHY), rulings.NoSuchOutcome),
        (rulings.Decision("incident:nothing", "in_zone", WHY), rulings.NoSuchOutcome),
        (rulings.Decision("", "in_zone", WHY), rulings.NoSuchOutcome),
        (rulings.Decision(HAIL, "worked", WHY), rulings.NoSuchOutcome),
        (rulings.Decision(PATROL, "in_zone", WHY, seen="0" * 64), steering.Outdated),
    ],
)
def test_a_ruling_that_makes_no_sense_changes_nothing(
    reviewed: Class, decision: rulings.Decision, refusal: type[ValueError]
) -> None:
    before = state(reviewed)
    with pytest.raises(refusal):
        rule(reviewed, decision)
    assert state(reviewed) == before


def test_what_is_public_cannot_be_ruled_and_players_cannot_rule(reviewed: Class) -> None:
    bo = reviewed.exercise.participants.get(name="Bo")
    with pytest.raises(control.NotWhiteCell):
        rulings.rule(turn=reviewed.turn, decision=INTO_ZONE, by=bo, now=reviewed.now)
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    before = state(reviewed)
    with pytest.raises(phases.NotInPhase):
        rule(reviewed, INTO_ZONE)
    with pytest.raises(phases.NotInPhase):
        rulings.accept(turn=reviewed.turn, about=PATROL, by=reviewed.ada, now=reviewed.now)
    assert state(reviewed) == before


# Matrix argument


def argue(group: Class, is_for: bool, text: str, strength: int) -> None:
    point = rulings.Point(HAIL, is_for, text, strength)
    rulings.argue(turn=group.turn, point=point, by=group.ada, now=group.now)


def test_an_argued_order_is_rolled_by_its_own_die_with_what_was_argued(reviewed: Class) -> None:
    bo = reviewed.exercise.participants.get(name="Bo")
    argue(reviewed, True, "The crew speaks English.", 20)
    argue(reviewed, False, "Nobody listens on that frequency.", 15)
    kor = reviewed.seat("KOR")
    rulings.give_argument(turn=reviewed.turn, seat=kor, slot=4, text="We did it before.", by=bo, now=reviewed.now)
    rulings.roll(turn=reviewed.turn, about=HAIL, by=reviewed.ada, now=reviewed.now)
    verdict = Verdict.objects.get(about=HAIL)
    assert verdict.reason.startswith("Argued: 65 in 100, drew ")
    assert (
        "+20 The crew speaks English.; -15 Nobody listens on that frequency.; +10 We did it before." in verdict.reason
    )
    drawn = int(verdict.reason.split("drew ")[1].split(".")[0])
    assert verdict.result == ("done" if drawn <= 65 else "refused")
    with pytest.raises(rulings.BadArgument, match="has been judged"):
        argue(reviewed, True, "One more.", 10)


def test_what_a_seat_argued_is_told_to_the_white_cell_alone(reviewed: Class) -> None:
    bo = reviewed.exercise.participants.get(name="Bo")
    argue(reviewed, False, "Nobody listens on that frequency.", 50)
    kor = reviewed.seat("KOR")
    rulings.give_argument(turn=reviewed.turn, seat=kor, slot=4, text="We bribed the crew.", by=bo, now=reviewed.now)
    rulings.roll(turn=reviewed.turn, about=HAIL, by=reviewed.ada, now=reviewed.now)
    ruling = bridge.interventions_of(reviewed.turn).outcomes[0]
    assert ruling.reason.startswith("Argued: 10 in 100, drew ")
    assert ruling.reason.endswith(". -50 Nobody listens on that frequency.; +10 argued by KOR")
    assert "We bribed the crew." in Verdict.objects.get(about=HAIL).reason


def test_the_odds_of_an_argued_order_that_has_some_are_not_told_to_all(
    reviewed: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its odds may rest on facts that not every seat may know; who may know them sees them beside the order."""
    argue(reviewed, True, "The crew speaks English.", 20)
    turn, decided = reviewed.turn, dict[str, rulings.RulingWords]()
    for row in turn.outcomes:
        if (row["subject"], row["actor"], row["slot"]) == ("order", "KOR", 3):
            row["options"] = [{"key": "worked", "label": "works", "in_100": 37, "accident": False}]
    turn.save(update_fields=["outcomes"])
    monkeypatch.setattr(rulings, "_decide", lambda *args, told, **more: decided.update(told=told))
    rulings.roll(turn=turn, about=HAIL, by=reviewed.ada, now=reviewed.now)
    assert decided == {"told": rulings.RulingWords("Argued. +20 The crew speaks English.")}


def test_the_white_cell_weighs_and_strikes_arguments(reviewed: Class) -> None:
    argue(reviewed, True, "The crew speaks English.", 20)
    argument = reviewed.turn.arguments.get()
    rulings.weigh(turn=reviewed.turn, argument=argument.pk, strength=0, by=reviewed.ada, now=reviewed.now)
    assert items.argued_chance(item(reviewed, HAIL), reviewed.turn.arguments.all()) == 50
    with pytest.raises(rulings.BadArgument, match="from 0 to 50"):
        rulings.weigh(turn=reviewed.turn, argument=argument.pk, strength=51, by=reviewed.ada, now=reviewed.now)


def test_what_cannot_be_argued_is_refused(reviewed: Class) -> None:
    bo, kor = reviewed.exercise.participants.get(name="Bo"), reviewed.seat("KOR")
    with pytest.raises(rulings.BadArgument, match="Only orders"):
        rulings.argue(turn=reviewed.turn, point=rulings.Point(PATROL, True, "So."), by=reviewed.ada, now=reviewed.now)
    with pytest.raises(rulings.BadArgument, match="from 1 to 50"):
        argue(reviewed, True, "So.", 99)
    with pytest.raises(rulings.NoReason):
        argue(reviewed, True, " ", 10)
    with pytest.raises(rulings.ReasonTooLong, match="have 301 characters, 300 are kept"):
        argue(reviewed, True, "x" * 301, 10)
    with pytest.raises(rulings.ReasonTooLong, match="have 501 characters, 500 are kept"):
        rulings.accept(turn=reviewed.turn, about=HAIL, by=reviewed.ada, now=reviewed.now, reason="x" * 501)
    with pytest.raises(rulings.BadArgument, match="at least one"):
        rulings.roll(turn=reviewed.turn, about=HAIL, by=reviewed.ada, now=reviewed.now)
    with pytest.raises(rulings.BadArgument, match="people of a seat"):
        rulings.give_argument(
            turn=reviewed.turn, seat=reviewed.seat("JPN"), slot=1, text="No.", by=bo, now=reviewed.now
        )
    with pytest.raises(rulings.BadArgument):
        rulings.give_argument(turn=reviewed.turn, seat=kor, slot=7, text="No.", by=bo, now=reviewed.now)
    assert not reviewed.turn.arguments.exists()


def test_who_has_been_removed_meanwhile_argues_for_no_order(reviewed: Class) -> None:
    bo = reviewed.exercise.participants.select_related("seat").get(name="Bo")
    gone = reviewed.exercise.participants.get(name="Bo")
    participants.remove(person=gone, by=reviewed.ada, reason="", now=reviewed.now)
    with pytest.raises(rulings.BadArgument, match="people of a seat"):
        rulings.give_argument(
            turn=reviewed.turn, seat=reviewed.seat("KOR"), slot=1, text="No.", by=bo, now=reviewed.now
        )
    assert not reviewed.turn.arguments.exists()
