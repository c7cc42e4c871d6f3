"""The parts of a report on which pages, files and services agree."""
