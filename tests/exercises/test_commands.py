"""The commands for those who run an exercise."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.exercises.archived import members_of
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine import ENGINE_VERSION
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import LedgerEntry, OrderSheet, Turn
from wargame.exercises.turns.services import branches

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def played(player: Player, bo: User) -> Player:
    """Play two turns of the main line, and fork the second into a what-if that goes on."""
    player.play_turn()
    past = player.play_turn()
    branches.fork(turn=past, by=bo, now=past.opened_at)
    player.play_turn([])
    return player


@pytest.mark.slow
def test_a_replay_finds_every_turn_of_every_branch_equal(played: Player) -> None:
    out = run("replay_exercise", dashed_code(played.seat.exercise.code).lower())
    lines = out.splitlines()
    assert lines[-1].startswith("All 5 turns")
    assert lines[0] == f"dice: the secret fits its commitment {played.seat.exercise.commitment}"
    assert lines[-2] == "record: 0 links, the last is none"
    assert lines[1:-2] == [
        f"branch {branch} turn {turn}: equal" for branch, turn in ((1, 1), (1, 2), (1, 3), (2, 2), (2, 3))
    ]


@pytest.mark.slow
def test_a_replay_of_a_whole_exercise_is_equal_to_its_ending(player: Player) -> None:
    player.play_to_the_end()
    assert "came out as stored" in run("replay_exercise", player.seat.exercise.code)


def orders_changed(turn: Turn) -> None:
    sheet = OrderSheet.objects.get(turn=turn, seat__role="KOR")
    sheet.orders = []
    sheet.save()


def policy_changed(turn: Turn) -> None:
    sheet = OrderSheet.objects.exclude(orders=[]).filter(turn=turn).exclude(seat__role="KOR")[0]
    sheet.orders = []
    sheet.save()


def row_changed(turn: Turn) -> None:
    entry = LedgerEntry.objects.filter(turn=turn)[0]
    LedgerEntry.objects.filter(pk=entry.pk).update(text="Nothing happened.")


def row_deleted(turn: Turn) -> None:
    LedgerEntry.objects.filter(turn=turn).order_by("sequence").last().delete()  # type: ignore[union-attr]


def world_changed(turn: Turn) -> None:
    turn.world["world"]["approval"][0] += 1
    turn.save()


def digest_changed(turn: Turn) -> None:
    Turn.objects.filter(pk=turn.pk).update(digest="0" * 64)


def outcome_changed(turn: Turn) -> None:
    turn.outcomes[0]["text"] = "Nothing happened."
    turn.save()


@pytest.mark.slow
@pytest.mark.parametrize(
    "tamper",
    [orders_changed, policy_changed, row_changed, row_deleted, world_changed, digest_changed, outcome_changed],
)
def test_a_replay_finds_what_was_tampered_with(player: Player, tamper: object) -> None:
    turn = player.play_turn()
    player.play_turn()
    tamper(turn)  # type: ignore[operator]
    with pytest.raises(CommandError, match="differently") as refusal:
        run("replay_exercise", player.seat.exercise.code)
    assert refusal.value.returncode == 1


OTHER = f"OTHER RULES: played by rules 1.2, these are {ENGINE_VERSION}"


def played_by_other_rules(turn: Turn) -> None:
    """Make a turn look as if an older version had resolved it: another digest and figures, also at the next turn's
    start.
    """
    Turn.objects.filter(pk=turn.pk).update(engine_version="1.2", digest="0" * 64)
    following = Turn.objects.get(branch=turn.branch, number=turn.number + 1)
    following.world["world"]["approval"][0] += 1000
    following.world["engine"] = "1.2"
    following.save()


@pytest.mark.slow
def test_turns_that_other_rules_played_are_said_to_be_so(player: Player, capsys: pytest.CaptureFixture[str]) -> None:
    turn = player.play_turn()
    played_by_other_rules(turn)
    player.play_turn()
    with pytest.raises(CommandError, match=r"\d of 3 turns .* were played by other rules and prove nothing") as refusal:
        call_command("replay_exercise", player.seat.exercise.code)
    assert refusal.value.returncode == 3
    _, first, second, third, _ = capsys.readouterr().out.splitlines()
    assert first == f"branch 1 turn 1: {OTHER}: the digest"
    assert second in {"branch 1 turn 2: equal", f"branch 1 turn 2: {OTHER}: the policies' orders"}
    assert third == "branch 1 turn 3: equal"


@pytest.mark.slow
def test_a_difference_in_turns_of_these_rules_counts_beside_others(
    player: Player, capsys: pytest.CaptureFixture[str]
) -> None:
    played_by_other_rules(player.play_turn())
    row_changed(player.play_turn())
    with pytest.raises(CommandError, match=r"1 of 3 turns .* came out differently") as refusal:
        call_command("replay_exercise", player.seat.exercise.code)
    assert refusal.value.returncode == 1
    assert "branch 1 turn 2: DIFFERENT: the ledger" in capsys.readouterr().out


@pytest.mark.slow
def test_a_turn_says_which_rules_played_it_not_which_opened_it(player: Player) -> None:
    Turn.objects.update(engine_version="1.2")
    assert player.play_turn().engine_version == ENGINE_VERSION


@pytest.mark.slow
def test_an_export_holds_everything(played: Player, tmp_path: Path) -> None:
    exercise = played.seat.exercise
    run("export_exercise", exercise.code, "--output", str(tmp_path / "export.zip"))
    members = members_of((tmp_path / "export.zip").read_bytes())
    tables = members["exercise.json"]["tables"]
    assert members["log.json"][0]["dice"] == {"commitment": exercise.commitment, "secret": None}
    assert tables["Exercise"][0]["secret"] is None
    for log in members["log.json"]:
        assert log["is_full_truth"], "the rows of a game under way have everything too"
        assert {sheet["seat"] for sheet in log["turns"][0]["sheets"]} == {"CHN", "JPN", "KOR", "RUS", "USA"}
    assert len(members["scenario.json"]["content_hash"]) == 64
    assert sorted(seat["role"] for seat in tables["Seat"]) == ["CHN", "JPN", "KOR", "RUS", "USA"]
    main, fork = tables["Branch"]
    first, second = (turn for turn in tables["Turn"] if turn["branch"] == main["id"] and turn["number"] < 3)
    assert fork["parent_turn"] == second["id"]
    assert len([sheet for sheet in tables["OrderSheet"] if sheet["turn"] == first["id"]]) == 5
    assert len(first["digest"]) == 64
    entries = [entry for entry in tables["LedgerEntry"] if entry["turn"] == first["id"]]
    assert len(entries) == LedgerEntry.objects.filter(turn=first["id"]).count()


@pytest.mark.parametrize("command", ["replay_exercise", "export_exercise"])
@pytest.mark.parametrize("code", ["", "nonsense", "K7QF-2M", "000000"])
def test_a_code_that_is_none_is_refused(command: str, code: str, db: None) -> None:
    with pytest.raises(CommandError) as refusal:
        run(command, code)
    assert refusal.value.returncode == 2
    assert str(refusal.value)


@pytest.mark.slow
def test_a_file_that_cannot_be_written_is_refused(exercise: object, player: Player, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Cannot write") as refusal:
        run("export_exercise", player.seat.exercise.code, "--output", str(tmp_path / "no" / "where.zip"))
    assert refusal.value.returncode == 2
