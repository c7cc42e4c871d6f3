"""Makes a version of a scenario for its author to try: exercises and rules take it, and no library lists it."""

from django.db import transaction

from scenarios.loader import PACKS
from scenarios.loader.reading import read_library
from scenarios.loader.scenarios import OWN, write_current
from scenarios.models import Idea, OwnScenario, Scenario, ScenarioVersion
from scenarios.pack_members import PackFiles
from scenarios.services.drafts import files_in
from scenarios.services.ideas import files_of_idea
from scenarios.services.publishing import playable_pack

_TRIED = "try-"
"""Stands in the address of a scenario that its author tries, before the key."""


def version_of_draft(own: OwnScenario) -> ScenarioVersion:
    """Return a version of the files of an own scenario as they are now. Raises Refused for files with faults."""
    return _version(own, files_in(own))


def version_of_idea(idea: Idea) -> ScenarioVersion:
    """Return a version of the latest answers without a mistake. Raises Refused, and UnsoundAnswers."""
    return _version(idea, files_of_idea(idea.sound))


def _version(source: OwnScenario | Idea, files: PackFiles) -> ScenarioVersion:
    pack = playable_pack(files)
    with transaction.atomic():
        held = type(source).objects.select_for_update(of=("self",)).get(pk=source.pk)
        slug = f"{pack.meta.slug}{OWN}{_TRIED}{held.key}"
        if held.tried is None:
            held.tried = Scenario.objects.create(slug=slug, owner=held.owner)
            held.save(update_fields=["tried"])
        scenario = held.tried
        version = write_current(scenario, pack, read_library(PACKS)[0])[0]
        scenario.slug, scenario.current = slug, None
        scenario.save(update_fields=["slug", "current"])
        scenario.versions.filter(exercises=None, appraisals=None).exclude(pk=version.pk).delete()
    return version
