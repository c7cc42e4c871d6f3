"""Packs as ZIP files: out and in again byte for byte, and hostile files refused with nothing half saved."""

import io
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from scenarios.loader import PACKS, load, read_files
from scenarios.pack_faults import PackError
from scenarios.pack_folders import AlreadyThere, put_pack
from scenarios.pack_members import files_of, files_of_zip, pack_zip
from tests.scenarios.editing import change
from tests.scenarios.pack_games import SLUGS
from tests.scenarios.zipped_packs import HOSTILE, zipped


def members(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the program that draws its map."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "make_map.py")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if "__pycache__" not in path.parts}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_pack_comes_out_and_in_byte_for_byte(slug: str, tmp_path: Path) -> None:
    call_command("export_scenario", slug, tmp_path / "pack.zip", stdout=StringIO())
    (tmp_path / "packs").mkdir()
    out = StringIO()
    call_command("import_scenario", tmp_path / "pack.zip", packs=tmp_path / "packs", stdout=out)
    assert "no fault found" in out.getvalue()
    assert members(tmp_path / "packs" / slug) == members(PACKS / slug)


def test_equal_files_give_an_equal_zip_file(folder: Path) -> None:
    files = files_of(folder / "small")
    assert pack_zip("small", files) == pack_zip("small", dict(reversed(files.items())))


def test_a_zip_file_needs_no_folder_and_its_litter_is_left_out(folder: Path) -> None:
    files = files_of(folder / "small")
    litter = {"__MACOSX/._scenario.yaml": b"\0", ".DS_Store": b"\0", "make_map.py": b"import os"}
    assert files_of_zip(io.BytesIO(zipped({**files, **litter}))) == files
    told = {f"another name/{name}": body for name, body in files.items()}
    assert files_of_zip(io.BytesIO(zipped({"another name/": b"", **told}))) == files


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_hostile_zip_file_is_refused_in_words_and_nothing_is_written(folder: Path, fault: str) -> None:
    make, said = HOSTILE[fault]
    file = folder / "hostile.zip"
    file.write_bytes(make(files_of(folder / "small")))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(CommandError, match=said) as caught:
        call_command("import_scenario", file, packs=folder, replace=True)
    assert "Nothing was written" in str(caught.value)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_two_members_of_one_name_are_refused(folder: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("scenario.yaml", "a: 1")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("scenario.yaml", "b: 1")
    with pytest.raises(PackError, match="two members of one name"):
        files_of_zip(out)


def test_a_pack_takes_the_place_of_another_only_when_asked(folder: Path) -> None:
    place = folder / "small"
    files = files_of(place)
    assert not put_pack(folder, "small", files, replace=False)
    (place / "make_map.py").write_text("print()")
    change(place / "scenario.yaml", "title: Small", "title: Smaller")
    (place / "leanings.yaml").unlink()
    with pytest.raises(AlreadyThere, match="--replace"):
        put_pack(folder, "small", files, replace=False)
    assert "leanings.yaml" not in files_of(place)
    assert put_pack(folder, "small", files, replace=True)
    assert files_of(place) == files
    assert (place / "make_map.py").is_file()
    assert sorted(path.name for path in folder.iterdir()) == ["_shared", "small"]


def test_authors_and_licence_travel_with_the_files_and_make_no_new_version(small: Path) -> None:
    change(small / "small" / "scenario.yaml", "meta:", "format: 1\nauthors: [Ada]\nlicence: CC BY 4.0\nmeta:")
    assert load(small).added == ()
    assert read_files(files_of(small / "small"), small).meta.slug == "small"


def test_an_unknown_scenario_names_those_that_exist(folder: Path) -> None:
    with pytest.raises(CommandError, match="small"):
        call_command("export_scenario", "smal", folder / "x.zip", packs=folder)
    assert not (folder / "x.zip").exists()
