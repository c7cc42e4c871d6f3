"""The document of a report, and the rules for its sentences."""
