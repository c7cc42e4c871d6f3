"""The maps that scenario versions keep, read once a process."""

from functools import lru_cache

from scenarios.models import ScenarioMap, ScenarioVersion
from scenarios.opening import OutdatedContent
from wargame.web import geography
from wargame.web.geography import Geography


def map_of(version: ScenarioVersion) -> Geography:
    """Return the map of a version. Raises OutdatedContent if an earlier edition loaded the version without its map."""
    if version.map_id is None:
        raise OutdatedContent
    return map_at(version.map_id)


@lru_cache(maxsize=16)
def map_at(digest: str) -> Geography:
    """Return the map with this digest, which never changes."""
    return geography.read(ScenarioMap.objects.get(pk=digest).document)
