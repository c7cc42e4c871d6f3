"""The contact sheets include every page, and the camera reports what is wrong with a page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.contact_sheets.addresses import routes, sources
from tests.contact_sheets.camera import THEMES, WIDTHS, Frame, Visit, photograph
from tests.contact_sheets.pages import rows
from tests.contact_sheets.templates import page_templates
from wargame.exercises.play.views import REGIONS

HOME = Path(__file__).resolve().parents[2]

# Addresses that show no page of their own: they act and send on, show a part of a page, or give a file.
ACTS = {
    "theme", "rename_account", "change_password", "sign_out_elsewhere", "sign_out",
    "turn_off_second_factor", "cancel_ensemble", "solo",
    "cancel_dial_trial", "cancel_appraisal", "set_standby",
    "steer_groups", "end_groups", "take_seat", "mark_briefed", "leave", "control", "take_over", "end", "assign",
    "assign_all", "remove_person", "lock", "start_class", "readmit", "grant_sight", "exercise", "switch_seat",
    "hide_hints", "answer_proposal", "withdraw_proposal", "change_seat", "go_to_line", "add_order", "update_order",
    "remove_order", "submit", "reopen", "give_argument", "questions", "retry", "try", "set_timers", "write_to_groups",
    "talk", "bid", "ask_staff", "delete_exercise", "answer_debrief", "steer_debrief", "make_debrief",
    "open_class_try", "reveal_class_try", "keep_words", "write_question", "keep_handout", "duplicate",
    "answer_wall", "steer_wall",
    "edit_report", "steer_report_links",
    "copy_scenario", "import_scenario", "begin_scenario", "publish_scenario", "own_act", "add_own_file",
    "remove_own_file", "own_step", "own_rename", "begin_idea", "try_idea", "try_draft",
    "measure_draft", "make_scenario", "delete_idea",
    "open_review", "release_marks", "old_comparisons", "old_decisions", "old_ensembles",
}  # fmt: skip
PARTS = {
    *REGIONS, "cabinet", "catalogue", "standing", "preview", "told", "likely", "check_condition", "room_health", "here",
    "check_own_file", "own_save_text", "own_sentence", "own_picture", "own_clause", "own_authors", "own_here",
    "wall", "room_wall",
}  # fmt: skip
FILES = {
    "log_json", "log_csv", "log_lines", "archive", "archive_schema", "participation_csv", "marks_csv",
    "health", "ready", "metrics", "export_scenario", "export_version", "own_sheet_file",
}  # fmt: skip
# A page without an address: what stands where nothing is.
ERROR = "error"

# Pages whose name does not stand beside the view of an address, and what is photographed of each.
NAMED_ELSEWHERE = {
    "403_csrf.html": "error: 403, form not checked",
    "analysis/still_played.html": "ensembles: still played",
    "analysis/still_to_play.html": "teaching_answers: still to play",
    "accounts/reset_sent.html": "reset_sent",
    "accounts/sign_up_sent.html": "sign_up_sent",
    "accounts/too_many.html": "error: 429",
    "exercises/control/room_rationales.html": "room_rationales: turn 2",
    "exercises/diplomacy/room_press.html": "press: white cell",
    "exercises/diplomacy/watch_press.html": "press: observer",
    "exercises/observers/observations.html": "observe: turn 3",
    "exercises/orders/rationale.html": "rationale: refused",
    "exercises/outdated.html": "error: 410",
}

WIDE_AND_COMPLAINING = """<!doctype html><title>Wide</title>
<body style="width: 1000px">Wide<script>console.error("It hurts")</script>"""


def test_every_page_of_the_house_is_photographed() -> None:
    of_the_api = {name for name, route in routes().items() if route.startswith("/api/")} - {"api-docs"}
    listed = {row.page for row in rows()} - {ERROR}
    assert not listed & (ACTS | PARTS | FILES)
    assert listed == routes().keys() - of_the_api - ACTS - PARTS - FILES


def test_every_template_that_is_a_page_is_photographed() -> None:
    """Templates count by view module, since an address does not tell which view of the module answers."""
    views = sources()
    listed = {name for row in rows() for name in (row.page, row.start) if name in views}
    given = {name for page in listed for name in re.findall(r"[\w/]+\.html", views[page])}
    refused = {f"{row.state}.html" for row in rows() if row.page == ERROR}
    assert page_templates() - given - refused == NAMED_ELSEWHERE.keys()
    assert {Visit(row.page, row.state, "").name for row in rows()} >= set(NAMED_ELSEWHERE.values())


def test_no_two_rows_share_a_photograph() -> None:
    files = [Visit(row.page, row.state, "").file(1440, "light") for row in rows()]
    assert len(files) == len(set(files))


@pytest.mark.journey
def test_what_is_wrong_with_a_page_is_named(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "wide.html"
    page.write_text(WIDE_AND_COMPLAINING)
    (tmp_path / "photographs").mkdir()
    visit = Visit("wide", "for a test", page.as_uri(), status=404)
    assert photograph(browser, visit, tmp_path, Frame()) == [
        "wide: for a test: answers 200, not 404",
        "wide: for a test: 240 px too wide at 768",
        "wide: for a test: 618 px too wide at 390",
        "wide: for a test: It hurts",
    ]
    for context in browser.contexts:
        context.close()
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.jpg")}
    assert made == {visit.file(width, theme) for width in WIDTHS for theme in THEMES}


@pytest.mark.journey
def test_the_command_makes_a_sheet_and_knows_its_pages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.contact_sheets", "--into", str(tmp_path), "--width", "1366"]
    done = subprocess.run([*command, "enter_code"], cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "enter_code.jpg").stat().st_size > 10_000
    assert "enter_code: 1366 px, dark" in (tmp_path / "enter_code.html").read_text()
    unknown = subprocess.run([*command, "nowhere"], cwd=HOME, capture_output=True, text=True, check=False)
    assert unknown.returncode == 2
    assert "no page is called nowhere" in unknown.stderr
