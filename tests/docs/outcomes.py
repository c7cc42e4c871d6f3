"""Writes docs/how-outcomes-are-computed.md from the engine: `python -m tests.docs.outcomes`.

The words are here, every figure comes from a turn that is played, and every dial from the engine's own table.
"""

from collections.abc import Iterator
from pathlib import Path

from scenarios.benchmark_scenario import PACKS
from scenarios.schema.shared_reading import read_alliances
from tests.docs.lines import Line, lines
from tests.docs.outcomes_speed import SPEED
from tests.scenarios.pack_games import setting_of
from wargame.engine import DIALS, Adjudication, LedgerEntry, Order, Setting, adjudicate, opening_world
from wargame.engine.dials import BY_KEY, FINE
from wargame.engine.study.method import NO_DIALS, SENTENCES
from wargame.engine.turn.outcomes import Outcome, exactly_in_100

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-outcomes-are-computed.md"
SEED = 1
TURN = 3
WHO, TOWARDS = "RUS", "KOR"
MOVED, STOOD_AT = "quarrel_moscow", "quiet"
SHEETS = (
    {"KOR": (Order("shadow", "close", "RUS"),), "RUS": (Order("hold_course", "track"),)},
    {"KOR": (Order("shadow", "close", "RUS"),), "RUS": (Order("hold_course", "track"),)},
    {"KOR": (Order("warn", "fire", "RUS"),), "RUS": (Order("hold_course", "track"),)},
)
"""Three turns of Nine Past Nine; in the third South Korea fires warning shots."""


def worked() -> tuple[Setting, Adjudication, list[LedgerEntry]]:
    """Play up to the example turn, and return its entries for the one figure that the page follows."""
    setting = setting_of("nine-past-nine")
    world = opening_world(setting, SEED)
    for sheets in SHEETS:
        played = adjudicate(setting, world, sheets, SEED)
        world = played.world
    rows = [e for e in played.entries if (e.variable, e.who, e.towards) == ("tension", WHO, TOWARDS)]
    return setting, played, rows


def points(amount: int) -> str:
    """Write milli-points as points with three decimals and a sign."""
    return f"{amount / 1000:+.3f}"


def origin(entry: LedgerEntry) -> str:
    """Name the dial behind an entry of one of the rules, or the file behind an authored one."""
    output = f"{entry.rule}: {entry.variable}"
    keys = [dial.key for dial in DIALS if output in dial.touches]
    if entry.rule in ("direct effect", "incident effect", "inject"):
        return "the pack: an effect written in `orders.yaml`, `incidents.yaml` or `msel.yaml`"
    return ", ".join(f"`{key}`" for key in keys) or "the scale ends at 0 and 100"


def dial_table() -> Iterator[str]:
    """Print every dial, family by family."""
    for family, says in SENTENCES.items():
        yield f"\n### {family.capitalize()}\n\n{says}\n"
        rows = [dial for dial in DIALS if dial.family == family]
        if not rows:
            yield NO_DIALS
            continue
        yield "| dial | default | range | unit | what it does | touches | source |\n|---|---|---|---|---|---|---|"
        for dial in rows:
            presets = "".join(f"; {name}: {value:g}" for name, value in dial.presets)
            default = f"{dial.default:g}" if dial.is_on else "0 (off)"
            yield (
                f"| `{dial.key}` {dial.name} | {default}{presets} | {dial.low:g} to {dial.high:g} | {dial.unit} "
                f"| {dial.explanation} | {', '.join(dial.touches)} | {dial.source} |"
            )


def family_lines() -> Iterator[str]:
    """Print a line of every family with its working, its rule and its sources."""
    worked_out = list(lines())
    for family in SENTENCES:
        own = [line for line in worked_out if line.family == family]
        if own:
            yield f"\n### {family.capitalize()}\n"
        yield from map(in_full, own)


def in_full(line: Line) -> str:
    """Print one line and where it comes from."""
    amount, (module, rule) = points(line.entry.delta), line.rule.split(".")
    sources = [line.authored] if line.authored else []
    sources += [f"`{key}` ({BY_KEY[key].source})" for key in line.dials]
    where = f"; {line.where}" if line.where else ""
    return (
        f"* **{amount}**: *{line.entry.text}*\n  `{line.working}` = {line.value / 1000:+.3f}{where}.\n"
        f"  Rule: `{rule}` in `wargame/engine/rules/{module}.py`. From: {'; '.join(sources)}."
    )


def moved_on() -> tuple[Outcome, list[tuple[str, int, list[str]]]]:
    """Return an incident's move in the example turn, and each possible transition with its weight and how that came
    about.
    """
    setting, played, _ = worked()
    told = next(one for one in played.outcomes if one.subject == "incident" and one.name == MOVED)
    because = {reason.text for reason in told.reasons}
    stage = next(stage for stage in setting.incident(MOVED).stages if stage.key == STOOD_AT)
    ways = []
    for way in stage.transitions:
        added = [one for one in way.modifiers if one.because in because] if way.turns[0] <= TURN <= way.turns[1] else []
        weight = round(1000 * (way.weight + sum(one.add for one in added)))
        steps = [f"{way.weight:g}", *(f"{one.add:+g} ({one.because.rstrip('.')})" for one in added)]
        ways.append((way.label, weight, steps))
    return told, ways


def ways_on() -> Iterator[str]:
    """Print the possible transitions of that incident."""
    told, ways = moved_on()
    total = sum(weight for _, weight, _ in ways)
    for (label, weight, steps), option in zip(ways, told.options, strict=False):
        yield f"| {label} | {' '.join(steps)} | {weight / 1000:g} of {total / 1000:g} | {option.in_100} |"


def left_out() -> Iterator[str]:
    """Print every obligation whose wording excludes something."""
    for alliance in read_alliances(PACKS):
        for owed in alliance.obligations:
            if owed.excludes:
                article = f", {owed.article}" if owed.article else ""
                places = ", ".join(f"`{place}`" for place in owed.excluded_places) or "none"
                yield f"| {alliance.abbreviation or alliance.title}{article} | {owed.excludes} | {places} |"


def fading_of(setting: Setting) -> int:
    """Return the tension that the pair loses in the turn, as compiled."""
    states, places = len(setting.codes), setting.names.states
    return setting.tables.fading[((TURN - 1) * states + places[WHO]) * states + places[TOWARDS]]


def page() -> str:
    """Give the whole page."""
    setting, _, rows = worked()
    impulse = next(row for row in rows if row.rule == "impulse")
    fade = next(row for row in rows if row.rule == "drift")
    level = next(one for one in setting.order("warn").levels if one.key == "fire")
    minutes = setting.spec.turns[TURN - 1].minutes
    rate = fading_of(setting)
    opening = setting.tables.cells[setting.cell(f"tension {WHO} {TOWARDS}")].opening
    decay = setting.dials["tension_decay"]
    table = "\n".join(f"| {row.rule} | {points(row.delta)} | {row.text} | {origin(row)} |" for row in rows)
    before, after = rows[0].before, rows[-1].after
    return PROSE.format(
        turn=TURN, seed=SEED, before=f"{before / 1000:.3f}", after=f"{after / 1000:.3f}", table=table,
        total=points(sum(row.delta for row in rows)), change=points(after - before), severity=f"{level.severity:g}",
        a=f"{setting.dials['impulse']:g}", impulse=points(impulse.delta), minutes=minutes, decay=f"{decay:g}",
        share=f"{1 - (1 - decay) ** (minutes / 1440):.6f}", rate=rate, fine=FINE, opening=opening, start=before,
        excess=before - opening, fade=points(fade.delta), raw=fade.delta, dials="\n".join(dial_table()),
        left_out="\n".join(left_out()), families="\n".join(family_lines()), ways="\n".join(ways_on()),
        roll=moved_on()[0].roll, threshold=moved_on()[0].threshold, said=moved_on()[0].text,
        exactly=exactly_in_100(moved_on()[0].roll), speed=SPEED,
        reliability=", ".join(f"{name} {share:g}" for name, share in BY_KEY["reliability"].presets),
    )  # fmt: skip


PROSE = """# How outcomes are computed

For whoever asks "why did tension rise by that much, and who says so?". This page follows one figure of one turn of
*Nine Past Nine* back to numbers with a source. It is written by `python -m tests.docs.outcomes`; a test plays the turn
and compares every figure.

## One figure, line by line

Turn {turn}, seed {seed}: South Korea fires warning shots ahead of the A-50 (`warn`, level `fire`), Russia holds course,
nobody else gives an order. **Russia's tension towards South Korea goes from {before} to {after}.** The ledger of the
turn has one line for each cause, and the lines add up exactly: {total} together, {change} from first to last.

| rule | change | what the ledger says | where the number comes from |
|---|---|---|---|
{table}

### The impulse: {impulse}

The rule is `T[target, actor] += a * severity * h(n)` (`wargame/engine/rules/direct.py`).

* **severity** is {severity}: the author's figure for this level, in `scenarios/packs/nine-past-nine/orders.yaml`. It
  is a judgement, as the scenario's notes say.
* **a** is {a}: the dial `impulse`, estimated from event counts.
* **h(n)** is 1, for Russia has seen no act of this class from South Korea before; the second time it would be .27
  (dials `habituation_floor` and `habituation_span`, from seven joint patrols).

{severity} * {a} * 1 = {impulse}.

### The fading: {fade}

The dial `tension_decay` is {decay} in the pair's half-life, which is a day here: half of the tension above the opening
level is gone after a day. This turn is
{minutes} minutes, so its share is 1 - (1 - {decay}) ** ({minutes} / 1440) = {share}, compiled to {rate} / {fine}.
Tension began the turn at {start} thousandths and the exercise at {opening}; {excess} are above the opening level:
({rate} * -{excess}) / {fine} = {raw} thousandths, which is {fade}. The rule is `settle` in
`wargame/engine/rules/drift.py`.

### What you can check yourself

* Every rule reads the world as it was when the turn began, so the order of the lines changes nothing.
* Set a dial to 0 in the pack (`dials`) and play the turn again: only the outputs in its column *touches* change. A test
  does so for each dial (`tests/validity/test_switches.py`).
* A roll is SipHash-2-4 of turn, kind of roll, seat and slot, under a key that is derived from the seed: the same seed
  gives this turn again to the last digit, and rolls that were seen tell nothing of others.
* Figures are whole thousandths, weights 1/1024 and rates 1/{fine}; each line is rounded once.

## A line of every family

A change of tension may come from any family of rules. So here is a line of each, worked out again from the dials, the
figures of the scenario and the world before it: three turns of a month in the theatre of eight states
(`scenarios/benchmark_scenario.py`, seed 7). China enters what Japan calls its own, the United States lists Chinese
goods, North Korea threatens the South; after that nobody does anything. The rules round after each factor, to a
thousandth; a test compares each line with the ledger.
{families}

### Incidents

In the turn of Nine Past Nine above, the quarrel with Moscow was quiet. Each way on weighs what its author wrote, and
more or less for what happened in the turn; the sums are cut out of a strip of 65536, in this order, and a roll falls on
it.

| way on | weight | share | in 100 |
|---|---|---|---|
{ways}

The roll was {roll}, and the first part ends at {threshold}: *{said}* Weights stand in
`scenarios/packs/nine-past-nine/incidents.yaml`; `accidents` scales those of accidents. A transition's effect on
figures is an authored effect, as with orders.

### What a seat is shown of it

A seat sees a strip of the possible outcomes, with the odds as it could know them, and a mark in the middle of the share
that was drawn. It sees no roll: true odds, roll and the odds that each seat read stand together in the full truth, in
the white cell's review and after the end. The roll is written in 100 there, to a thousandth, which is
{roll} * 100 / 65536 = {exactly:.3f} for the one above ([decision 27](decisions/0027-odds-without-rolls.md)).

## Whether an ally comes

Force against a party of a defence pact calls on every other party, unless the pact leaves out the place where it
happens. An order of support answers for sure. Without one, the pact is honoured with the chance

`reliability * min(strength now / strength at the opening, 1)`

once a turn. Studies disagree on the figure, and so the dial has their shares as presets, which a scenario may write by
name: {reliability}.
An ally that comes is drawn in (`entrapment`); others blame one that stays away (`abandonment`).
The results and the turn log tell each call with its chance and what was drawn.

The limits that a treaty's wording leaves out stand in `scenarios/packs/_shared/alliances.yaml`;
a scenario takes it over by naming the treaty as the `base` of its agreement.

| treaty | leaves out | places that the rules leave out |
|---|---|---|
{left_out}

## When a scripted seat takes a step of goodwill

The seat called `mirror` answers force in kind. After a turn without force at it, it may take a step that asks for
nothing: to a state that is ahead of it in such steps, else to the one that has raised its tension most. With `b0` the
log odds of the dial `grit`, it does so with the chance

`logistic(b0 + grit_size * size + grit_trust * credibility - grit_fear * tension)`

where *size* is the mean Goldstein value of the other's steps while one stands unanswered, *credibility* the other's
share in the steps between the two, and *tension* what the seat feels towards it. A class of orders counts as one of
steps if all its orders are cooperative, and what each state has seen of a class is in the world anyway, so the seat
needs no memory of its own. The die holds for `grit_rounds` turns: a seat that has begun goes on. It stops when it meets
force, when tension has brought the chance below its roll, or when `grit_rounds` of its steps stand unanswered. Where
nothing is to be answered it goes by the pack's leanings; without leanings it gives one order a turn, without force.

## What scripted seats react to

An order of force at a seat is an act, and so is the move of an incident: by the rise of its hostility, or as its
author says (an entry is a border violation, MID action 12). The seat called `empirical` draws for each state that acted
whether and how strongly to reply, from the record of 1946-2014; an answer goes to that state or is not given. An
incident that only stands is no new act, but while it does, force is used in reply only. Measured on 1500 games of *Nine
Past Nine* and 40 times 104 weeks of the theatre, all seats `empirical` unless said otherwise:

| measure | rules 1.4 | rules 1.5 | asked for |
|---|---|---|---|
| South Korea acts militarily in turn 4: after an entry in turn 3, without | .31, .25 | .67, .18 | .60 up, .30 down |
| in turn 5: after an entry in turn 4, without | .43, .08 | .64, .07 | the same |
| a display of force at a state that has an answer is answered with one, next turn | .23 | .34 | .35 to .55 |
| the same in the theatre's weeks, at any state | .35 | .51 | .35 to .55 |
| tension of Japan towards South Korea, 30 at the opening, after turn 4 | 20.6 | 33.3 | it rises |
| the replayed record: tension of South Korea towards Russia, 18 at the opening, at the end | 15.6 | 19.9 | 18 to 23 |
| the replayed record ends contained, stand-off, at odds | .45, .15, .36 | .45, .15, .35 | contained .40 up |
| orders a game of five seats called `mirror` | 8 | 90 | |
| second act of a kind moves, of the first | .27 | .15 | .08 to .25 |
| relation gained by one joint patrol | 8 | 4 | counted once |
| weekly own lag, Russia-South Korea to China-United States | -.02 to .01 | .18 to .44 | .15 to .75 |

## What a morning decides

In *Nine Past Nine* orders of turns 1 to 4 move the line to Moscow and the common radar picture; where these stand at
noon is written down and opens or closes ways of both quarrels
([decision 40](decisions/0040-the-morning-is-written-down-at-noon.md)). Seats are `empirical`. *After* is what
`python3 run.py appraise nine-past-nine --seed 6202` prints, on seeds other than those it was tuned on; the column
*before* is the state before decision 40. Seats in the order RUS, CHN, JPN, KOR, USA.

| measure | before | after | error | asked for |
|---|---|---|---|---|
| settled when turn 5 begins, in 100 | 16 | 45 | .7 | 40 to 60 |
| settled by turns 1 to 4, in 100 | 1, 1, 5, 11 | 8.0, 6.4, 11.7, 19.2 | .3 to .6 | 4 up |
| worth of the best first order | .2, 1.1, 1.7, 1.4, 1.2 | 3.4, 2.3, 2.7, 3.4, 2.6 | .1 | 2 to 6 |
| fares best, in 100 games | 22, 23, 17, 6, 32 | 29, 22, 14, 23, 12 | 1 | 10 to 35 |
| the replayed record ends contained, in 100 | 48 | 67 | 1.7 | 40 up |
| ways to give an order not worth half a point in a tenth of the situations, in 100 | 52 | 4 | 1.1 | 10 at most |
| free or cheap orders that hurt in no game | 6 | 0 | | none |
| contradictions a game | | 0 | | .02 at most |
| own orders explain of the ending alone, in 100 | 10, 2, 6, 4, 2 | 6.2, 5.5, 6.7, 6.0, 6.1 | .2 | 5 up |
| own orders explain of the ending with the others', in 100 | 49, 25, 29, 45, 27 | 37, 35, 36, 43, 43 | .4 | 30 up |
| planner over the best fixed plan | -.3, 1.2, -1.3, -2.0, .9 | 4.8, 4.7, 2.8, 6.0, 2.7 | .4 to .7 | 2 up |
| a planner's most frequent opening, in 100 | 84, 92, 76, 42, 94 | 44, 56, 50, 42, 57 | 3.5 | 60 at most |

The last four rows compare with the state before first reports gave hints ([decision
45](decisions/0045-openings-follow-first-reports.md)), its shares measured as they are now. Since then the afternoon
hides two facts ([decision 48](decisions/0048-what-the-afternoon-hides.md)), and the week a third: whether the Assembly
in Seoul sits. Every figure of this table meets its threshold; [decision
83](decisions/0083-a-game-against-people-who-think.md) has newer figures, and some of them miss theirs. We take luck out
of a planner's score and out of the worth of first orders since [decision
64](decisions/0064-luck-is-taken-out-of-an-appraisal.md). Since [decision
59](decisions/0059-to-wait-is-no-inert-order.md) waiting no longer counts as a way to give an order. Since [decision
60](decisions/0060-guesses-come-from-usual-games.md) planners guess the unseen orders of others.

## How far coercion reaches

A measure covers `min(what it asks, what is left of the target's exposure)` and uses that up; a matching measure asks
for as much as the other side has covered of one's own exposure. So an exchange of tariffs ends where imports do, as in
2018: 34 for 34, 16 for 16, and then 60 for 200 (US$ bn).

{speed}
## Every dial

0 switches a mechanism off. "0 (off)" means that it works only where a scenario asks for it. Rates a day are compiled
to the length of each turn.
{dials}
"""


if __name__ == "__main__":
    PAGE.write_text(page())
    print(f"{PAGE.relative_to(PAGE.parents[1])}: {len(DIALS)} dials")
