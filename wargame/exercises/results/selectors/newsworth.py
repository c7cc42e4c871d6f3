"""Weighs the events of a turn for a seat: results choose the headline, the news of others and the gamble by it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from wargame.engine.values import LedgerEntry, Outcome
from wargame.exercises import bridge, perspectives
from wargame.exercises.results.selectors.overview.clauses import names
from wargame.exercises.results.selectors.overview.known import cause_of, key_of
from wargame.exercises.results.selectors.overview.story import conditions_of
from wargame.exercises.results.selectors.own_share import gave_half
from wargame.exercises.situation.selectors.duty_news import duties_changed
from wargame.exercises.situation.selectors.seat_view import SeatView

Rank = tuple[bool, float, int, int]


@dataclass(frozen=True)
class Newsworth:
    """The events of a turn as a seat may know them, weighed for that seat: all from its own perspective."""

    at: SeatView
    known: Sequence[Outcome]
    entries: Sequence[LedgerEntry]

    def rank(self, outcome: Outcome) -> Rank:
        """Return the sort key of an event: one that concerns the seat, then by aims, hostility, and unlikeliness."""
        weight = self._weights.get(key_of(outcome), 0.0)
        hostility = perspectives.hostility(self.at.view, outcome)
        return self.concerns(outcome), weight, hostility, -chance_of(outcome)

    def concerns(self, outcome: Outcome) -> bool:
        """Return whether the seat is part of an event, or its own orders of this turn were."""
        parties = {outcome.actor, *outcome.targets, *outcome.partners}
        if outcome.subject == "incident":
            parties |= {*self.at.view.setting.incident(outcome.name).claimants}
        return self.at.mine in parties or self.is_own(outcome)

    def is_own(self, outcome: Outcome) -> bool:
        """Return whether an order that the seat gave in this turn is among the reasons of an incident's draw."""
        return outcome.subject == "incident" and bool(self._own_signs.get(key_of(outcome)))

    def was_made_by_own_orders(self, outcome: Outcome) -> bool:
        """Return whether the orders that the seat gave in this turn gave at least half of the weight of what came."""
        if outcome.subject != "incident" or "+" not in self._own_signs.get(key_of(outcome), ()):
            return False
        return gave_half(self.at.view, outcome, (one for one in self.known if one.subject == "order"))

    @cached_property
    def blows(self) -> tuple[Outcome, ...]:
        """Return the orders of others against the seat, those that hurt most first: force, pressure, a tariff."""
        duties = duties_changed(self.at.view.setting, self.known)
        found = [
            one
            for one in self.known
            if one.subject == "order" and one.actor != self.at.mine and one.result != "refused"
            if perspectives.hostility(self.at.view, one) > 0 or (one in duties and self.at.mine in one.targets)
        ]
        return tuple(sorted(found, key=self.rank, reverse=True))

    def own_causes(self) -> frozenset[str]:
        """Return the causes of ledger entries of incidents that came mainly by own orders."""
        return frozenset(key_of(one) for one in self.known if self.was_made_by_own_orders(one))

    @cached_property
    def _own_signs(self) -> dict[str, set[str]]:
        """The signs of own orders among the reasons for each incident that the seat may know: "+" made it likelier."""
        setting = self.at.view.setting
        own = [one for one in self.known if (one.subject, one.actor) == ("order", self.at.mine)]
        return {
            key_of(incident): {
                sign
                for _, sign, parts in conditions_of(setting, incident)
                for part in parts
                if part.form.is_of_turn and not part.negates and any(names(setting, part, one) for one in own)
            }
            for incident in self.known
            if incident.subject == "incident"
        }

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Points by which each event moved the total of the seat's aims, up and down alike."""
        specs = [one for one in self.at.view.setting.spec.objectives if one.seat == self.at.mine and one.variable]
        points: dict[str, float] = {}
        for one in specs:
            if one.high != one.low:
                # Two aims may be about one figure.
                points[one.variable] = points.get(one.variable, 0.0) + one.weight / abs(one.high - one.low)
        found: dict[str, float] = {}
        for entry in self.entries:
            key, figure = cause_of(entry), figure_of(entry)
            found[key] = found.get(key, 0.0) + abs(bridge.display_amounts(entry).delta) * points.get(figure, 0.0)
        return found


def newsworth_of(at: SeatView, known: Sequence[Outcome]) -> Newsworth:
    """Return the weighing of the turn's events for the seat of a view."""
    return Newsworth(at, known, perspectives.known_entries(at.turn, at.seat, may_know_all=False))


def most_weighty(worth: Newsworth, outcomes: Iterable[Outcome]) -> Outcome | None:
    """Return the event that matters most to the seat, None if there is none."""
    return max(outcomes, key=worth.rank, default=None)


def chance_of(outcome: Outcome) -> int:
    """Return the chance in 100 of what came; 100 where nothing was drawn."""
    return next((option.in_100 for option in outcome.options if option.key == outcome.chosen), 100)


def figure_of(entry: LedgerEntry) -> str:
    """Return the figure of an entry as the scenario names it: "tension KOR RUS"."""
    return " ".join(part for part in (entry.variable, entry.who, entry.towards, entry.name) if part)
