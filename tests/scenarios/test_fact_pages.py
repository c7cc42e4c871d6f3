"""The pages of facts and sources: what they show, that no link is one-way, and what they cost."""

import re
from collections import defaultdict

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scenarios.models import Fact, Scenario, Source
from scenarios.vocabulary import FactKind
from tests.packs import nine_past_nine

pytestmark = pytest.mark.django_db

ONE_OF_EACH_KIND = {
    FactKind.STATE: "south-korea",
    FactKind.RELATION: "relation-chn-rus",
    FactKind.PLACE: "liancourt-rocks",
    FactKind.ALLIANCE: "sco",
    FactKind.AGREEMENT: "su-35-contract-2015",
    FactKind.MANOEUVRE: "vostok-2018",
    FactKind.TRADE_MEASURE: "chinese-list-of-128",
    FactKind.INCIDENT: "airspace-incident-2019",
    FactKind.CLAIM: "neo-on-bombers",
}
MOST_QUERIES = 15
LARGEST = 250_000
_LINK = re.compile(r'href="/(facts|sources|scenarios|article)/([^"?]*)"')


@pytest.fixture(autouse=True)
def _library() -> None:
    nine_past_nine()


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def _main(page: str) -> str:
    """The part of a page that is its own, without the navigation and the way back to the index."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r'<nav class="crumbs".*?</nav>', "", main, flags=re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ONE_OF_EACH_KIND)
def test_every_kind_has_a_page_that_costs_little(client: Client, kind: FactKind) -> None:
    slug = ONE_OF_EACH_KIND[kind]
    fact = Fact.objects.get(slug=slug)
    assert fact.kind == kind
    with CaptureQueriesContext(connection) as queries:
        page = _text(client, f"/facts/{slug}/")
    assert len(queries) <= MOST_QUERIES
    assert len(page.encode()) < LARGEST
    assert f'href="/api/v1/{kind}' in page.replace("trade-measures", "trade-measure")


@pytest.mark.slow
def test_an_incident_tells_known_from_contested_and_public_from_private(client: Client) -> None:
    page = _text(client, "/facts/airspace-incident-2019/")
    known = page[page.index('class="known-list"') : page.index("Contested:")]
    assert "A zone is not airspace" in known
    assert "360" not in known, "shots are contested and stand in the table"
    assert 'class="claims-private"' in page
    assert "09:09" in page
    assert 'href="/scenarios/nine-past-nine/"' in page


def test_a_claim_names_who_says_it_about_what_and_who_answers_otherwise(client: Client) -> None:
    page = _text(client, "/facts/neo-on-bombers/")
    assert "New Eastern Outlook" in page
    assert 'href="/facts/airspace-incident-2019/"' in page
    assert 'href="/facts/south-korea-on-aircraft-2019/"' in page
    assert 'href="/article/#s13"' in page


def test_a_source_says_whose_voice_it_is_and_what_cites_it(client: Client) -> None:
    page = _text(client, "/sources/neo-article-2021/")
    assert 'href="/facts/russia/"' in page
    assert "Global Engagement Center" in page
    assert 'href="/facts/vostok-2018/"' in page
    assert 'href="/article/#s1"' in page


def test_a_source_with_an_address_links_to_it_and_names_the_site(client: Client) -> None:
    page = _text(client, "/sources/weaponsystems-zbd/")
    assert 'href="http://weaponsystems.net/weaponsystem/CC04%20-%20ZBD04.html"' in page
    assert "Read it at weaponsystems.net" in page
    assert "read by us on 1 December 2026" in page
    assert "Read it at" not in _text(client, "/sources/piie-tariffs/")


@pytest.mark.slow
def test_what_nobody_verified_says_so_on_its_page(client: Client) -> None:
    assert "Not verified" in _text(client, "/facts/joint-sea-2012/")
    assert "Partly verified" in _text(client, "/facts/military-cooperation-1993/")
    assert "verified" not in _main(_text(client, "/facts/vostok-2018/"))


def test_the_index_is_browsed_by_kind_and_state_and_searched(client: Client) -> None:
    page = _text(client, "/facts/?kind=manoeuvre")
    assert all(name in page for name in ("Joint Sea 2012", "Peace Mission 2018", "Vostok-2018", "Tsentr-2019"))
    assert "Second joint patrol" not in _main(page)
    page = _main(_text(client, "/facts/?q=flankers+nowhere"))
    assert "Nothing matches." in page
    page = _main(_text(client, "/facts/?q=vostok"))
    assert 'href="/facts/vostok-2018/"' in page
    assert 'href="/sources/kofman-2018/"' in page
    page = _main(_text(client, "/facts/?kind=incident&state=PRK"))
    assert 'href="/facts/dprk-launch-july-2019/"' in page
    assert 'href="/facts/xi-in-vladivostok/"' not in page


@pytest.mark.parametrize(
    "query", ["kind=nothing", "state=XX", "state=ZZZ", "q=%00", "q=" + "a+" * 60, "kind=source&q=kbs"]
)
def test_odd_questions_to_the_index_are_answered(client: Client, query: str) -> None:
    assert client.get(f"/facts/?{query}").status_code == 200


def test_the_index_costs_little(client: Client) -> None:
    for query in ("", "?kind=claim", "?q=russia&state=CHN"):
        with CaptureQueriesContext(connection) as queries:
            page = _text(client, f"/facts/{query}")
        assert len(queries) <= 6
        assert len(page.encode()) < LARGEST


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    for path in ("/facts/nothing/", "/sources/nothing/", "/facts/kbs-2019/", "/sources/russia/"):
        assert client.get(path).status_code == 404


@pytest.mark.slow
def test_no_link_is_one_way(client: Client) -> None:
    """Facts, sources, the scenario and the sentences of the article: whoever names another is named by it."""
    pages = [f"facts/{slug}" for slug in Fact.objects.values_list("slug", flat=True)]
    pages += [f"sources/{slug}" for slug in Source.objects.values_list("slug", flat=True)]
    links: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        links[page] = set(_links(_main(_text(client, f"/{page}/")))) - {page}
    for scenario in (f"scenarios/{slug}" for slug in Scenario.objects.values_list("slug", flat=True)):
        for page in (scenario, f"{scenario}/sources"):
            links[scenario] |= set(_links(_main(_text(client, f"/{page}/")))) - {scenario}
    for number, part in _sentences(_text(client, "/article/")):
        links[f"article/#s{number}"] = set(_links(part))
    links["sources/neo-article-2021"] -= {name for name in links if name.startswith("article/")}
    one_way = [
        f"{here} -> {there}" for here, found in links.items() for there in found if here not in links.get(there, ())
    ]
    assert one_way == [], one_way
    assert sum(map(len, links.values())) > 2000


def _links(page: str) -> list[str]:
    found = (f"{where}/{rest}".rstrip("/") for where, rest in _LINK.findall(page))
    return [re.sub(r"^(scenarios/[\w-]+)/.*", r"\1", name) for name in found]


def _sentences(page: str) -> list[tuple[str, str]]:
    parts = re.split(r'id="s(\d+)"', page)[1:]
    return list(zip(parts[::2], (part.split("</ol>")[0] for part in parts[1::2]), strict=True))
