"""Packs are not read again where neither files nor rows have changed since the last load, and else they are."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from scenarios import load_records
from scenarios.load_records import files_digest, keep_record, kept_record, rows_digest
from scenarios.loader import loading, slugs_in
from scenarios.models import Edition, OrderKind, Scenario, ScenarioVersion
from tests.scenarios.editing import change

UNREAD = "nothing was read again"


@pytest.fixture(autouse=True)
def var(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> Path:
    """Return a folder of its own for what Parley keeps."""
    settings.VAR_DIR = tmp_path_factory.mktemp("var")
    return Path(settings.VAR_DIR)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the folders that are read."""
    read, folders = loading.read_packs, list[Path]()

    def read_packs(folder: Path) -> loading.Packs:
        folders.append(folder)
        return read(folder)

    monkeypatch.setattr(loading, "read_packs", read_packs)
    return folders


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.slow
@pytest.mark.django_db
def test_every_byte_of_every_file_counts(folder: Path) -> None:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(files) > 15
    first, seen = files_digest(folder), set()
    for path in files:
        flip_a_bit(path)
        seen.add(files_digest(folder))
        flip_a_bit(path)
    assert len(seen - {first}) == len(files)
    assert files_digest(folder) == first


@pytest.mark.slow
@pytest.mark.django_db
def test_a_file_that_comes_goes_or_moves_counts(folder: Path) -> None:
    def digest_after(step: Callable[[], object]) -> str:
        step()
        return files_digest(folder)

    track = folder / "small" / "seats" / "KOR.yaml"
    steps = [
        lambda: None,
        lambda: (folder / "small" / "new.yaml").write_text(""),
        lambda: track.rename(track.with_name("KOP.yaml")),
        lambda: shutil.rmtree(folder / "small"),
    ]
    assert len({digest_after(step) for step in steps}) == len(steps)


@pytest.mark.django_db
def test_a_pack_that_is_a_link_counts_as_one_that_lies_there(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "small"
    shutil.move(folder / "small", elsewhere)
    (folder / "small").symlink_to(elsewhere)
    assert slugs_in(folder) == ["small"]
    first = files_digest(folder)
    flip_a_bit(elsewhere / "seats" / "KOR.yaml")
    assert files_digest(folder) != first


def test_the_program_that_reads_counts(tmp_path: Path, settings: Any) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    settings.BASE_DIR = tmp_path
    seen = [files_digest(packs)]
    for place in ("scenarios/schema/pack.py", "wargame/engine/spec/orders.py", "scenarios/migrations/0002_more.py"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        for text in ("a = 1\n", "a = 2\n"):
            path.write_text(text)
            seen.append(files_digest(packs))
    assert len(set(seen)) == len(seen)


def test_the_libraries_that_read_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = files_digest(folder)
    monkeypatch.setattr(load_records, "_LIBRARIES", ("another version",))
    assert files_digest(folder) != first


@pytest.mark.slow
def test_what_has_not_changed_is_not_read_again(
    folder: Path, reads: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        call_command("load_scenarios", folder)
    assert reads == [folder]
    first, _, later = capsys.readouterr().out.partition(UNREAD)
    assert "small: new version loaded." in first
    assert later.count("small: unchanged.") == 2


@pytest.mark.slow
def test_a_changed_file_is_read_again(folder: Path, reads: list[Path]) -> None:
    call_command("load_scenarios", folder, verbosity=0)
    change(folder / "small" / "seats" / "KOR.yaml", "Guard the airspace.", "Guard the islets.")
    call_command("load_scenarios", folder, verbosity=0)
    assert reads == [folder] * 2
    assert ScenarioVersion.objects.count() == 2
    change(folder / "small" / "seats" / "KOR.yaml", "Guard the islets.", "Guard the airspace.")
    call_command("load_scenarios", folder, verbosity=0)
    current = Scenario.objects.get(slug="small").current
    assert current is not None
    assert (len(reads), current.number) == (3, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "lose",
    [
        lambda: Scenario.objects.update(current=None),
        lambda: OrderKind.objects.filter(position=3).delete(),
        lambda: OrderKind.objects.filter(position=2).update(help="Nobody wrote this."),
        lambda: Edition.objects.all().delete(),
    ],
    ids=["current version", "a kind", "words of a kind", "library"],
)
def test_rows_that_are_gone_are_written_again(folder: Path, reads: list[Path], lose: Callable[[], object]) -> None:
    call_command("load_scenarios", folder, verbosity=0)
    written = rows_digest()
    lose()
    assert rows_digest() != written
    call_command("load_scenarios", folder, verbosity=0)
    assert reads == [folder] * 2
    assert rows_digest() == written


def test_a_record_that_cannot_be_read_counts_as_none(var: Path) -> None:
    assert kept_record() is None
    record = load_records.LoadRecord("files", "rows", 2, 1, ("small",))
    keep_record(record)
    assert kept_record() == record
    (kept,) = var.iterdir()
    for text in ("", "{", "[]", "{}", '{"packs": 1}', kept.read_text().replace("facts", "fact")):
        kept.write_text(text)
        assert kept_record() is None, text


@pytest.mark.slow
def test_files_that_change_while_they_are_read_are_not_recorded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = loading.read_packs

    def read_packs(path: Path) -> loading.Packs:
        packs = read(path)
        (folder / "small" / "late.yaml").write_text("")
        return packs

    monkeypatch.setattr(loading, "read_packs", read_packs)
    call_command("load_scenarios", folder, verbosity=0)
    assert kept_record() is None
