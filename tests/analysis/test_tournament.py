"""`tournament`: what it prints, what it refuses, and what it prints after Ctrl-C."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from wargame import engine

WORDS = ("tournament", "nine-past-nine", "--seeds", "10", "--policies", "hold", "mirror", "hold")


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.slow
def test_the_table_names_every_policy_once_and_is_the_same_again() -> None:
    out = run(*WORDS)
    assert out == run(*WORDS)
    assert "each policy in 10 games, seeds from 7" in out
    assert [line.split()[0] for line in out.splitlines() if line.startswith(("  hold", "  mirror"))] == [
        "mirror",
        "hold",
    ]
    assert "KOR empirical" in out


@pytest.mark.slow
def test_the_result_as_json_holds_means_errors_and_seats() -> None:
    found = json.loads(run(*WORDS, "--json"))
    assert (found["scenario"], found["seeds"], found["interrupted"]) == ("nine-past-nine", 10, False)
    first, last = found["policies"]
    assert first["mean"] >= last["mean"]
    assert first["behind"] == 0
    for standing in found["policies"]:
        assert standing["error"] > 0
        assert set(standing["by_seat"]) == set(found["against"]) == {"CHN", "JPN", "KOR", "RUS", "USA"}


@pytest.mark.slow
def test_fewer_games_than_seats_give_no_errors() -> None:
    out = run("tournament", "nine-past-nine", "--seeds", "1", "--policies", "hold", "--seed", "3")
    (line,) = [line for line in out.splitlines() if line.startswith("  hold")]
    assert line.split().count("-") == 6


@pytest.mark.slow
def test_the_theatre_can_be_played_too() -> None:
    out = run("tournament", "theatre", "--seeds", "1", "--policies", "hold")
    assert "theatre: each policy in 1 games" in out
    assert "PAK empirical" in out


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (("no-such-pack",), "nine-past-nine"),
        (("nine-past-nine", "--policies", "hold", "owl"), "no policy 'owl'. Choose from: dove, "),
        (("nine-past-nine", "--seeds", "0"), "from 1 to 100000"),
        (("theatre", "--seeds", "1000000"), "from 1 to 100000"),
        (("nine-past-nine", "--seed", "-1"), "from 0 to 2147483647"),
    ],
)
def test_bad_arguments_are_refused(words: tuple[str, ...], bound: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run("tournament", *words)
    assert refusal.value.returncode == 2
    assert bound in str(refusal.value)


@pytest.mark.slow
def test_ctrl_c_prints_the_games_that_all_policies_have_played(monkeypatch: pytest.MonkeyPatch) -> None:
    played = engine.tournament

    def interrupted(setting: engine.Setting, policies: tuple[str, ...], seeds: list[int]) -> engine.Tournament:
        if seeds == [9]:
            raise KeyboardInterrupt
        return played(setting, policies, seeds)

    monkeypatch.setattr(engine, "tournament", interrupted)
    out = StringIO()
    with pytest.raises(CommandError, match="after 2 of 10 seeds") as last:
        call_command(*WORDS, "--json", stdout=out, stderr=StringIO())
    found = json.loads(out.getvalue())
    assert last.value.returncode == 130
    assert (found["seeds"], found["interrupted"]) == (2, True)
    assert all(standing["error"] is None for standing in found["policies"])


@pytest.mark.slow
def test_ctrl_c_before_the_first_game_prints_no_standings(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "tournament", interrupted)
    with pytest.raises(CommandError, match="after 0 of 10 seeds"):
        run(*WORDS)
