"""From packs to rows: everything or nothing, and nothing twice."""

from scenarios.loader.loading import PACKS, Loaded, check, load
from scenarios.loader.reading import UnknownPack, read_one

__all__ = ["PACKS", "Loaded", "UnknownPack", "check", "load", "read_one"]
