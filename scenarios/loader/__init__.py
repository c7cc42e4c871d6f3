"""Loads packs into the database: all of them or none, and unchanged content only once."""

from scenarios.folders import PACKS
from scenarios.loader.loading import Loaded, check, load
from scenarios.loader.reading import UnknownPack, pack_folder, read_files, read_one, slugs_in

__all__ = ["PACKS", "Loaded", "UnknownPack", "check", "load", "pack_folder", "read_files", "read_one", "slugs_in"]
