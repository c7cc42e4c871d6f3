"""What seats agreed on beside their orders."""

from collections.abc import Iterator, Sequence

from wargame.engine.interventions import Accord
from wargame.engine.kernel.ground import Game
from wargame.engine.outcomes import Outcome
from wargame.engine.setting import Setting
from wargame.engine.subjects import seats_of
from wargame.engine.wording import opened


def accord_outcomes(setting: Setting, g: Game, accords: Sequence[Accord]) -> Iterator[Outcome]:
    """Tell each accord, to those who may know its pact."""
    for accord in accords:
        pact = setting.spec.agreements[setting.names.agreements[accord.agreement]]
        names = [setting.said(code) for code in accord.parties]
        who = opened(" and ".join(filter(None, (", ".join(names[:-1]), names[-1]))))
        yield Outcome(
            turn=g.turn,
            subject="accord",
            result="ended" if accord.ends else "agreed",
            title=opened(pact.name),
            text=f"{who} {'ended' if accord.ends else 'agreed on'} {pact.name}.",
            name=pact.key,
            audience=seats_of(setting, pact.known_to),
        )
