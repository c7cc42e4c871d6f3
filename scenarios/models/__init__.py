"""The tables of the design room: facts with their sources, and scenarios that use them."""

from scenarios.models.agreement import Agreement
from scenarios.models.alliance import Alliance, Membership, Obligation
from scenarios.models.article import Article, Finding, Sentence, SentencePlay
from scenarios.models.claim import Claim
from scenarios.models.edition import Edition
from scenarios.models.fact import Citation, Fact
from scenarios.models.idea import Idea
from scenarios.models.incident import Incident
from scenarios.models.inject import Inject
from scenarios.models.manoeuvre import Manoeuvre, Participant
from scenarios.models.note import Note
from scenarios.models.order_kind import OrderKind
from scenarios.models.own import NamedVersion, OwnAuthor, OwnChange, OwnFile, OwnScenario
from scenarios.models.place import Place, PlaceName
from scenarios.models.relation import Relation
from scenarios.models.role import Objective, Role
from scenarios.models.scenario import Scenario, ScenarioFact, ScenarioMap, ScenarioVersion
from scenarios.models.source import Assessment, Source
from scenarios.models.state import Indicator, State
from scenarios.models.trade_measure import TradeMeasure

__all__ = [
    "Agreement",
    "Alliance",
    "Article",
    "Assessment",
    "Citation",
    "Claim",
    "Edition",
    "Fact",
    "Finding",
    "Idea",
    "Incident",
    "Indicator",
    "Inject",
    "Manoeuvre",
    "Membership",
    "NamedVersion",
    "Note",
    "Objective",
    "Obligation",
    "OrderKind",
    "OwnAuthor",
    "OwnChange",
    "OwnFile",
    "OwnScenario",
    "Participant",
    "Place",
    "PlaceName",
    "Relation",
    "Role",
    "Scenario",
    "ScenarioFact",
    "ScenarioMap",
    "ScenarioVersion",
    "Sentence",
    "SentencePlay",
    "Source",
    "State",
    "TradeMeasure",
]
