"""The engine's values for those who only read them: pages, files, tables. All code that computes is behind the engine's
door.

Everything here is a class or a constant; `wargame.engine` exports each of them too.
"""

from wargame.engine.advice import Argument
from wargame.engine.advice.claims import CLAIMS, Claim
from wargame.engine.advice.costs import Cost
from wargame.engine.advice.offers import Opinion
from wargame.engine.dials import DIALS, Dial
from wargame.engine.errors import SettingError
from wargame.engine.perspective.filter import Perspective
from wargame.engine.perspective.legality import Problem
from wargame.engine.perspective.options import Barred, LevelOption, OrderOption
from wargame.engine.playouts.pledges import Pledge
from wargame.engine.policies.negotiation import Offer
from wargame.engine.policies.word_fates import GivenWord, TurnRead, WordFate
from wargame.engine.previews import Preview
from wargame.engine.previews.answers import Answer, Answers
from wargame.engine.previews.effects import ExpectedEffect
from wargame.engine.previews.marks import Mark
from wargame.engine.previews.moves import FELT, FigureMove
from wargame.engine.previews.odds import Odds
from wargame.engine.previews.sheet_forecast import Aims, AimsRange, OrderForecast, SheetForecast
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import (
    FAVOURED_FIGURES,
    LEANINGS,
    EffectSpec,
    FavourSpec,
    FlowSpec,
    LeaningOfAdviser,
    LevelSpec,
    ListSpec,
    ObjectiveSpec,
    OddsSpec,
    OrderSpec,
    ScenarioSpec,
    SeveralSpec,
    TurnSpec,
)
from wargame.engine.spec.blocs import LONGEST_BLOC, Bloc
from wargame.engine.spec.clauses import CLAUSE_FORMS, DEADLINE_FORM, Clause, ClauseForm, Comparison, Word
from wargame.engine.storage.codec import ENGINE_VERSION
from wargame.engine.study.aggregate import Aggregate, Measure
from wargame.engine.study.appraisal.thresholds import THRESHOLDS
from wargame.engine.study.attribution import Attributed, Contribution
from wargame.engine.study.comparisons import Contrast
from wargame.engine.study.known_then import READINGS, KnownThen, OrderWorth
from wargame.engine.study.paired_runs import CLEAR, Difference
from wargame.engine.study.split import PARTS_OF_SPLIT, LargePart, Moved, Split
from wargame.engine.turn.interventions import Interventions, Ruling, Shift
from wargame.engine.turn.ledger import UNTOLD_DIALS, LedgerEntry
from wargame.engine.turn.outcome_keys import OutcomeKey
from wargame.engine.turn.outcomes import Draw, Outcome, OutcomeOption, Reason, Ruled
from wargame.engine.turn.scoring import Cap, ObjectiveScore
from wargame.engine.turn.sheet import Order
from wargame.engine.world.figures import FIGURES, GAUGES_OF_A_PAIR, GAUGES_OF_A_STATE, Figure
from wargame.engine.world.world import World

__all__ = [
    "CLAIMS",
    "CLAUSE_FORMS",
    "CLEAR",
    "DEADLINE_FORM",
    "DIALS",
    "ENGINE_VERSION",
    "FAVOURED_FIGURES",
    "FELT",
    "FIGURES",
    "GAUGES_OF_A_PAIR",
    "GAUGES_OF_A_STATE",
    "LEANINGS",
    "LONGEST_BLOC",
    "PARTS_OF_SPLIT",
    "READINGS",
    "THRESHOLDS",
    "UNTOLD_DIALS",
    "Aggregate",
    "Aims",
    "AimsRange",
    "Answer",
    "Answers",
    "Argument",
    "Attributed",
    "Barred",
    "Bloc",
    "Cap",
    "Claim",
    "Clause",
    "ClauseForm",
    "Comparison",
    "Contrast",
    "Contribution",
    "Cost",
    "Dial",
    "Difference",
    "Draw",
    "EffectSpec",
    "ExpectedEffect",
    "FavourSpec",
    "Figure",
    "FigureMove",
    "FlowSpec",
    "GivenWord",
    "Interventions",
    "KnownThen",
    "LargePart",
    "LeaningOfAdviser",
    "LedgerEntry",
    "LevelOption",
    "LevelSpec",
    "ListSpec",
    "Mark",
    "Measure",
    "Moved",
    "ObjectiveScore",
    "ObjectiveSpec",
    "Odds",
    "OddsSpec",
    "Offer",
    "Opinion",
    "Order",
    "OrderForecast",
    "OrderOption",
    "OrderSpec",
    "OrderWorth",
    "Outcome",
    "OutcomeKey",
    "OutcomeOption",
    "Perspective",
    "Pledge",
    "Preview",
    "Problem",
    "Reason",
    "Ruled",
    "Ruling",
    "ScenarioSpec",
    "Setting",
    "SettingError",
    "SeveralSpec",
    "SheetForecast",
    "Shift",
    "Split",
    "TurnRead",
    "TurnSpec",
    "Word",
    "WordFate",
    "World",
]
