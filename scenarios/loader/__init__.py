"""Loads packs into the database: all of them or none, and unchanged content only once."""

from scenarios.loader.loading import PACKS, Loaded, check, load
from scenarios.loader.reading import UnknownPack, read_one

__all__ = ["PACKS", "Loaded", "UnknownPack", "check", "load", "read_one"]
