"""The scores of a seat that ignores what happens: by its best order in every turn, and by its best plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from wargame.engine.playouts.given_sheets import GivenSheets
from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import first_seeds
from wargame.engine.study.appraisal.choices import NOTHING, Choices, choices_of
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of
from wargame.engine.study.appraisal.situations import Numbers, Played, joined, openings_of, played, portions

SCREENED, CONFIRMED = 64, 512
"""Games in which every change of a plan is tried, and those in which the best changes are tried again."""

JUDGED = 4
"""Games that judge a plan for each one asked for. They are cheap, and a planner is compared with the plan."""

SHORT_LIST = 16
LEAST_GAIN = 0.05
"""Points by which a change must improve a plan, beside twice its error."""

MOST_ROUNDS = 40


OTHER_MINDS = "hawk"
"""The policy of the other seats when a plan is tried against other minds than those against which it was found."""


@dataclass(frozen=True)
class Blindness:
    """The worth of a plan that somebody has learnt by heart, whatever the others think.

    `highest` is the share of games in which its seat scores highest; `loses` is by how many points less it scores if
    hawks have the other seats; `lead` and `lead_against_hawks` are by how many points it scores more than the seat's
    own policy in the same games.
    """

    highest: Estimate
    loses: Estimate
    lead: Estimate
    lead_against_hawks: Estimate


@dataclass(frozen=True)
class BestPlan:
    """The best plan that was found, in words, and its score on seeds that were not used to find it."""

    orders: tuple[tuple[str, ...], ...]
    score: Estimate
    blindness: Blindness | None = None


@dataclass(frozen=True, eq=False)
class Search:
    """Plays plans of one seat; a plan (turns, MOST_ORDERS) holds numbers of its orders."""

    setting: Setting
    policies: Mapping[str, str]
    choices: Choices
    base: int = 0
    """Added to every seed."""

    def scores(self, plans: Numbers, first_seed: int, games: int) -> Values:
        """Return the scores (plans, games), every plan from the same openings by the same dice."""
        first = self.base + first_seed
        seeds = range(first, first + games)
        return self._played(plans, _openings(self.setting, seeds), seeds)

    def judged(self, plan: Numbers, games: int) -> Played:
        """Play a plan in games of which none helped to find it."""
        return self._in_other_games(games, {self.choices.seat: self.choices.cells[plan][None]})

    def by_policy(self, games: int) -> Played:
        """Play the first of the same games with the seat's own policy in place of a plan."""
        return self._in_other_games(games, {})

    def _in_other_games(self, games: int, given: GivenSheets) -> Played:
        first = self.base + first_seeds.PLAN_JUDGED
        found = []
        for part in portions(games):
            seeds = range(first, first + games)[part]
            sheets = {seat: one.repeat(len(seeds), axis=0) for seat, one in given.items()}
            found.append(played(self.setting, openings_of(self.setting, seeds), seeds, self.policies, sheets))
        return joined(found)

    def _played(self, plans: Numbers, openings: Numbers, seeds: range) -> Values:
        count, seat = len(plans), self.choices.seat
        rows = np.tile(openings, (count, 1))
        sheets = self.choices.cells[plans].repeat(len(seeds), axis=0)
        found = played(self.setting, rows, list(seeds) * count, self.policies, {seat: sheets})
        return found.score(self.setting, seat).reshape(count, -1)

    def blank(self) -> Numbers:
        return np.full((self.setting.at.turns, MOST_ORDERS), NOTHING, dtype=np.int64)

    def found(self, plan: Numbers, judged: Played) -> BestPlan:
        names = self.choices.names
        orders = tuple(tuple(names[number] for number in sheet if number >= 0) for sheet in plan.tolist())
        return BestPlan(orders, mean_of(judged.score(self.setting, self.choices.seat)))


@lru_cache(maxsize=2)
def _openings(setting: Setting, seeds: range) -> Numbers:
    """Lay out openings once for all plans that are tried in them: to lay out one takes as long as a game."""
    rows = openings_of(setting, seeds)
    rows.flags.writeable = False
    return rows


def search_of(setting: Setting, policies: Mapping[str, str], seat: str, base: int = 0) -> Search:
    return Search(setting, policies, choices_of(setting, seat), base)


def best_repeated(search: Search, games: int) -> BestPlan:
    """Find the order that scores best if the seat gives it whenever it can, and no other."""
    plans = np.stack([search.blank() for _ in search.choices.rows])
    plans[:, :, 0] = np.arange(len(plans))[:, None]
    tried = search.scores(plans, first_seeds.PLAN_SEARCHED, 2 * SCREENED).mean(axis=1)
    short = plans[np.argsort(-tried, kind="stable")[:SHORT_LIST]]
    best = search.scores(short, first_seeds.PLAN_CONFIRMED, 2 * CONFIRMED).mean(axis=1).argmax()
    return search.found(short[best], search.judged(short[best], JUDGED * games))


def best_plan(search: Search, games: int) -> BestPlan:
    """Change an empty plan greedily, an order at a time, until nothing improves it."""
    plan = search.blank()
    for number in range(MOST_ROUNDS):
        improved = _improved(search, plan, number)
        if improved is plan:
            break
        plan = improved
    judged = search.judged(plan, JUDGED * games)
    return replace(search.found(plan, judged), blindness=_blindness(search, plan, judged, games))


def _blindness(search: Search, plan: Numbers, judged: Played, games: int) -> Blindness:
    """Hold a plan against the seat's own policy, and against other minds, in the first of the games that judge it."""
    setting, seat = search.setting, search.choices.seat
    others = {code: OTHER_MINDS for code in setting.seats if code != seat}
    hawks = replace(search, policies={**search.policies, **others})
    usual, by_hawks = judged.score(setting, seat)[:games], hawks.judged(plan, games).score(setting, seat)
    own, own_by_hawks = (one.by_policy(games).score(setting, seat) for one in (search, hawks))
    return Blindness(
        highest=mean_of(judged.leads[:, setting.seats.index(seat)]),
        loses=mean_of(usual - by_hawks),
        lead=mean_of(usual - own),
        lead_against_hawks=mean_of(by_hawks - own_by_hawks),
    )


def _improved(search: Search, plan: Numbers, number: int) -> Numbers:
    """Try every change, then make the best ones one after another, each only if it improves the plan."""
    changes = list(changes_of(search.choices, plan))
    tried = search.scores(
        np.stack([_changed(plan, change) for change in changes]),
        first_seeds.PLAN_SEARCHED + number * SCREENED,
        SCREENED,
    )
    ranked = np.argsort(-tried.mean(axis=1), kind="stable")[:SHORT_LIST]
    stands = search.scores(plan[None], first_seeds.PLAN_CONFIRMED, CONFIRMED)[0]
    for index in ranked.tolist():
        changed = _changed(plan, changes[index])
        if not search.choices.go_together(k for k in changed[changes[index][0]].tolist() if k >= 0):
            continue
        scores = search.scores(changed[None], first_seeds.PLAN_CONFIRMED, CONFIRMED)[0]
        gain = mean_of(scores - stands)
        if gain.value > max(LEAST_GAIN, 2 * (gain.error or 0.0)):
            plan, stands = changed, scores
    return plan


Change = tuple[int, int, int]
"""Turn from 0, slot, and the order that comes there, NOTHING to take out what is there."""


def changes_of(choices: Choices, plan: Numbers) -> Iterator[Change]:
    """Yield every way to add an order, to replace one, or to take one out."""
    for turn, sheet in enumerate(plan.tolist()):
        used = [slot for slot, order in enumerate(sheet) if order >= 0]
        free = [slot for slot, order in enumerate(sheet) if order < 0][:1]
        for slot in used:
            yield turn, slot, NOTHING
        for number, (first, last) in enumerate(choices.times):
            if first <= turn + 1 <= last and number not in sheet:
                for slot in (*free, *used):
                    if choices.go_together(k for k in (*sheet[:slot], number, *sheet[slot + 1 :]) if k >= 0):
                        yield turn, slot, number


def _changed(plan: Numbers, change: Change) -> Numbers:
    turn, slot, number = change
    changed = plan.copy()
    changed[turn, slot] = number
    return changed
