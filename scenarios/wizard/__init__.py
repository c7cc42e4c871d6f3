"""From eight answers to a playable scenario: proposals by template, and the files of a pack made from the answers."""

from scenarios.wizard.answers import Answers
from scenarios.wizard.compose import compose
from scenarios.wizard.proposals import TEMPLATES, propose

__all__ = ["TEMPLATES", "Answers", "compose", "propose"]
