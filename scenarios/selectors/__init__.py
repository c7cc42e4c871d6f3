"""Reads what the pages of the design room show, as frozen values."""

from scenarios.selectors.briefing import PrintedBriefing, briefing, public_briefing, public_part
from scenarios.selectors.kinds import order_kinds
from scenarios.selectors.left_out import left_out
from scenarios.selectors.library import Focus, ScenarioCard, SeatMark, library
from scenarios.selectors.scenario import ScenarioPage, scenario_page
from scenarios.selectors.sources import SourcesPage, sources_page
from scenarios.selectors.teaching import AnswersPage, TeachingPage, answers_page, teaching_page
from scenarios.selectors.words import glossary_of, help_groups

__all__ = [
    "AnswersPage",
    "Focus",
    "PrintedBriefing",
    "ScenarioCard",
    "ScenarioPage",
    "SeatMark",
    "SourcesPage",
    "TeachingPage",
    "answers_page",
    "briefing",
    "glossary_of",
    "help_groups",
    "left_out",
    "library",
    "order_kinds",
    "public_briefing",
    "public_part",
    "scenario_page",
    "sources_page",
    "teaching_page",
]
