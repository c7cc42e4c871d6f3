"""An appraisal on the command line: with progress, and its figures in tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.management.base import OutputWrapper

from wargame.analysis.management.progress import ShareLine, until_interrupted
from wargame.analysis.management.tables import table
from wargame.analysis.services import appraisals

Row = Mapping[str, Any]


def measured(
    spec: appraisals.Scenario, asked: tuple[appraisals.Part, ...], workers: int, stream: OutputWrapper
) -> list[appraisals.Result]:
    """Measure the parts and show progress in per cent. Returns fewer than asked for after Ctrl-C."""
    found: list[appraisals.Result] = []
    whole, done = sum(part.weight for part in asked), 0.0
    progress = ShareLine(stream)
    with until_interrupted():
        for part, result in appraisals.results(spec, asked, workers):
            found.append((part, result))
            done += part.weight
            progress.tell_share(done / whole)
    return found


def lines(title: str, found: Row, judged: Sequence[appraisals.Judged]) -> Iterator[str]:
    """Yield the appraisal as text: figures with their errors, then which thresholds are met and which are not."""
    yield f"{title}: appraised by {found['seeds']} seeds"
    if bits := found.get("ending_bits"):
        rows = [
            [str(turn), with_error(one, 2), in_100(settled), in_100(by)]
            for turn, (one, settled, by) in enumerate(
                zip(bits, [{"value": 0.0, "error": 0.0}, *found["settled"]], found["settled_by_turn"], strict=False), 1
            )
        ]
        yield from table("Uncertainty of the ending", ("turn", "bits", "settled before", "settled by it"), rows)
    yield from seat_lines(found)
    yield from order_lines(found)
    yield from people_lines(found)
    yield from odds_lines(found.get("odds", {}))
    if record := found.get("record"):
        rows = [[key, in_100(one)] for key, one in record["endings"].items()]
        yield from table(f"Historical seats (history: {record['ended'] or 'not told'})", ("ending", "games"), rows)
    yield from threshold_lines(judged)


def seat_lines(found: Row) -> Iterator[str]:
    seats = list(found.get("policies", {}))
    if seats:
        names = list(dict.fromkeys(name for one in found["policies"].values() for name in one))
        rows = [[name, *(with_error(found["policies"][seat].get(name)) for seat in seats)] for name in names]
        rows += [
            [key.replace("_", " "), *(with_error(found.get(key, {}).get(seat)) for seat in seats)]
            for key in ("best_repeated", "best_plan")
        ]
        yield from table("Points of 100 on each seat", ("policy", *seats), rows)
    seats = list(found.get("own_share", {}))
    if seats:
        rows = [
            [f"{key.replace('_', ' ')}: {of}", *(in_100(found[key][seat][of]) for seat in seats)]
            for key in ("own_share", "own_share_with_interactions")
            for of in ("ending", "score")
        ]
        yield from table("Explained by own orders", ("of", *seats), rows)
    if highest := found.get("highest"):
        rows = [[seat, in_100(one)] for seat, one in highest.items()]
        yield from table("Fares best", ("seat", "games"), rows)


def order_lines(found: Row) -> Iterator[str]:
    for key, title, show in (
        ("first_order", "Best first order, in points", with_error),
        ("forced_opening", "A planner's most frequent opening", in_100),
    ):
        if one := found.get(key):
            rows = [[seat, row["order"] or "none", show(row)] for seat, row in one.items()]
            yield from table(title, ("seat", "order", ""), rows)
    for key, title in (("best_repeated", "Best repeated order"), ("best_plan", "Best plan, turn by turn")):
        if plans := found.get(key):
            yield f"\n{title}"
            for seat, plan in plans.items():
                orders = plan["orders"][:1] if key == "best_repeated" else plan["orders"]
                yield f"  {seat}: {'; '.join(' + '.join(sheet) or '-' for sheet in orders)}"
    if inert := found.get("inert"):
        yield f"\nWorth nothing: {in_100(inert)} of {found['variants']} ways to give an order"
        yield from (f"  {order}" for order in inert["orders"])
        yield f"\nDominant: {len(found['dominant']) or 'none'}"
        for one in found["dominant"]:
            yield f"  {one['seat']} {one['order']}: {with_error(one)} points for {one['price']}"


def people_lines(found: Row) -> Iterator[str]:
    """Yield the figures that say whether it is a game against people who think."""
    by_seat: dict[str, dict[str, str]] = {
        key.replace("_", " "): {seat: show(one) for seat, one in found.get(key, {}).items()}
        for key, show in (
            ("stake", in_100),
            ("others_share", in_100),
            ("record_score", with_error),
            ("newcomer", in_100),
        )
    }
    for name, key, show in (
        ("blind plan fares best", "highest", in_100),
        ("blind plan loses against hawks", "loses", with_error),
        ("blind plan over the policy", "lead", with_error),
        ("the same against hawks", "lead_against_hawks", with_error),
    ):
        by_seat[name] = {seat: show(one[key]) for seat, one in found.get("blind", {}).items()}
    seats = list(dict.fromkeys(seat for row in by_seat.values() for seat in row))
    if seats:
        rows = [[name, *(row.get(seat, "-") for seat in seats)] for name, row in by_seat.items() if row]
        yield from table("Against people who think", ("figure", *seats), rows)
    if forced := found.get("forced_turns"):
        rows = [
            [seat, str(one["turn"]), one["order"] or "none", in_100(one)]
            for seat, turns in forced.items()
            for one in turns
        ]
        yield from table("A planner's most frequent order of later turns", ("seat", "turn", "order", ""), rows)
    for key, title in (("choice", "Turns with a choice"), ("comebacks", "Seats that come back")):
        if one := found.get(key):
            yield f"\n{title}: {in_100(one)} in 100"
    if lags := found.get("reciprocity"):
        yield f"\nAnswers to the other: {with_error(lags['other'], 2)}; own course: {with_error(lags['own'], 2)}"
    yield from listed_order_lines(found)


def listed_order_lines(found: Row) -> Iterator[str]:
    """Yield the orders that are always right, and those that pay most where nobody can answer them."""
    if right := found.get("always_right"):
        yield f"\nAlways right: {sum(one['value'] for one in right.values()) or 'none'}"
        for seat, one in right.items():
            yield from (
                f"  {seat} {row['order']}, turn {row['turn']}: {with_error(row)} over the second"
                for row in one["orders"]
            )
    if late := found.get("last_turn"):
        yield f"\nBest in the last turn: {late['value'] or 'none'}"
        for one in late["orders"]:
            yield f"  {one['seat']} {one['order']}: {with_error(one)}, before {one['before']:.1f}"


def odds_lines(odds: Row) -> Iterator[str]:
    if not odds:
        return
    brier, base_rate = (with_error(odds[key], 3) for key in ("brier", "base_rate"))
    yield f"\nOdds told: Brier {brier}, base rate {base_rate}, {odds['cases']} cases"
    yield f"Ranges told: {in_100(odds['coverage'])} hold what came, of {odds['ranges']}"
    rows = [[kind, with_error(one, 3), str(one["cases"])] for kind, one in odds["bias"].items()]
    yield from table("Told less came", ("order", "bias", "cases"), rows)


def threshold_lines(judged: Sequence[appraisals.Judged]) -> Iterator[str]:
    missed = [one for one in judged if not one.is_met]
    yield f"\n{len(judged) - len(missed)} of {len(judged)} figures are within their thresholds."


def with_error(one: Row | None, digits: int = 1) -> str:
    """Return a figure with its error, "-" for none."""
    if one is None:
        return "-"
    error = "" if one["error"] is None else f" ±{one['error']:.{digits}f}"
    return f"{one['value']:.{digits}f}{error}"


def in_100(one: Row) -> str:
    """Return a share in 100 with its error."""
    return with_error({"value": 100 * one["value"], "error": None if one["error"] is None else 100 * one["error"]})
