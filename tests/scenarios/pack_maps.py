"""The maps of the packs of the repository, as pages read them."""

import json
from functools import lru_cache

from scenarios.folders import PACKS
from wargame.web import geography
from wargame.web.geography import Geography


@lru_cache
def map_of_pack(slug: str) -> Geography:
    return geography.read(json.loads((PACKS / slug / "map.geojson").read_text(encoding="utf-8")))
