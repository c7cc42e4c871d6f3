"""The library has the things that the article of January 2021 names, with the article as one source among others.

The article: "Russia and China are Fostering Military Cooperation", New Eastern Outlook, 4 January 2021.
"""

from functools import cache

import pytest

from scenarios.loader import PACKS
from scenarios.loader.reading import read_library
from scenarios.schema.base import FactEntry
from scenarios.schema.library import Library
from scenarios.vocabulary import Reading
from tests.scenarios.pack_games import SLUGS, pack_of

ARTICLE = "neo-article-2021"
SECTIONS = ("places", "states", "alliances", "agreements", "manoeuvres", "measures", "incidents", "claims")

NAMED = {
    "states": ("russia", "china", "united-states", "japan", "south-korea"),
    "alliances": ("sco",),
    "agreements": (
        "military-cooperation-1993",
        "negotiation-order-2019",
        "russian-arms-to-china",
        "su-35-contract-2015",
        "information-exchange",
        "counter-terrorism-task",
    ),
    "manoeuvres": ("vostok-2018",),
    "measures": ("tariffs-1-us",),
    "incidents": ("airspace-incident-2019",),
    "places": ("liancourt-rocks",),
}

CLAIMS_OF_THE_ARTICLE = {
    # what it claims -> the claim that stands against it or beside it
    "neo-on-airspace-charge": "south-korea-on-aircraft-2019",
    "neo-on-vostok": "vostok-assessed-troops",
    "neo-on-arms-prices": "bofit-on-arms-prices",
    "neo-on-trade-war": "series-on-trade-war",
    "neo-on-1993": "russia-on-order",
    "neo-on-sco": "sco-on-itself",
    "neo-on-bombers": "south-korea-on-aircraft-2019",
    "neo-on-technology": "china-on-copies",
    "neo-on-terrorism": "sco-on-terrorism",
    "neo-on-the-west": "treaty-on-third-countries",
    "neo-on-trade-war-start": "record-on-trade-war-start",
    "neo-on-power": "treaty-on-third-countries",
    "neo-on-nuclear-weapons": "pentagon-on-h-6n",
}

# Everything the record round the article dates, by the day it began: 59 events.
TIMELINE = """
1953-10-01 us-rok-treaty|1960-01-19 us-japan-treaty|1961-07-06 soviet-dprk-treaty|1961-07-11 china-dprk-treaty
1992-05-15 csto|1993-10-11 military-cooperation-1993|1996-04-26 shanghai-five|2001-06-15 sco
2001-07-16 russia-china-treaty|2013-11-23 china-declares-zone|2013-12-15 korea-widens-zone|2015-11 su-35-contract-2015
2016-11-23 gsomia|2017-06-09 india-pakistan-join-sco|2017-08-14 section-301-probe|2018-03-22 section-301-findings
2018-07-06 tariffs-1-us|2018-08-22 peace-mission-2018|2018-08-23 tariffs-2-us|2018-09-11 vostok-2018
2018-09-11 xi-in-vladivostok|2018-09-20 caatsa-edd|2018-09-24 tariffs-3-us|2018-10-30 forced-labour-ruling
2018-12-01 truce-buenos-aires|2018-12-20 radar-lock-on|2019-05-10 tariffs-4-us|2019-06-20 tu-95-june-2019
2019-06-29 truce-osaka|2019-07-01 japan-export-controls|2019-07-22 negotiation-order-2019|2019-07-23 h-6-near-ieodo
2019-07-23 bombers-meet|2019-07-23 a-50-enters-zone|2019-07-23 a-50-first-entry|2019-07-23 a-50-second-entry
2019-07-23 protests-23-july|2019-07-23 pentagon-statement|2019-07-24 private-regret|2019-07-24 china-white-paper
2019-07-25 dprk-launch-july-2019|2019-08-05 currency-designation|2019-08-22 gsomia-termination
2019-08-25 dokdo-drill-2019|2019-09-16 tsentr-2019|2019-10-03 missile-warning-system
2019-10-22 russian-flights-october-2019|2019-11-22 gsomia-suspension|2020-01-15 phase-one-deal
2020-12-22 joint-patrol-2|2021-04-15 neo-named|2021-11-19 joint-patrol-3|2022-05-24 joint-patrol-4
2022-11-30 joint-patrol-5|2023-06-06 joint-patrol-6|2023-12-14 joint-patrol-7|2024-07-24 joint-patrol-8
2024-11-29 joint-patrol-9|2025-12-09 joint-patrol-10
"""

CLOCK = {
    "h-6-near-ieodo": ("06:44", "07:14"),
    "h-6-second-entry": ("07:49", "08:20"),
    "bombers-meet": ("08:33", "09:04"),
    "a-50-enters-zone": ("09:01", None),
    "a-50-first-entry": ("09:09", "09:12"),
    "a-50-second-entry": ("09:33", "09:37"),
}


@cache
def _library() -> Library:
    return read_library(PACKS)[0]


@cache
def _facts() -> dict[str, FactEntry]:
    return {entry.slug: entry for section in SECTIONS for entry in getattr(_library(), section)}


@pytest.mark.parametrize(("section", "slug"), [(s, slug) for s, slugs in NAMED.items() for slug in slugs])
def test_what_the_article_names_is_there_with_it_as_a_source_among_others(section: str, slug: str) -> None:
    entry = next(entry for entry in getattr(_library(), section) if entry.slug == slug)
    assert ARTICLE in {citation.source for citation in entry.sources}
    assert len(entry.sources) > 1


def test_a_thing_that_only_the_article_says_is_marked_one_sided() -> None:
    alone = {slug for slug, fact in _facts().items() if {c.source for c in fact.sources} == {ARTICLE}}
    assert all(_facts()[slug].stance == "one-sided" for slug in alone)
    assert "neo-on-nuclear-weapons" in alone


@pytest.mark.parametrize(("claim", "against"), CLAIMS_OF_THE_ARTICLE.items())
def test_what_the_article_claims_stands_beside_the_record(claim: str, against: str) -> None:
    claims = {entry.slug: entry for entry in _library().claims}
    assert claims[claim].about == claims[against].about
    assert claims[claim].speaker == "New Eastern Outlook"
    assert ARTICLE not in {citation.source for citation in claims[against].sources}


def test_the_article_is_shown_as_the_voice_it_is() -> None:
    article = next(source for source in _library().sources if source.slug == ARTICLE)
    assert (article.tied_to, article.published_on) == ("RUS", "2021-01-04")
    assert {assessment.tied_to for assessment in article.assessments} == {"USA", "RUS"}
    disputed = [
        c for f in _facts().values() for c in f.sources if c.source == ARTICLE and c.reading == Reading.DISPUTES
    ]
    assert disputed


def test_all_59_events_of_the_record_are_there_on_their_days() -> None:
    events = [event.split() for event in TIMELINE.replace("\n", "|").split("|") if event.strip()]
    assert len(events) == 59
    assert {slug: _facts()[slug].happened_on for _, slug in events} == {slug: day for day, slug in events}


def test_the_clock_of_23_july_is_that_of_the_record() -> None:
    steps = {entry.slug: entry for entry in _library().incidents if entry.part_of == "airspace-incident-2019"}
    assert {slug: (steps[slug].local_time, steps[slug].until_time) for slug in CLOCK} == CLOCK
    assert [entry.step for entry in steps.values()] == list(range(1, len(steps) + 1))


def test_the_tariff_ladder_is_complete_and_its_symmetry_ends_at_the_third_round() -> None:
    measures = {entry.slug: entry for entry in _library().measures}
    rungs = {entry.step for entry in measures.values() if entry.step}
    assert rungs == set(range(1, 9))
    for step in (1, 2):
        assert measures[f"tariffs-{step}-us"].value_high_usd_bn == measures[f"tariffs-{step}-china"].value_high_usd_bn
    assert measures["tariffs-3-us"].value_high_usd_bn == 200
    assert measures["tariffs-3-china"].value_high_usd_bn == 60


def test_the_list_of_128_products_answers_the_duties_on_metals_and_only_the_later_one_the_findings() -> None:
    measures = {entry.slug: entry for entry in _library().measures}
    assert measures["chinese-list-of-128"].answers == "section-232-duties"
    assert measures["chinese-list-of-128"].value_high_usd_bn == 2.97
    assert measures["chinese-lists-2018"].answers == "section-301-findings"
    assert measures["chinese-lists-2018"].happened_on == "2018-04-04"


def test_figures_of_an_exercise_stand_under_who_gave_them() -> None:
    claims = {entry.slug: entry for entry in _library().claims}
    assert claims["peace-mission-announced"].state is None
    assert claims["tsentr-announced-pla"].state is None
    troops = [
        claim for claim in claims.values() if claim.question == "How many soldiers?" and claim.basis == "assessed"
    ]
    assert {claim.slug for claim in troops if claim.about == "vostok-2018"} == {
        "vostok-assessed-troops",
        "kofman-on-vostok-troops",
        "gady-on-vostok-troops",
        "gis-on-vostok-troops",
    }


def test_every_state_of_the_record_has_its_figures_and_what_is_unknown_is_left_out() -> None:
    states = {entry.code: entry for entry in _library().states}
    with_figures = {code for code, entry in states.items() if entry.indicators}
    assert len(with_figures) == 14
    assert all(entry.note for entry in states.values() if not entry.indicators)
    kinds = {indicator.kind for indicator in states["PRK"].indicators}
    assert not kinds & {"gdp", "military-spending"}
    china = {i.source: i.value for i in states["CHN"].indicators if i.kind == "military-spending"}
    assert china == {"sipri-milex-2020": 261, "owid-sipri": 240, "cow-nmc": 177}


def test_what_nobody_verified_says_so() -> None:
    for fact in _facts().values():
        unverified = fact.confidence == "G" or fact.confidence.endswith("/G")
        cites = {citation.source for citation in fact.sources}
        assert unverified is ("general-knowledge" in cites), fact.slug


def test_every_source_is_used() -> None:
    cited = {citation.source for fact in _facts().values() for citation in fact.sources}
    cited |= {citation.source for citation in _library().relations.sources}
    cited |= {indicator.source for state in _library().states for indicator in state.indicators}
    cited |= {record.source for slug in SLUGS for record in pack_of(slug).rules.record}
    assert {source.slug for source in _library().sources} - cited == set()


def test_contested_places_carry_every_name() -> None:
    for place in _library().places:
        names = {name.name for name in place.names if name.name.isascii()}
        if len(place.claimed_by) > 1 and place.kind == "islet":
            assert all(name in place.title for name in names), place.slug
    titles = {place.slug: place.title for place in _library().places}
    assert titles["liancourt-rocks"] == "Liancourt Rocks (Dokdo / Takeshima)"
    assert titles["sea-of-japan"] == "Sea of Japan / East Sea"
