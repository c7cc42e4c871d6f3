"""Orders and endings of an appraisal in the words of its scenario."""

from dataclasses import dataclass

from scenarios.models import ScenarioVersion
from scenarios.opening import OutdatedContent
from wargame.engine.values import Bloc, Setting
from wargame.exercises.bridge import setting_of_version


@dataclass(frozen=True)
class Words:
    """The words of a scenario. An old version may have lost its setting; then its keys stand instead."""

    setting: Setting | None

    def order(self, keys: str) -> str:
        """Return "kind level target partner" in words, such as "Formal protest · firm · RUS"; "" is no order."""
        if not keys:
            return "no order"
        kind, *rest = keys.split()
        spec = next((one for one in self.setting.spec.orders if one.kind == kind), None) if self.setting else None
        if spec is None:
            return keys
        names = {level.key: level.name for level in spec.levels} if len(spec.levels) > 1 else {}
        known = {level.key for level in spec.levels}
        said = [names.get(key, "" if key in known else Bloc(key).listed) for key in rest]
        return " · ".join([spec.name, *filter(None, said)])

    def ending(self, key: str) -> str:
        """Return the name of an ending."""
        endings = self.setting.spec.endings if self.setting else ()
        return next((one.name for one in endings if one.key == key), key)


def words_of(version: ScenarioVersion) -> Words:
    """Return the words of a version, as far as this edition of Parley can still read it."""
    try:
        return Words(setting_of_version(version))
    except OutdatedContent:
        return Words(None)
