"""Exports of the turn log and of whole exercises."""

from wargame.exercises.results.exports.archive import exercise_document
from wargame.exercises.results.exports.logs import harmless, log_csv, log_document, log_json

__all__ = ["exercise_document", "harmless", "log_csv", "log_document", "log_json"]
