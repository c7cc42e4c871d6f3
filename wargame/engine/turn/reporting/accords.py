"""Agreements that seats made beside their orders."""

from collections.abc import Iterator, Sequence

from wargame.engine.rules.game import ACCORD_RULE, BY_ACCORD, Game
from wargame.engine.scenario.cell_audiences import seats_of
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.descriptions import opened
from wargame.engine.turn.interventions import Accord
from wargame.engine.turn.outcomes import Outcome


def accord_outcomes(setting: Setting, g: Game, accords: Sequence[Accord]) -> Iterator[Outcome]:
    """Tell each accord and what came of it, to those who may know its pact."""
    worked = {index for _, _, (rule, by, index, _), *_ in g.ledger if (rule, by) == (ACCORD_RULE, BY_ACCORD)}
    for accord in accords:
        index = setting.names.agreements[accord.agreement]
        pact = setting.spec.agreements[index]
        names = [setting.name_in_sentence(code) for code in accord.parties]
        who = opened(" and ".join(filter(None, (", ".join(names[:-1]), names[-1]))))
        yield Outcome(
            turn=g.turn,
            subject="accord",
            result="ended" if accord.ends else "agreed",
            title=opened(pact.name),
            text=f"{who} {_say(accord, _inside(pact.name), worked=index in worked)}.",
            name=pact.key,
            audience=seats_of(setting, pact.known_to),
        )


def _inside(name: str) -> str:
    """Return the name of a pact as it stands inside a sentence: an article begins with a small letter."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def _say(accord: Accord, name: str, *, worked: bool) -> str:
    """Return the act of the parties in words.

    If the pact came into force or lapsed by itself since it was proposed, the accord changed nothing.
    """
    if accord.ends:
        return f"ended {name}" if worked else f"agreed to end {name}, which was not in force any more"
    return f"agreed on {name}" if worked else f"agreed on {name}, which was in force already"
