"""A folder of packs that tests may spoil, and what is loaded from it."""

import shutil
from pathlib import Path

import pytest

from scenarios.loader import PACKS, load

SMALL_PACK = """
meta:
  slug: small
  title: Small
  subtitle: A pack for tests
  category: Air
  summary: Two seats and one incident.
  minutes: [30, 45]
  turns: 3
  status: ready
  focus: liancourt-rocks
seats:
  - code: KOR
    name: South Korea
    state: KOR
    shape: triangle
    task: Guard the airspace.
    dilemma: Firm or patient.
    brief: For the holder only.
    solo_default: yes
  - {code: JPN, name: Japan, state: JPN, shape: circle, task: Keep the claim., dilemma: Protest to whom.}
facts: [airspace-incident-2019, gsomia, vostok-2018, sco]
notes:
  - {status: invented, subject: Odds, text: The odds are made up for play.}
  - {status: inferred, subject: Tracks, text: The tracks join the known points.}
objectives:
  - {seat: KOR, key: leave, text: The aircraft leaves., weight: 3, public: yes}
  - {seat: KOR, key: line, text: A line to Moscow stays open., weight: 2}
injects:
  - {key: leak, title: The count of rounds leaks, when: ["turn >= 2"], turns: [2, 3]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shared library with one small pack beside it."""
    shutil.copytree(PACKS / "_shared", tmp_path / "_shared")
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "scenario.yaml").write_text(SMALL_PACK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(folder: Path, db: None) -> Path:
    """The small pack and the shared library, loaded."""
    load(folder)
    return folder
