"""The values in which an author's scenario is written, all frozen; `compile_setting` turns a `ScenarioSpec` into a
`Setting`.

Amounts are in points (scales of 0..100), chances in 100, weights are relative; the compiler turns them into integers. A
*condition* is a tuple of clauses, all of which must hold. A clause is a string that may offer alternatives with " or ";
`spec/clauses.py` documents the grammar. A *selector* names states, by ISO code or by their part in an order or
transition: "actor", "target", "partner", "allies of target", "allies of actor", "claimants" (all states that claim the
place), "co-claimants" (the same without the actor), "others" (every seat but actor and target), or "all".
"""

from wargame.engine.spec.advisers import FAVOURED_FIGURES as FAVOURED_FIGURES
from wargame.engine.spec.advisers import LEANINGS as LEANINGS
from wargame.engine.spec.advisers import FavourSpec as FavourSpec
from wargame.engine.spec.advisers import LeaningOfAdviser as LeaningOfAdviser
from wargame.engine.spec.blocs import Bloc as Bloc
from wargame.engine.spec.blocs import SeveralSpec as SeveralSpec
from wargame.engine.spec.effects import Condition as Condition
from wargame.engine.spec.effects import EffectSpec as EffectSpec
from wargame.engine.spec.effects import ModifierSpec as ModifierSpec
from wargame.engine.spec.events import AssertionSpec as AssertionSpec
from wargame.engine.spec.events import CueSpec as CueSpec
from wargame.engine.spec.events import EndingSpec as EndingSpec
from wargame.engine.spec.events import IncidentSpec as IncidentSpec
from wargame.engine.spec.events import InjectSpec as InjectSpec
from wargame.engine.spec.events import StageSpec as StageSpec
from wargame.engine.spec.events import TransitionSpec as TransitionSpec
from wargame.engine.spec.lists import FlowSpec as FlowSpec
from wargame.engine.spec.lists import ListSpec as ListSpec
from wargame.engine.spec.lists import ThirdSpec as ThirdSpec
from wargame.engine.spec.orders import ChanceSpec as ChanceSpec
from wargame.engine.spec.orders import CodesSpec as CodesSpec
from wargame.engine.spec.orders import ContradictionSpec as ContradictionSpec
from wargame.engine.spec.orders import LevelSpec as LevelSpec
from wargame.engine.spec.orders import NeedSpec as NeedSpec
from wargame.engine.spec.orders import OddsSpec as OddsSpec
from wargame.engine.spec.orders import OrderSpec as OrderSpec
from wargame.engine.spec.policies import LeaningSpec as LeaningSpec
from wargame.engine.spec.policies import RecordSpec as RecordSpec
from wargame.engine.spec.scenario import ScenarioSpec as ScenarioSpec
from wargame.engine.spec.scenario import TurnSpec as TurnSpec
from wargame.engine.spec.states import AgreementSpec as AgreementSpec
from wargame.engine.spec.states import CapSpec as CapSpec
from wargame.engine.spec.states import DyadSpec as DyadSpec
from wargame.engine.spec.states import ExclusionSpec as ExclusionSpec
from wargame.engine.spec.states import HintSpec as HintSpec
from wargame.engine.spec.states import MarkSpec as MarkSpec
from wargame.engine.spec.states import ObjectiveSpec as ObjectiveSpec
from wargame.engine.spec.states import StateSpec as StateSpec
from wargame.engine.spec.states import TruthSpec as TruthSpec
