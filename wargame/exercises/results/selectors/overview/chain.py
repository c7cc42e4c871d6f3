"""The chain of causes behind a chosen event: from an order, by rules, rolls and effects, to the ending."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wargame.engine.values import LedgerEntry
from wargame.exercises.results.selectors.overview.changes import CausedBy, TurnChange, largest_changes
from wargame.exercises.results.selectors.overview.known import ENDING
from wargame.exercises.results.selectors.overview.story import Event, Link, Story
from wargame.exercises.situation.selectors.outcomes import OutcomeCard, card_of

_KINDS = {"order": "Order", "incident": "Roll", "inject": "News", "accord": "Agreement", "call": "Call for support"}

_BEGINNINGS = {"order": "one order", "incident": "one move", "inject": "the news", "accord": "an agreement"}


@dataclass(frozen=True)
class ChainCard:
    """One card of a chain. `key` selects it; `outcome` has the strip of what was possible.

    `lines` are the changes that it made, `causes` what caused it.
    """

    kind: str
    word: str
    title: str
    note: str = ""
    text: str = ""
    key: str = ""
    seat: str = ""
    outcome: OutcomeCard | None = None
    lines: tuple[str, ...] = ()
    causes: tuple[CausedBy, ...] = ()
    is_chosen: bool = False


@dataclass(frozen=True)
class Chain:
    """The cards in order. `keys` are the events among them; `turn` is the turn of the first event."""

    title: str
    lede: str
    cards: tuple[ChainCard, ...]
    keys: frozenset[str]
    turn: int
    seat: str

    @property
    def explains_ending(self) -> bool:
        return any(card.kind == "ending" and card.is_chosen for card in self.cards)


def chain_of(story: Story, key: str, change: TurnChange | None = None) -> Chain | None:
    """Return the chain through an event, or through a change and its largest cause; None if there is no such event."""
    through = change.main if change else key
    if through not in story.events:
        return None if change is None else _of_change_alone(change)
    path = [*_back(story, through), *_on(story, through)]
    return Chain(
        title=_title(path, change),
        lede=_lede(story, path),
        cards=tuple(_cards(story, path, key, change)),
        keys=frozenset(event.key for event, _ in path),
        turn=path[0][0].turn,
        seat=path[0][0].outcome.actor if path[0][0].outcome.subject == "order" else "",
    )


Step = tuple[Event, Link | None]
"""An event of a chain, and the link that led to it."""


def _back(story: Story, key: str) -> list[Step]:
    """Return the steps from an order to an event, without the event itself."""
    links: list[Link] = []
    seen = {key}
    while story.events[key].outcome.subject != "order":
        parents = [link for link in story.into(key) if link.source not in seen and link.sign != "-"]
        if not parents:
            break
        best = max(parents, key=lambda link: _preference(story, link))
        links.insert(0, best)
        key = best.source
        seen.add(key)
    came = [None, *links][: len(links)]
    return [(story.events[link.source], before) for link, before in zip(links, came, strict=True)]


def _preference(story: Story, link: Link) -> tuple[bool, bool, int]:
    source = story.events[link.source]
    return bool(link.because), source.outcome.subject == "order", source.turn


def _on(story: Story, key: str) -> list[Step]:
    """Return the event and the shortest way to the ending, or else the way that leads to the latest turn."""
    came: dict[str, Link] = {}
    waiting, reached = deque([key]), [key]
    while waiting and ENDING not in came:
        at = waiting.popleft()
        for link in story.out_of(at):
            if link.sign != "-" and link.target not in came and link.target != key:
                came[link.target] = link
                waiting.append(link.target)
                reached.append(link.target)
    last = ENDING if ENDING in came else max(reached, key=lambda one: story.events[one].turn)
    path: list[Step] = []
    while last != key:
        link = came[last]
        path.insert(0, (story.events[last], link))
        last = link.source
    led = _best_link_into(story, key)
    return [(story.events[key], led), *path]


def _best_link_into(story: Story, key: str) -> Link | None:
    if story.events[key].outcome.subject == "order":
        return None
    parents = [link for link in story.into(key) if link.sign != "-"]
    return max(parents, key=lambda link: _preference(story, link), default=None)


def _cards(story: Story, path: Sequence[Step], chosen: str, change: TurnChange | None) -> Iterator[ChainCard]:
    for event, link in path:
        if link is not None and link.because:
            yield _rule(event, link)
        yield _event_card(event, is_chosen=event.key == chosen)
        if change and event.key == change.main:
            yield _change_card(change)
        elif event.key != ENDING and (lines := _lines(story, event.changes)):
            yield ChainCard("effect", "Effect", lines[0], note=f"turn {event.turn}", lines=lines[1:])


def _rule(event: Event, link: Link) -> ChainCard:
    others = [other for other in event.outcome.reasons if other.text != link.because]
    told = ", ".join(other.text.rstrip(".") for other in others[:3])
    more = f"Beside it: {told}." if told else ""
    card = card_of(event.outcome)
    label = next((one.label for one in card.options if one.key == card.chosen), "")
    return ChainCard("rule", "Rule", link.because.rstrip("."), note=f"adds to “{label}”" if label else "", text=more)


def _event_card(event: Event, *, is_chosen: bool) -> ChainCard:
    card, outcome = card_of(event.outcome), event.outcome
    if event.key == ENDING:
        return ChainCard("ending", "Ending", outcome.title, key=event.key, is_chosen=is_chosen)
    is_roll = bool(card.options)
    word = _KINDS.get(outcome.subject, "Event")
    return ChainCard(
        kind="roll" if is_roll else outcome.subject,
        word="Move" if outcome.subject == "incident" and not is_roll else word,
        title=outcome.title if outcome.subject == "order" else card.text or outcome.title,
        note=f"turn {event.turn}",
        text=card.text if outcome.subject == "order" else "",
        key=event.key,
        seat=outcome.actor if outcome.subject == "order" else "",
        outcome=card if is_roll else None,
        is_chosen=is_chosen,
    )


def _change_card(change: TurnChange) -> ChainCard:
    return ChainCard(
        "effect",
        "Effect",
        change.sentence,
        note=f"turn {change.turn}",
        causes=change.causes,
        text=change.rest,
        is_chosen=True,
    )


def _of_change_alone(change: TurnChange) -> Chain:
    """Return the chain of a change that no known event caused."""
    return Chain(f"Why: {change.sentence}", "", (_change_card(change),), frozenset(), change.turn, "")


def _lines(story: Story, changes: Sequence[LedgerEntry]) -> tuple[str, ...]:
    return largest_changes(story.setting, changes)


def _title(path: Sequence[Step], change: TurnChange | None) -> str:
    if change:
        return f"Why: {change.sentence}"
    if path[-1][0].key == ENDING:
        return f"Why it ended so: {path[-1][0].outcome.title}"
    return f"What came of it: {path[0][0].outcome.title}"


def _lede(story: Story, path: Sequence[Step]) -> str:
    first, last = path[0][0], path[-1][0]
    if first.key == ENDING:
        return "No act that you can know of led to it: so things stood when the last turn was over"
    begins = f"From {_BEGINNINGS.get(first.outcome.subject, 'what happened')} in turn {first.turn}"
    if last.key == ENDING:
        others = len(_orders_before(story, ENDING) - {event.key for event, _ in path})
        several = f": one chain of several. {others} other order{'s' * (others > 1)} led there too" if others else ""
        return f"{begins} to the ending{several}"
    if ENDING in story.events:
        return f"{begins}; no way that you can know leads from it to the ending"
    return begins


def _orders_before(story: Story, key: str) -> set[str]:
    """Return the keys of all orders from which a known way leads to an event."""
    waiting, seen = [key], {key}
    while waiting:
        sources = {link.source for link in story.into(waiting.pop()) if link.sign != "-"} - seen
        seen |= sources
        waiting += sources
    return {each for each in seen if story.events[each].outcome.subject == "order"}
