"""`bench` prints every figure that it promises, or the reason why it cannot."""

import json
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from benchmarks import figures as measuring
from benchmarks.figures import Figure
from scenarios.benchmark_scenario import theatre
from wargame.engine import compile_setting, opening_world, warm
from wargame.engine.rules.tally import SUMS_WIDTH

KEYS = [
    "playouts_per_s_compiled",
    "playouts_per_s_plain",
    "live_turn_ms_p50",
    "live_turn_ms_p95",
    "preview_ms_p95",
    "planner_ms_p95",
    "warm_start_s",
    "cold_compile_s",
    "peak_rss_mb",
    "workers_1_to_2",
    "diplomacy_ratio",
    "playouts_per_s_given",
    "ensemble_10000_s",
    "ensemble_10000_given_s",
    "theatre_us",
    "theatre_adjudicate_us",
    "theatre_deciding",
    "nine_us",
    "nine_adjudicate_us",
    "nine_deciding",
    "states_5_us",
    "states_24_us",
    "states_power",
]
COMMAND = "benchmarks.management.commands.bench"


@pytest.mark.service
@pytest.mark.own_stack
def test_every_figure_is_measured_or_null_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "FEWEST", 2)
    monkeypatch.setattr(measuring, "ENSEMBLE", 50)
    monkeypatch.setattr(f"{COMMAND}.figures", lambda seconds: measuring.figures(seconds / 100))
    monkeypatch.setattr(measuring, "fresh_process", lambda cache: (0.25, 0.5))
    monkeypatch.setattr(measuring, "find_spec", lambda name: None)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    out, err = StringIO(), StringIO()
    call_command("bench", "--json", "--seconds", "1", stdout=out, stderr=err)
    found = json.loads(out.getvalue())
    assert list(found) == KEYS
    assert found.pop("diplomacy_ratio") is None
    assert "diplomacy_ratio is null: the package diplomacy is not installed" in err.getvalue()
    assert all(value > 0 for value in found.values())
    assert found["live_turn_ms_p50"] <= found["live_turn_ms_p95"]
    assert found["states_5_us"] < found["states_24_us"]
    assert (found["warm_start_s"], found["cold_compile_s"]) == (0.75, 0.5)


@pytest.mark.slow
def test_games_with_given_orders_are_all_counted_and_differ_by_their_dice() -> None:
    warm(block=True)
    setting = compile_setting(theatre())
    ready = measuring.as_given(setting, opening_world(setting, 0))
    before = ready.rows.copy()
    counted = measuring.count_given(setting, ready, measuring.GAMES + 50)
    assert (counted.figures[:, :, SUMS_WIDTH:].sum(axis=2) == measuring.GAMES + 50).all()
    assert any(counted.deviation(measure.subject, 12) for measure in counted.measures)
    assert (ready.rows == before).all()


def test_a_second_worker_is_not_measured_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    bench = measuring.Bench(None, [], 1)  # type: ignore[arg-type]
    assert measuring.two_workers(bench) == Figure("workers_1_to_2", None, "this machine has one core")


def test_without_a_compiled_build_its_figures_are_null() -> None:
    with measuring.plainly():
        assert list(measuring.starting()) == [
            Figure("cold_compile_s", None, "plain"),
            Figure("warm_start_s", None, "plain"),
        ]


def test_after_ctrl_c_it_prints_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(seconds: float) -> Iterator[Figure]:
        yield Figure("warm_start_s", 1.25)
        raise KeyboardInterrupt

    monkeypatch.setattr(f"{COMMAND}.figures", interrupted)
    out = StringIO()
    with pytest.raises(CommandError, match="after 1 of 23 figures") as end:
        call_command("bench", stdout=out, stderr=StringIO())
    assert end.value.returncode == 130
    lines = {line.split()[0]: line for line in out.getvalue().splitlines()[1:]}
    assert list(lines) == KEYS
    assert "1.25" in lines["warm_start_s"]
    assert "null  not measured before Ctrl-C" in lines["peak_rss_mb"]


@pytest.mark.parametrize("seconds", ["0", "-1", "61"])
def test_a_time_out_of_bounds_is_refused(seconds: str) -> None:
    with pytest.raises(CommandError, match="must be from 1 to 60") as refusal:
        call_command("bench", "--seconds", seconds)
    assert refusal.value.returncode == 2
