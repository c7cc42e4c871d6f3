"""Publishes an own scenario: makes its files the version with which exercises begin, under a name."""

from datetime import datetime

from django.db import transaction

from scenarios.loader import PACKS, read_files
from scenarios.loader.reading import read_library
from scenarios.loader.scenarios import OWN, write_current
from scenarios.models import NamedVersion, OwnScenario, Scenario
from scenarios.opening import troubles_of
from scenarios.pack_faults import PackError
from scenarios.pack_members import PackFiles
from scenarios.schema.pack import Pack
from scenarios.services.drafts import Refused, files_in

MOST_VERSIONS = 40
"""The most named versions of a scenario: each keeps its files."""
NAME_LENGTH = 80


def publish(*, own: OwnScenario, name: str, now: datetime) -> NamedVersion:
    """Make the files of an own scenario its current version. Exercises that have begun keep theirs.

    Raises Refused for a draft with faults, for rules that no game gets through, and beyond the limit of versions.
    """
    with transaction.atomic():
        held = OwnScenario.objects.select_for_update(of=("self",)).get(pk=own.pk)
        if held.archived_at is not None:
            raise Refused("This scenario is put away. Take it out again first.")
        if held.named_versions.count() >= MOST_VERSIONS:
            raise Refused(
                f"This scenario has {MOST_VERSIONS} versions, which is the most. Copy it and go on with the copy."
            )
        files = files_in(held)
        pack = playable_pack(files)
        scenario = _scenario_of(held, pack.meta.slug)
        version = write_current(scenario, pack, read_library(PACKS)[0])[0]
        told = name.strip()[:NAME_LENGTH] or f"Version {version.number}"
        named = NamedVersion.objects.create(
            own=held,
            version=version,
            name=told,
            files={file: body.decode() for file, body in files.items()},
            published_at=now,
        )
        held.scenario, held.changed_at = scenario, now
        held.save(update_fields=["scenario", "changed_at"])
    own.scenario = scenario
    return named


def playable_pack(files: PackFiles) -> Pack:
    """Return the pack that files make, once the rules have played it. Raises Refused."""
    try:
        pack = read_files(files)
    except PackError as error:
        raise Refused("Mend the faults first: nobody can play the scenario as it is.") from error
    if troubles := troubles_of(pack):
        raise Refused(f"A game of this scenario does not get to its end. {troubles[0]}")
    return pack


def _scenario_of(own: OwnScenario, slug: str) -> Scenario:
    """Return the row that holds the versions of an own scenario. Raises Refused where its slug is another one now."""
    if own.scenario is None:
        return Scenario.objects.create(slug=f"{slug}{OWN}{own.key}", owner=own.owner)
    before = own.scenario.slug.partition(OWN)[0]
    if before != slug:
        raise Refused(f"Published versions have the slug '{before}'. Write it again below 'meta:' in scenario.yaml.")
    return own.scenario
