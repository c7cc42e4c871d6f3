"""Whole games as their player reads them, to read and to count: `python -m tests.transcripts --help`."""
