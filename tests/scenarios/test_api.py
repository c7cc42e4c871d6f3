"""The design room's API: what it shows, what it hides, and its error answers."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scenarios.loader import load
from scenarios.models import Incident, Source
from tests.scenarios.editing import change
from tests.scenarios.small_pack import write_small_pack

pytestmark = pytest.mark.django_db

LISTS = (
    "scenarios", "states", "places", "relations", "alliances", "agreements",
    "manoeuvres", "trade-measures", "incidents", "claims", "sources", "sentences", "order-kinds",
)  # fmt: skip


def _get(client: Client, path: str, **query: str) -> Any:
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_scenario_lists_seats_notes_and_facts(client: Client, small: Path) -> None:
    scenario = _get(client, "scenarios/small/")
    assert [seat["code"] for seat in scenario["seats"]] == ["KOR", "JPN"]
    assert scenario["focus"] == "liancourt-rocks"
    assert {note["status"] for note in scenario["notes"]} == {"invented", "inferred"}
    kinds = {fact["slug"]: fact["kind"] for fact in scenario["facts"]}
    assert kinds["airspace-incident-2019"] == "incident"
    assert kinds["russia-on-violation-2019"] == "claim"


def test_no_secret_of_a_seat_leaves_the_server(client: Client, small: Path) -> None:
    for path in ("scenarios/", "scenarios/small/"):
        text = client.get(f"/api/v1/{path}").content.decode()
        assert "The aircraft leaves." in text
        assert "A line to Moscow" not in text
        assert "For the holder only" not in text
        assert "That it leaves." not in text
        assert "weight" not in text
        assert "turn >= 2" not in text


@pytest.mark.slow
def test_an_incident_names_its_parties_sources_and_steps(client: Client, small: Path) -> None:
    incident = _get(client, "incidents/airspace-incident-2019/")
    assert set(incident["parties"]) == {"CHN", "JPN", "KOR", "RUS", "USA"}
    readings = {citation["source"]: citation["reading"] for citation in incident["citations"]}
    assert readings["neo-article-2021"] == "asserts"
    assert readings["russian-mod-2019"] == "disputes"
    steps = _get(client, "incidents/", part_of="airspace-incident-2019")["results"]
    assert [step["step"] for step in steps] == sorted(step["step"] for step in steps)
    assert len(steps) == 10


@pytest.mark.slow
def test_claims_tell_public_from_private(client: Client, small: Path) -> None:
    about = {"about": "airspace-incident-2019", "state": "RUS"}
    public = _get(client, "claims/", channel="public", **about)["results"]
    reported = _get(client, "claims/", channel="reported", **about)["results"]
    assert {claim["item"] for claim in public} <= {"Tu-95MS", ""}
    assert {(claim["item"], claim["reported_by"]) for claim in reported} == {("A-50", "KOR")}


def test_an_alliance_says_where_its_wording_does_not_reach(client: Client, small: Path) -> None:
    treaty = _get(client, "alliances/us-japan-treaty/")
    defence = treaty["obligations"][0]
    assert (defence["kind"], defence["article"]) == ("defence", "Article V")
    assert "liancourt-rocks" in defence["excluded_places"]


@pytest.mark.slow
def test_lists_are_narrowed_to_a_scenario(client: Client, small: Path) -> None:
    everything = _get(client, "incidents/")["count"]
    mine = _get(client, "incidents/", scenario="small")["count"]
    assert (mine, everything) == (11, Incident.objects.count())
    assert 0 < _get(client, "sources/", scenario="small")["count"] < Source.objects.count()
    assert [s["code"] for s in _get(client, "states/", scenario="small")["results"]] == ["JPN", "KOR"]


@pytest.mark.slow
def test_the_article_is_told_sentence_by_sentence(client: Client, small: Path) -> None:
    sentence = _get(client, "sentences/13/")
    assert {finding["verdict"] for finding in sentence["findings"]} == {"fact", "wrong", "missing", "contested"}
    assert "neo-on-bombers" in sentence["findings"][1]["facts"]
    assert [row["number"] for row in _get(client, "sentences/", verdict="wrong")["results"]] == [13, 14]
    assert [row["number"] for row in _get(client, "sentences/", fact="neo-on-bombers")["results"]] == [13]
    assert _get(client, "sentences/", scenario="small")["count"] == 0


@pytest.mark.slow
def test_a_fact_names_the_scenarios_that_use_it_and_the_sentences_that_it_bears_on(client: Client, small: Path) -> None:
    vostok = _get(client, "manoeuvres/vostok-2018/")
    assert (vostok["scenarios"], vostok["sentences"]) == (["small"], [5, 10])
    claim = _get(client, "claims/neo-on-bombers/")
    assert (claim["scenarios"], claim["sentences"]) == (["small"], [13])
    assert _get(client, "states/north-korea/")["scenarios"] == []


@pytest.mark.slow
def test_an_older_version_that_used_a_fact_is_not_named(client: Client, folder: Path) -> None:
    load(folder)
    change(folder / "small" / "scenario.yaml", "vostok-2018, ", "")
    load(folder)
    assert _get(client, "manoeuvres/vostok-2018/")["scenarios"] == []


def test_a_scenario_says_which_kind_of_board_it_has(client: Client, small: Path) -> None:
    assert _get(client, "scenarios/small/")["board"] == "map"
    assert [row["board"] for row in _get(client, "scenarios/")["results"]] == ["map"]


@pytest.mark.slow
def test_related_facts_name_each_other(client: Client, small: Path) -> None:
    assert "us-rok-treaty" in _get(client, "incidents/airspace-incident-2019/")["related"]
    assert "airspace-incident-2019" in _get(client, "alliances/us-rok-treaty/")["related"]


@pytest.mark.slow
def test_a_scenario_says_what_it_teaches_and_what_may_be_ordered(client: Client, small: Path) -> None:
    scenario = _get(client, "scenarios/small/")
    assert scenario["learning"] == ["A zone is not airspace."]
    assert [row["domain"] for row in scenario["decisions"]] == ["diplomacy"]


def test_unknown_figures_are_absent_and_not_zero(client: Client, small: Path) -> None:
    state = _get(client, "states/north-korea/")
    kinds = {indicator["kind"] for indicator in state["indicators"]}
    assert "gdp" not in kinds
    warheads = next(i for i in state["indicators"] if i["kind"] == "warheads")
    assert (warheads["value"], warheads["low"], warheads["high"]) == (None, 20, 30)


@pytest.mark.slow
def test_long_lists_come_in_pages(client: Client, small: Path) -> None:
    first = _get(client, "relations/")
    second = _get(client, "relations/", page="2")
    assert (first["count"], len(first["results"]), len(second["results"])) == (91, 50, 41)
    assert not {r["slug"] for r in first["results"]} & {r["slug"] for r in second["results"]}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("incidents/?state=XXX", 404, "not_found"),
        ("incidents/?scenario=nowhere", 404, "not_found"),
        ("incidents/?status=perhaps", 400, "invalid_choice"),
        ("claims/?about=%00", 404, "not_found"),
        ("relations/?page=99", 404, "not_found"),
        ("incidents/nothing-here/", 404, "not_found"),
        ("nothing/", 404, "not_found"),
        ("incidents/a'b;--/", 404, "not_found"),
    ],
)
def test_mistakes_are_answered_in_json(client: Client, path: str, status: int, code: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/json")
    (error,) = answer.json()["errors"]
    assert error["code"] == code


@pytest.mark.parametrize("name", LISTS)
def test_nothing_can_be_written(client: Client, name: str) -> None:
    for send in (client.post, client.put, client.patch, client.delete):
        answer = send(f"/api/v1/{name}/", data="{}", content_type="application/json")
        assert answer.status_code == 405


@pytest.mark.slow
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(client: Client, small: Path) -> None:
    for name in LISTS[1:]:
        with CaptureQueriesContext(connection) as context:
            rows = _get(client, f"{name}/")["results"]
        assert len(rows) > 3
        assert len(context) <= 10, [query["sql"] for query in context.captured_queries]


@pytest.mark.slow
def test_the_list_of_scenarios_does_not_ask_once_a_scenario(client: Client, small: Path) -> None:
    with CaptureQueriesContext(connection) as one:
        _get(client, "scenarios/")
    for slug in ("second", "third"):
        write_small_pack(small, slug)
    load(small)
    with CaptureQueriesContext(connection) as three:
        assert _get(client, "scenarios/")["count"] == 3
    assert len(three) == len(one)


def test_the_documentation_needs_no_inline_script_and_no_other_host(client: Client) -> None:
    page = client.get("/api/v1/docs/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "http://" not in text
    assert "https://" not in text
    assert text.count("<script") == text.count('<script src="/')
    assert f'<style nonce="{page.wsgi_request.csp_nonce}">' in text
    assert str(page.wsgi_request.csp_nonce) in page["Content-Security-Policy"]
    script = client.get("/api/v1/docs/", {"script": ""})
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in script.content.decode() or "../schema/" in script.content.decode()


def test_pages_for_people_keep_their_own_404(client: Client, db: None) -> None:
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")
