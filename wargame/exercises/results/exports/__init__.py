"""Exports of the turn log: its documents, and the tables that are written from them."""

from wargame.exercises.results.exports.logs import ledger_document, log_document, log_json
from wargame.exercises.results.exports.tables import harmless, lines_of, log_csv, log_lines, table_of

__all__ = [
    "harmless",
    "ledger_document",
    "lines_of",
    "log_csv",
    "log_document",
    "log_json",
    "log_lines",
    "table_of",
]
