"""Recomputes one ledger line of every rule family from dials, the pack's figures and the world before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.benchmark_scenario import theatre
from wargame.engine import Adjudication, LedgerEntry, Order, Setting, adjudicate, compile_setting, opening_world
from wargame.engine.dials import FINE

SEED = 7
CATALOGUE = "`scenarios/packs/_shared/catalogue.yaml`"
SHEETS: tuple[dict[str, tuple[Order, ...]], ...] = (
    {
        "CHN": (Order("border_violation", "deep", "JPN"),),
        "USA": (Order("tariff", "narrow", "CHN"),),
        "PRK": (Order("threat_force", "warning", "KOR"),),
    },
    {},
    {},
)
"""Three turns of a month in the theatre; nobody orders anything in the second and third."""


@dataclass(frozen=True)
class Line:
    """A ledger line. The `working` of a rule ("file.name") gives `value` in thousandths; `where` adds details."""

    family: str
    rule: str
    entry: LedgerEntry
    value: float
    working: str
    where: str = ""
    dials: tuple[str, ...] = ()
    authored: str = ""


@dataclass(frozen=True)
class Month:
    """A turn that was played, and the world at its opening."""

    setting: Setting
    before: list[int]
    played: Adjudication

    def figure(self, subject: str) -> int:
        """Return a figure at the opening of the turn, by its name in conditions, in thousandths."""
        return self.before[self.setting.cell(subject)]

    def opening(self, subject: str) -> int:
        """Return the same figure at the opening of the exercise."""
        return self.setting.tables.cells[self.setting.cell(subject)].opening

    def weight(self, key: str) -> int:
        """Return a dial as the rules count it: a share in 1/1024, or points in thousandths."""
        return getattr(self.setting.tables.dials, key)

    def rate(self, key: str, subject: str) -> int:
        """A rate of a turn as the rules count it, in 1/2**30; how fast tension fades is the pair's own."""
        if key != "tension_decay":
            return getattr(self.setting.tables.rates[0], key)
        pair = self.setting.cell(subject) - self.setting.at.tension
        return self.setting.tables.fading[pair]

    def line(self, rule: str, subject: str, delta: int = 0) -> LedgerEntry:
        """Return the entry of a rule for a figure, chosen by its delta if there are several."""
        variable, who, towards = (*subject.split(), "")[:3]
        found = [e for e in self.played.entries if (e.rule, e.variable) == (rule, variable)]
        return next(e for e in found if {who, towards} <= {e.who, e.towards, e.name} and delta in (0, e.delta))


def months() -> list[Month]:
    """Play the turns."""
    setting = compile_setting(theatre())
    world, found = opening_world(setting, SEED), []
    for sheets in SHEETS:
        played = adjudicate(setting, world, sheets, SEED)
        found.append(Month(setting, setting.facts(world), played))
        world = played.world
    return found


def lines() -> Iterator[Line]:
    """Work out a line of every family whose rules move figures."""
    first, second, third = months()
    yield from of_the_act(first)
    yield from of_the_allies(first, second)
    yield from of_home_and_trade(first)
    yield from of_what_comes_later(second)
    yield from of_time(second, third)


def of_the_act(now: Month) -> Iterator[Line]:
    """The effects of an intrusion on its target, and on an ally of the target that doubts it."""
    written, severity = f"`border_violation`, level `deep`, in {CATALOGUE}", 19
    entry = now.line("direct effect", "relation JPN CHN")
    habituation = ("habituation_floor", "habituation_span")
    yield Line("direct effects", "direct.affect", entry, -3000, "-3 * h(0)", "h(0) = 1", habituation, written)
    entry, a = now.line("impulse", "tension JPN CHN"), now.weight("impulse")
    yield Line(
        "direct effects", "direct.strike", entry, 1000 * severity * a / 1024, f"{severity} * {a}/1024 * h(0)",
        "h(0) = 1", ("impulse",), f"the severity {severity} of {written}",
    )  # fmt: skip
    share, denial = now.weight("ally_share"), now.weight("denial")
    target, author = now.figure("relation USA JPN") // 1000, now.figure("relation USA CHN") // 1000
    left = 1 - denial / 1024 * (200 + author - target) / 400
    yield Line(
        "bystanders", "bystanders.alarm_allies", now.line("bystanders", "tension USA CHN"),
        1000 * severity * share / 1024 * target / 100 * left,
        f"{severity} * {share}/1024 * {target}/100 * (1 - {denial}/1024 * (200 - {target} + {author}) / 400)",
        f"{target} and {author} are how it stands to the target and to the author; the last factor is what its doubt "
        "leaves of an act that is contested", ("ally_share", "denial"),
    )  # fmt: skip


def of_the_allies(now: Month, then: Month) -> Iterator[Line]:
    """An ally that stays away, and what its silence does the month after."""
    call = next(one for one in now.played.outcomes if one.subject == "call")
    lost, chance = now.weight("abandonment"), now.weight("reliability")
    yield Line(
        "alliances", "support_calls.answer", now.line("support call", "relation JPN USA"), -lost, f"-{lost / 1000:g}",
        f"the roll {call.roll} was not below {call.threshold} of 65536, which is {chance}/1024 for a pact as strong as "
        "it opened", ("reliability", "abandonment"),
    )  # fmt: skip
    lost = then.weight("silence")
    entry = then.line("alliances", "strength us-japan-treaty")
    yield Line("alliances", "alliances.judge_parties", entry, -lost, f"-{lost / 1000:g}", dials=("silence",))


def of_home_and_trade(now: Month) -> Iterator[Line]:
    """The stake of a threat, and the cost of a list of tariffs."""
    staked, share = now.weight("commitment"), now.weight("escalated_stake")
    yield Line(
        "domestic", "domestic.answer_at_home", now.line("domestic", "stake PRK"), staked + 14000 * share / 1024,
        f"{staked / 1000:g} + {share}/1024 * 14", "", ("commitment", "escalated_stake"),
        f"the severity 14 of `threat_force`, level `warning`, in {CATALOGUE}",
    )  # fmt: skip
    hurt, exposed = now.weight("coercion_target"), now.figure("exposure CHN USA") / 1000
    yield Line(
        "economy", "economy.coerce", now.line("economy", "economy CHN"), -hurt / 1024 * min(6000, 1000 * exposed),
        f"-{hurt}/1024 * min(6, {exposed:g})", f"{exposed:g} is how much of China's economy is exposed",
        ("coercion_target",), f"`covers: 6` of `tariff`, level `narrow`, in {CATALOGUE}",
    )  # fmt: skip


def of_what_comes_later(now: Month) -> Iterator[Line]:
    """The later effects of the month before that fall due."""
    written = f"`later` and `delay: 30` of `tariff`, level `narrow`, in {CATALOGUE}"
    entry = now.line("fall due", "approval CHN")
    yield Line("later effects", "delayed.fall_due", entry, -500, "-0.5", "30 days after the order", authored=written)


def of_time(now: Month, then: Month) -> Iterator[Line]:
    """The figures that fade or return to their base within a month."""
    for month, family, subject, key in (
        (now, "drift", "tension JPN CHN", "tension_decay"),
        (now, "drift", "exposure CHN USA", "exposure_return"),
        (now, "domestic", "stake PRK", "stake_fade"),
        (then, "agreements", "strength us-japan-treaty", "agreement_return"),
    ):
        way, rate = month.opening(subject) - month.figure(subject), month.rate(key, subject)
        yield Line(
            family, "drift.settle", month.line("drift", subject), rate / FINE * way,
            f"{rate}/{FINE} * {way / 1000:g}", f"{way / 1000:g} is the way back to {month.opening(subject) / 1000:g}, "
            "where it opened", (key,),
        )  # fmt: skip
