"""Which injects happened, what seats agreed on, and how it ended."""

from collections.abc import Iterator

from wargame.engine.rules.game import Game
from wargame.engine.scenario.cell_audiences import seats_of
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import InjectSpec
from wargame.engine.turn.outcomes import Outcome, OutcomeOption, in_100
from wargame.engine.world.dice import SIDES
from wargame.engine.world.layout import FIRED


def inject_outcomes(setting: Setting, g: Game) -> Iterator[Outcome]:
    """Tell which injects happened."""
    for index, inject in enumerate(setting.spec.injects):
        drawn, chance = g.now[g.at.draw + index], setting.tables.injects[index].chance
        if g.now[g.at.cued + index] == FIRED:
            yield inject_outcome(setting, g, inject, -1, SIDES)
        elif 0 <= drawn < chance:
            yield inject_outcome(setting, g, inject, drawn, chance)


def inject_outcome(setting: Setting, g: Game, inject: InjectSpec, drawn: int, chance: int) -> Outcome:
    """Tell that an inject happened; one that was let happen by hand had no odds."""
    options: tuple[OutcomeOption, ...] = ()
    if chance < SIDES:
        odds = in_100([chance, SIDES - chance])
        options = (OutcomeOption("happens", "happens", odds[0]), OutcomeOption("not", "does not", odds[1]))
    return Outcome(
        turn=g.turn,
        subject="inject",
        result="happens",
        title=inject.title,
        text=inject.title,
        name=inject.key,
        options=options,
        chosen="happens" if options else "",
        roll=drawn if options else -1,
        threshold=chance if options else -1,
        audience=seats_of(setting, inject.known_to),
    )


def ending_outcome(setting: Setting, g: Game) -> Iterator[Outcome]:
    """Yield the outcome of the ending, if there is one."""
    number = g.then[g.at.clock + 1]
    if number:
        ending = setting.spec.endings[number - 1]
        yield Outcome(
            turn=g.turn,
            subject="ending",
            result=ending.key,
            title=ending.name,
            text=ending.name,
            name=ending.key,
            audience=setting.seats,
        )
