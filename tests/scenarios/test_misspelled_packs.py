"""A misspelt name in a pack, or in a command about packs, brings the nearest name first."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.pack_reading import read_pack
from tests.scenarios.editing import change


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(PackError) as caught:
        read_pack(folder / "small")
    return caught.value.faults


CLAUSES = {
    "marc calls": "mark",
    "markk calls": "mark",
    "stge flight = gone": "stage",
    "mrk calls >= 1": "mark",
    "not tention KOR JPN >= 60": "tension",
    "orderd KOR hail": "ordered",
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_nearest_form_of_a_clause_comes_first(folder: Path, clause: str) -> None:
    change(folder / "small" / "incidents.yaml", "ordered KOR hail", clause)
    (fault,) = faults_of(folder)
    assert fault.remedy.startswith("Did you mean ")
    assert CLAUSES[clause] in fault.remedy.partition("?")[0]
    assert "Begin with one of: turn," in fault.remedy


def test_a_clause_that_begins_well_is_not_said_to_be_misspelled(folder: Path) -> None:
    change(folder / "small" / "incidents.yaml", "ordered KOR hail", "tension KOR >= 3")
    assert faults_of(folder)[0].remedy.startswith("Begin with one of")


MISSPELLED = {
    # name -> file, text, its replacement, what was meant
    "order of a suggestion": ("seats/KOR", "kind: hail", "kind: hali", "hail"),
    "level of a suggestion": ("seats/KOR", "level: call", "level: cal", "call"),
    "kind of the catalogue": ("orders", "base: demand", "base: demnad", "demand"),
    "inject of a text": ("msel", "inject: leak", "inject: laek", "leak"),
    "ending of a page": ("record", "ending: quiet", "ending: quite", "quiet"),
    "key of a level": ("orders", "name: Call, cost: 1", "name: Call, severty: 1, cost: 1", "severity"),
    "key of an objective": ("seats/KOR", "weight: 60", "wieght: 60", "weight"),
    "key of a state": ("scenario", "openness: 100", "said_az: Korea\n    openness: 100", "said_as"),
    "key of a transition": ("incidents", "label: Stays", "lable: Stays", "label"),
    "key of a way of several": ("scenario", "subtitle: A pack", "subtilte: A pack", "subtitle"),
}


@pytest.mark.parametrize("name", MISSPELLED)
def test_the_nearest_name_is_told(folder: Path, name: str) -> None:
    file, right, wrong, meant = MISSPELLED[name]
    change(folder / "small" / f"{file}.yaml", right, wrong)
    remedies = [fault.remedy for fault in faults_of(folder)]
    assert [said for said in remedies if said.startswith("Did you mean ") and meant in said.partition("?")[0]], remedies


def test_levels_of_a_suggestion_are_listed_where_none_is_near(folder: Path) -> None:
    change(folder / "small" / "seats" / "KOR.yaml", "level: call", "level: xyz")
    assert faults_of(folder)[0].remedy == "Use one of: call."


@pytest.mark.slow
def test_a_misspelled_pack_or_form_is_told_in_a_command(folder: Path) -> None:
    with pytest.raises(CommandError, match=r"'smal'\. Did you mean small\?"):
        call_command("words", "smal", "--folder", str(folder), stdout=StringIO())
    with pytest.raises(CommandError, match=r"'stge'\. Did you mean stage"):
        call_command("words", "small", "--folder", str(folder), "--about", "stge", stdout=StringIO())


def test_what_a_text_asserts_is_refused_at_its_place(folder: Path) -> None:
    path = folder / "small" / "seats" / "KOR.yaml"
    change(path, "key: kor-1, turn: 1,", 'key: kor-1, turn: 1, asserts: ["mark cals"],')
    (fault,) = faults_of(folder)
    line = path.read_text().partition("cals")[0].count("\n") + 1
    assert (fault.file, fault.path, fault.line) == ("small/seats/KOR.yaml", "situations.1.asserts.0", line)


def test_what_a_report_of_the_wire_asserts_is_refused_there(folder: Path) -> None:
    report = (
        "reports:\n  - {key: both-1, turn: 1, seats: [KOR, JPN], kind: news, source: Paper, time: '07:00', grade: C3,"
        " title: It flies, text: It flies., asserts: [stage flihgt = here]}\n"
    )
    (folder / "small" / "wire.yaml").write_text(report)
    (fault,) = faults_of(folder)
    assert (fault.file, fault.path, fault.line) == ("small/wire.yaml", "reports.0.asserts.0", 2)
    assert fault.remedy == "Did you mean flight?"
