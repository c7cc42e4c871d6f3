"""The selectors of the design room's pages."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scenarios.loader import load
from scenarios.models import Scenario
from scenarios.selectors import library, scenario_page, sources_page
from scenarios.selectors.matrix import Matrix
from tests.scenarios.small_pack import write_small_pack

pytestmark = pytest.mark.django_db


def _queries(call: object, *args: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert callable(call)
        call(*args)
    return len(context)


def _incident_matrix() -> Matrix:
    (matrix,) = [m for m in sources_page("small").matrices if m.about == "airspace-incident-2019"]
    return matrix


@pytest.mark.slow
def test_a_card_shows_the_marks_of_its_seats(small: Path) -> None:
    (card,) = library()
    assert (card.title, card.minutes, card.turns, card.status_label) == ("Small", "30\N{EN DASH}45 min", 3, "Ready")
    assert [(seat.code, seat.shape, seat.is_solo_default) for seat in card.seats] == [
        ("KOR", "triangle", True),
        ("JPN", "circle", False),
    ]
    assert card.focus.name == "Liancourt Rocks (Dokdo / Takeshima)"


@pytest.mark.slow
def test_a_scenario_page_shows_what_binds_its_states(small: Path) -> None:
    page = scenario_page("small")
    assert [state.code for state in page.states] == ["KOR", "JPN"]
    assert [tie.slug for tie in page.agreements] == ["gsomia"]
    (sco,) = [tie for tie in page.alliances if tie.slug == "sco"]
    assert sco.parties == ("CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB", "IND", "PAK")
    (incident,) = page.incidents
    assert [step.time for step in incident.steps][:6] == ["06:44", "07:49", "08:33", "09:01", "09:09", "09:33"]


@pytest.mark.slow
def test_private_objectives_are_counted_and_not_told(small: Path) -> None:
    seat = scenario_page("small").seats[0]
    assert seat.public_objectives == ("The aircraft leaves.",)
    assert seat.private_objectives == 1
    assert "A line to Moscow" not in repr(scenario_page("small"))
    assert "For the holder only" not in repr(scenario_page("small"))
    assert "That it leaves." not in repr(scenario_page("small"))


@pytest.mark.slow
def test_the_printed_briefing_for_everybody_counts_private_aims_and_tells_no_brief(small: Path, client: Client) -> None:
    page = client.get(reverse("briefing", args=["small", "KOR"])).content.decode()
    assert "The aircraft leaves." in page
    assert "1 more of its aims" in page
    assert not re.search(r"<h2>[^<]*\b[Yy]ou", page), "whoever reads it plays no seat"
    assert "A line to Moscow" not in page
    assert "For the holder only" not in page
    assert "That it leaves." not in page


@pytest.mark.slow
def test_several_figures_of_one_thing_stand_side_by_side(small: Path) -> None:
    (japan,) = [state for state in scenario_page("small").states if state.code == "JPN"]
    amounts = {figure.label: figure.amount for figure in japan.figures}
    assert amounts["Gross domestic product"] == "5,118"
    assert amounts["Nuclear warheads"] == "0"


@pytest.mark.slow
def test_the_matrix_shows_that_parties_speak_of_different_aircraft(small: Path) -> None:
    matrix = _incident_matrix()
    assert [(v.code, v.channel) for v in matrix.voices[:2]] == [("KOR", "public"), ("JPN", "public")]
    columns = {(voice.code, voice.channel): position for position, voice in enumerate(matrix.voices)}
    (row,) = [row for row in matrix.rows if row.question == "Airspace violated?"]
    seoul, moscow, in_private = (
        row.cells[columns[key]][0] for key in (("KOR", "public"), ("RUS", "public"), ("RUS", "reported"))
    )
    assert (seoul.item, moscow.item, in_private.item) == ("A-50", "Tu-95MS", "A-50")
    assert moscow.says.startswith("No")
    assert "regret" in in_private.says
    assert matrix.voices[-1].name == "Others"


@pytest.mark.slow
def test_every_row_of_a_matrix_has_a_cell_for_every_voice(small: Path) -> None:
    for matrix in sources_page("small").matrices:
        assert all(len(row.cells) == len(matrix.voices) for row in matrix.rows)
        assert all(any(row.cells) for row in matrix.rows)


@pytest.mark.slow
def test_facts_are_marked_and_show_what_bears_them_out(small: Path) -> None:
    page = sources_page("small")
    facts = {fact.slug: fact for group in page.groups for fact in group.facts}
    incident = facts["airspace-incident-2019"]
    assert incident.status_label == "Sourced"
    readings = {item.outlet: item.reading for item in incident.support}
    assert readings["Korea Herald"] == "corroborates"
    assert readings["Ministry of Defence of the Russian Federation"] == "disputes"
    assert facts["relation-jpn-kor"].status_label == "Inferred"
    assert {(note.status, note.subject) for note in page.notes} == {("invented", "Odds"), ("inferred", "Tracks")}
    assert dict(page.counts)["Invented"] == 1


def test_the_article_is_shown_with_its_ties_and_what_others_say_of_it(small: Path) -> None:
    (article,) = [source for source in sources_page("small").sources if source.slug == "neo-article-2021"]
    assert article.tied_to == "Russia"
    assert [opinion.tied_to for opinion in article.opinions] == ["Russia", "United States", "United States"]
    assert "territorial airspace" in article.corroboration


@pytest.mark.slow
def test_an_unknown_scenario_is_not_found(small: Path) -> None:
    for page in (scenario_page, sources_page):
        with pytest.raises(Scenario.DoesNotExist):
            page("nowhere")


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_content(small: Path) -> None:
    few = [_queries(library), _queries(scenario_page, "small"), _queries(sources_page, "small")]
    pack = small / "small" / "scenario.yaml"
    text = pack.read_text(encoding="utf-8")
    more = "facts: [radar-lock-on, joint-patrol-2, joint-patrol-3, us-japan-treaty, peace-mission-2018, tisa, "
    pack.write_text(text.replace("facts: [", more), encoding="utf-8")
    write_small_pack(small, "other")
    load(small)
    assert len(library()) == 2
    assert [_queries(library), _queries(scenario_page, "small"), _queries(sources_page, "small")] == few
    assert max(few) <= 16
