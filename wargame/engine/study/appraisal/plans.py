"""The scores of a seat that ignores what happens: by its best order in every turn, and by its best plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import first_seeds
from wargame.engine.study.appraisal.choices import NOTHING, Choices, choices_of
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of
from wargame.engine.study.appraisal.situations import Numbers, openings_of, played, portions

SCREENED, CONFIRMED = 64, 512
"""Games in which every change of a plan is tried, and those in which the best changes are tried again."""

JUDGED = 4
"""Games that judge a plan for each one asked for. They are cheap, and a planner is compared with the plan."""

SHORT_LIST = 16
LEAST_GAIN = 0.05
"""Points by which a change must improve a plan, beside twice its error."""

MOST_ROUNDS = 40


@dataclass(frozen=True)
class BestPlan:
    """The best plan that was found, in words, and its score on seeds that were not used to find it."""

    orders: tuple[tuple[str, ...], ...]
    score: Estimate


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

    def judged(self, plan: Numbers, games: int) -> Estimate:
        """Return the mean score of a plan in games of which none helped to find it."""
        first = self.base + first_seeds.PLAN_JUDGED
        batches = [range(first, first + games)[part] for part in portions(games)]
        scores = [self._played(plan[None], openings_of(self.setting, seeds), seeds)[0] for seeds in batches]
        return mean_of(np.concatenate(scores))

    def _played(self, plans: Numbers, openings: Numbers, seeds: range) -> Values:
        count, seat = len(plans), self.choices.seat
        rows = np.tile(openings, (count, 1))
        sheets = self.choices.cells[plans].repeat(len(seeds), axis=0)
        found = played(self.setting, rows, list(seeds) * count, self.policies, {seat: sheets})
        return found.score(self.setting, seat).reshape(count, -1)

    def blank(self) -> Numbers:
        return np.full((self.setting.at.turns, MOST_ORDERS), NOTHING, dtype=np.int64)

    def found(self, plan: Numbers, games: int) -> BestPlan:
        names = self.choices.names
        orders = tuple(tuple(names[number] for number in sheet if number >= 0) for sheet in plan.tolist())
        return BestPlan(orders, self.judged(plan, JUDGED * games))


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
    return search.found(short[best], games)


def best_plan(search: Search, games: int) -> BestPlan:
    """Change an empty plan greedily, an order at a time, until nothing improves it."""
    plan = search.blank()
    for number in range(MOST_ROUNDS):
        improved = _improved(search, plan, number)
        if improved is plan:
            break
        plan = improved
    return search.found(plan, games)


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
