"""Injects and texts as spreadsheets: a round trip changes nothing, a dry run lists changes, bad files stop."""

import io
import json
import re
import zipfile
from html import unescape
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.editor.draft_trees import DraftTrees
from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.services import drafts, sheets
from scenarios.sheets.columns import COLUMNS, guess, records_of
from scenarios.sheets.csv_files import csv_of, rows_of_csv
from scenarios.sheets.faults import MOST_TABLE_BYTES, BadSheet
from scenarios.sheets.inject_rows import rows_of_injects
from scenarios.sheets.tables import MOST_BYTES, table_of, table_of_file
from scenarios.sheets.text_rows import rows_of_texts
from scenarios.sheets.xlsx_files import rows_of_xlsx, xlsx_of
from tests.scenarios.own import account, press_step, save, text_of
from tests.scenarios.pack_games import SLUGS

ROWS = {"injects": rows_of_injects, "texts": rows_of_texts}
SCRIPT = "<script>alert(1)</script>"
COLUMNS_OF_ROWS = {"column:0": "title", "column:1": "text", "column:2": "first"}
HEAD = "Event,Storyline,Addressee,Turn,Time"


def xlsx_with(sheet: str, **members: bytes) -> bytes:
    """Return an XLSX file of ours with another sheet, and with further members."""
    made = zipfile.ZipFile(io.BytesIO(xlsx_of([["A"], ["b"]], "X", [9])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            if name.removeprefix("xl/").removesuffix(".xml") not in members:
                archive.writestr(name, sheet if name.endswith("sheet1.xml") else made.read(name))
        for name, body in members.items():
            archive.writestr(f"xl/{name}.xml", body)
    return out.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FORMULA = f"<worksheet {MAIN}><sheetData><row><c r='C5'><f>1+1</f><v>2</v></c></row></sheetData></worksheet>"
ENTITIES = f"<!DOCTYPE x [<!ENTITY a 'aa'>]><worksheet {MAIN}>&a;</worksheet>"
FAR = f"<worksheet {MAIN}><sheetData><row r='1'><c r='XFD1'><v>2</v></c></row></sheetData></worksheet>"
WRONG_STRING = f"<worksheet {MAIN}><sheetData><row><c t='s'><v>7</v></c></row></sheetData></worksheet>"
LONG, TIMES = "x" * 10_000, 100
NAMED = "<row><c t='s'><v>0</v></c></row>" * TIMES
MANY = f"<worksheet {MAIN}><sheetData>{NAMED}</sheetData></worksheet>"
LONG_STRING = f"<sst {MAIN}><si><t>{LONG}</t></si></sst>".encode()
BAD_FILES = (
    (b"", "no rows"),
    (b"Inject,Text", "no rows"),
    (b"\xff\xfe\x00", "not UTF-8"),
    (b"\x89PNG\x0d\x0a\x1a\x0a\x00", "not UTF-8"),
    (b"a,b\n\x00,c", "neither an XLSX file nor a CSV file"),
    (b'a,b\n"c', "broken"),
    (b"Title,Text\n=cmd|'/c calc'!A0,x", "holds a formula"),
    (b"PK\x03\x04 and no more", "no XLSX file"),
    (xlsx_with(FORMULA), "Cell C5 holds a formula"),
    (xlsx_with(ENTITIES), "document type"),
    (xlsx_with(FAR), "far outside"),
    (xlsx_with(WRONG_STRING), "no XLSX file"),
    (xlsx_with("<not xml"), "no XLSX file"),
    (xlsx_with("<none/>", bomb=b"0" * 9_000_000), "unpacks to more than"),
    (b"a,b\n" + b"x" * MOST_BYTES, "larger than"),
    (b"a\n" + b"x\n" * 3001, "too large"),
    (b",".join([b"a"] * 41) + b"\n" + b",".join([b"b"] * 41), "too large"),
)


@pytest.mark.parametrize(("body", "said"), BAD_FILES)
def test_a_bad_file_is_refused_in_words(body: bytes, said: str) -> None:
    with pytest.raises(BadSheet, match=re.escape(said)):
        table_of_file(io.BytesIO(body))


def test_a_shared_string_counts_wherever_a_cell_names_it() -> None:
    with pytest.raises(BadSheet, match="too large"):
        rows_of_xlsx(io.BytesIO(xlsx_with(MANY, sharedStrings=LONG_STRING)))


DATE_STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/>'
    '<numFmt numFmtId="171" formatCode="0.0&quot; days&quot;"/><numFmt numFmtId="172" formatCode="[Red]0"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/>'
    '<xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="21"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("style", "value", "shown"),
    [
        ("1", "43669", "23 July 2019"),
        ("2", "0.38333333333333336", "09:12"),
        ("6", "0.3836805555555556", "09:12:30"),
        ("3", "43669.383333333331", "23 July 2019 09:12"),
        ("3", "43669.999999", "24 July 2019 00:00"),
        ("0", "43669", "43669"),
        ("4", "2.5", "2.5"),
        ("5", "3", "3"),
        ("9", "43669", "43669"),
        ("1", "-3", "-3"),
        ("1", "1e99", "1e99"),
        ("1", "nan", "nan"),
    ],
)
def test_dates_and_times_come_in_as_a_spreadsheet_shows_them(style: str, value: str, shown: str) -> None:
    sheet = f"<worksheet {MAIN}><sheetData><row><c s='{style}'><v>{value}</v></c></row></sheetData></worksheet>"
    assert rows_of_xlsx(io.BytesIO(xlsx_with(sheet, styles=DATE_STYLES.encode()))) == [[shown]]


def test_a_date_in_words_of_iso_and_days_from_1904_come_in_too() -> None:
    sheet = (
        f"<worksheet {MAIN}><sheetData><row><c t='d'><v>2019-07-23</v></c><c t='d'><v>2019-07-23T09:12:00</v></c>"
        "<c t='d'><v>soon</v></c><c s='1'><v>42207</v></c></row></sheetData></worksheet>"
    )
    book = (
        f'<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<workbookPr date1904="1"/><sheets><sheet name="X" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    made = xlsx_with(sheet, styles=DATE_STYLES.encode(), workbook=book.encode())
    assert rows_of_xlsx(io.BytesIO(made)) == [["23 July 2019", "23 July 2019 09:12", "soon", "23 July 2019"]]


@pytest.mark.parametrize("sign", ["x", "Ж", "漢", '"', "\n"])
def test_a_table_is_bounded_by_the_bytes_that_its_form_carries(sign: str) -> None:
    a_row = len(json.dumps(sign, ensure_ascii=False).encode()) - 2
    most = MOST_TABLE_BYTES // a_row
    table = table_of([["Text"], [f"x{sign * (most - 40)}x"]])
    assert MOST_TABLE_BYTES - 200 < len(table.posted.encode()) <= MOST_TABLE_BYTES
    with pytest.raises(BadSheet, match="too large"):
        table_of([["Text"], [f"x{sign * (most + 1)}x"]])


def test_files_hold_every_text_and_spreadsheets_compute_none_of_them() -> None:
    rows = [["A", "B & <c>"], ["=1+2", "'x\nline"], ["", "ä 漢 \t x"], ["-5", "'=x"]]
    assert rows_of_xlsx(io.BytesIO(xlsx_of(rows, "A & B", [9, 9]))) == rows
    assert rows_of_csv(csv_of(rows)) == rows
    assert b"'=1+2" in csv_of(rows)
    assert rows_of_csv("a;b\r\n1;2".encode("utf-16")) == rows_of_csv(b"a\tb\n1\t2") == [["a", "b"], ["1", "2"]]


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", ROWS)
def test_a_round_trip_of_a_shipped_pack_changes_nothing(slug: str, kind: str) -> None:
    files = {name: body.decode() for name, body in files_of(PACKS / slug).items()}
    rows = ROWS[kind](DraftTrees.of(files))
    assert len(rows) > 10
    for body in (xlsx_of(rows, kind, [9] * len(rows[0])), csv_of(rows)):
        table = table_of_file(io.BytesIO(body))
        keys = guess(table, kind, {})
        assert keys == [column.key for column in COLUMNS[kind]]
        plan = sheets.PLANS[kind](files, records_of(table, keys))
        assert (plan.files, plan.refused, plan.made) == ({}, [], 0)


def address(own: OwnScenario, kind: str = "injects") -> str:
    return reverse("own_sheet", args=[own.key, kind])


def kept(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def bring_in(client: Client, own: OwnScenario, rows: str, kind: str = "injects") -> tuple[str, str]:
    """Paste rows, read what they would change, bring them in; return both pages."""
    dry = client.post(address(own, kind), {"pasted": rows}).text
    columns = dict.fromkeys(re.findall(r'name="(column:\d+)"', dry), "")
    for name in columns:
        select = dry[dry.index(f'name="{name}"') :]
        chosen = re.search(r'value="(\w+)"\s+selected', select[: select.index("</select>")])
        columns[name] = chosen[1] if chosen else ""
    form = {"table": kept(dry, "table"), "seen": kept(dry, "seen"), "act": "save", **columns}
    return dry, client.post(address(own, kind), form, follow=True).text


@pytest.mark.django_db
@pytest.mark.slow
def test_rows_become_injects_after_a_dry_run_and_one_undo_takes_them_back(own: OwnScenario, ada: Client) -> None:
    start = text_of(own, "msel.yaml")
    trees = DraftTrees.of(drafts.texts_in(own))
    old = trees.entries("msel.yaml", "texts")[0]
    rows = (
        f"{HEAD},Staff\nA net is found,Two kilometres of mesh.,all,2,09:12,Jo\n"
        f"{old['title']},Other words.,,,{old['time']},Jo\n"
        "A widow speaks,She names no state.,HLM,1,,Jo\nNo turn,Words,all,,,\n"
    )
    before = ada.post(address(own), {"pasted": rows})
    assert text_of(own, "msel.yaml") == start
    dry, after = bring_in(ada, own, rows)
    assert before.status_code == 200
    for words in (
        "is new: A net is found",
        "there is no seat “HLM”",
        "a new inject needs its first turn",
        "Other words",
    ):
        assert words in unescape(dry), words
    assert "2 rows brought in" in after
    made = text_of(own, "msel.yaml")
    assert "key: a_net_is_found" in made
    assert "Two kilometres of mesh." in made
    assert "Other words." in made
    assert "widow" not in made
    assert "Jo" not in made
    press_step(ada, own, "undo")
    assert text_of(own, "msel.yaml") == start


@pytest.mark.django_db
@pytest.mark.slow
def test_a_file_of_texts_rewords_them_unless_the_draft_has_another_wording_now(own: OwnScenario, ada: Client) -> None:
    out = ada.get(reverse("own_sheet_file", args=[own.key, "texts", "csv"]))
    assert "attachment" in out["Content-Disposition"]
    rows = rows_of_csv(out.content)
    text, row = rows[0].index("Text"), next(row for row in rows if row[4] == "Briefing")
    row[text] = f"A new briefing. {SCRIPT}"
    file = SimpleUploadedFile("texts.csv", csv_of(rows))
    dry = ada.post(address(own, "texts"), {"file": file}).text
    assert "A new briefing." in dry
    assert SCRIPT not in dry
    form = {"table": kept(dry, "table"), "seen": kept(dry, "seen"), "act": "save"}
    form |= {f"column:{at}": column.key for at, column in enumerate(COLUMNS["texts"])}
    save(own, "scenario.yaml", "title: Small", "title: Other")
    late = ada.post(address(own, "texts"), form)
    assert late.status_code == 422
    assert "changed meanwhile" in late.text
    assert "A new briefing" not in text_of(own, row[0])
    done = ada.post(address(own, "texts"), form | {"seen": kept(late.text, "seen")}, follow=True).text
    assert "1 row brought in" in done
    assert "A new briefing." in text_of(own, row[0])
    row[text] = "A third briefing."
    again = ada.post(address(own, "texts"), {"file": SimpleUploadedFile("texts.csv", csv_of(rows))}).text
    assert "the draft has another wording now" in again


@pytest.mark.django_db
@pytest.mark.slow
def test_wrong_columns_and_forms_are_refused_and_chosen_columns_remembered(own: OwnScenario, ada: Client) -> None:
    page = address(own)
    before = drafts.texts_in(own)
    for form, said in (
        ({"pasted": "Nothing,Known\n1,2"}, "No column has a name that Parley knows"),
        ({}, "Choose a file"),
        ({"table": "[1]"}, "did not come whole"),
        ({"table": "{"}, "did not come whole"),
        ({"file": SimpleUploadedFile("a.xlsx", xlsx_with(FORMULA))}, "Cell C5 holds a formula"),
    ):
        refused = ada.post(page, form)
        assert refused.status_code == 422
        assert said in unescape(refused.text)
    table = '[["Nothing", "Known"], ["A title", "Some text"]]'
    ada.post(page, {"table": table, "act": "look", "column:0": "title", "column:1": "text"})
    assert "Some text" in ada.post(page, {"pasted": "Nothing,Known\nA title,Some text"}).text
    assert drafts.texts_in(own) == before
    assert ada.get(address(own, "orders")).status_code == 404
    assert ada.get(reverse("own_sheet_file", args=[own.key, "texts", "exe"])).status_code == 404
    eve = Client()
    eve.force_login(account("eve"))
    assert eve.get(page).status_code == 404
    assert eve.get(reverse("own_sheet_file", args=[own.key, "texts", "csv"])).status_code == 404


@pytest.mark.django_db
def test_a_table_that_changes_too_much_is_refused_after_the_draft_changed_too(own: OwnScenario, ada: Client) -> None:
    rows = [["Event", "Storyline", "Turn"], *([f"Event {each}", "Words", "1"] for each in range(4))]
    form = {"table": json.dumps(rows), "act": "save", "seen": "another moment", "column:0": "title"}
    form |= {"column:1": "text", "column:2": "first"}
    with mock.patch("scenarios.sheets.plans.MOST_CHANGES", 2):
        answer = ada.post(address(own), form)
    assert answer.status_code == 422
    assert "Split it into several files" in answer.text


@pytest.mark.django_db
def test_a_table_of_which_many_rows_do_not_fit_is_refused_as_a_whole(own: OwnScenario, ada: Client) -> None:
    rows = [["Event", "Turn"], *([f"Event {each}", "no turn"] for each in range(4))]
    form = {"table": json.dumps(rows), "column:0": "title", "column:1": "first"}
    with mock.patch("scenarios.sheets.plans.MOST_CHANGES", 2):
        answer = ada.post(address(own), form)
    assert answer.status_code == 422
    assert "More than 2 rows do not fit." in answer.text


@pytest.mark.django_db
def test_a_table_of_chinese_signs_that_passes_the_dry_run_is_brought_in_too(own: OwnScenario, ada: Client) -> None:
    rows = [["Event", "Storyline", "Turn", "Notes"], ["A net", "Two kilometres.", "1", "漢" * 260_000]]
    dry = ada.post(address(own), {"table": json.dumps(rows, ensure_ascii=False), **COLUMNS_OF_ROWS})
    assert dry.status_code == 200
    form = {"table": kept(dry.text, "table"), "seen": kept(dry.text, "seen"), "act": "save", **COLUMNS_OF_ROWS}
    done = ada.post(address(own), form, follow=True)
    assert "1 row brought in" in done.text


@pytest.mark.django_db
def test_a_table_is_planned_before_the_draft_is_held(own: OwnScenario, ada: Client) -> None:
    """Planning takes seconds, in which another author must be able to save."""
    records, seen = [{"title": "A net", "text": "Words", "first": "1"}], sheets.moment_of(own)
    plan_injects = sheets.PLANS["injects"]

    def plan(files: dict[str, str], asked: list[dict[str, str]]) -> object:
        save(own, "scenario.yaml", "title: Small", "title: Other")
        return plan_injects(files, asked)

    with mock.patch.dict(sheets.PLANS, {"injects": plan}), pytest.raises(sheets.ChangedSince):
        sheets.bring_in(own=own, kind="injects", records=records, seen=seen, now=timezone.now())
    assert "title: Other" in text_of(own, "scenario.yaml")
    assert "A net" not in text_of(own, "msel.yaml")
