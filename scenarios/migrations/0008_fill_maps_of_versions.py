"""Gives versions that were loaded before versions had maps the map of their pack, with which they were drawn so far.

Packs of another folder are not found here: the next `load_scenarios` of that folder gives their versions the map.
"""

import hashlib
import json
from typing import Any

from django.db import migrations

from scenarios.folders import PACKS


def fill(apps: Any, schema_editor: Any) -> None:
    """Fill in the map of each version whose pack lies in the program's folder."""
    version_model, map_model = apps.get_model("scenarios", "ScenarioVersion"), apps.get_model("scenarios", "ScenarioMap")
    for slug in version_model.objects.filter(map=None).values_list("scenario__slug", flat=True).distinct():
        file = next((file for file in PACKS.glob("*/map.geojson") if file.parent.name == slug), None)
        if file is None:
            continue
        document = json.loads(file.read_text(encoding="utf-8"))
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()
        kept, _ = map_model.objects.get_or_create(digest=digest, defaults={"document": document})
        version_model.objects.filter(scenario__slug=slug, map=None).update(map=kept)


class Migration(migrations.Migration):

    dependencies = [("scenarios", "0007_maps_of_versions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
