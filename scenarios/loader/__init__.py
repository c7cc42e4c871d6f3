"""From packs to rows: everything or nothing, and nothing twice."""

from scenarios.loader.loading import PACKS, Loaded, check, load

__all__ = ["PACKS", "Loaded", "check", "load"]
