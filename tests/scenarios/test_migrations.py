"""Data migrations of the library: versions that were loaded before keep what their content says."""

from importlib import import_module

import pytest
from django.apps import apps

from scenarios.models import ScenarioVersion
from tests.packs import version_of

boards = import_module("scenarios.migrations.0005_boards")


@pytest.mark.django_db
def test_a_version_is_given_the_board_of_its_content() -> None:
    version = version_of("list-four")
    ScenarioVersion.objects.update(board="map")
    boards.read_boards(apps, None)
    version.refresh_from_db(fields=["board"])
    assert version.board == "trade"


@pytest.mark.django_db
def test_a_version_whose_content_tells_of_no_board_is_given_a_map() -> None:
    version = version_of("list-four")
    content = version.content
    del content["pack"]["meta"]["board"]
    ScenarioVersion.objects.filter(pk=version.pk).update(content=content, board="trade")
    boards.read_boards(apps, None)
    version.refresh_from_db(fields=["board"])
    assert version.board == "map"
