"""The cabinet: who speaks, what each cites, what is kept, and what the page and the review show of it."""

import re
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.schema.pack_advisers import AdviserText
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine.values import Claim, Cost
from wargame.exercises import perspectives
from wargame.exercises.advice.domain import words
from wargame.exercises.advice.domain.advisers import advisers_of
from wargame.exercises.advice.domain.sources import Source, cited_for
from wargame.exercises.advice.selectors.believed import believed_in, judged_before
from wargame.exercises.advice.selectors.cabinet import Cabinet, cabinet_of
from wargame.exercises.advice.services import speeches
from wargame.exercises.models import Exercise, Speech, Turn
from wargame.exercises.situation.selectors.board import reports_of
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of

HTMX = {"HX-Request": "true"}


def view_of(player: Player) -> SeatView:
    return seat_view_of(player.seat, player.branch, player.turn)


def hear(player: Player) -> Cabinet:
    at = view_of(player)
    speeches.hear(at)
    cabinet = cabinet_of(at, ())
    assert cabinet
    return cabinet


def rows_of(player: Player) -> list[dict[str, str]]:
    return [dict(speech.order) for speech in Speech.objects.order_by("place")]


def cited() -> int:
    """Return the number of advisers who found something fitting to cite."""
    return Speech.objects.exclude(letter="").count()


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    client.force_login(bo)
    return client


@pytest.mark.django_db
def test_three_speak_for_three_orders_in_two_sentences_that_cite_what_was_read(player: Player) -> None:
    cards = hear(player).cards
    assert [card.title for card in cards] == ["Foreign ministry", "Defence ministry", "Home affairs"]
    assert len({card.name for card in cards}) == 3
    titles = {report.letter: report.title for report in reports_of(view_of(player))}
    assert any(card.letter for card in cards)
    for card in cards:
        assert titles.get(card.letter, card.cited) == card.cited
        assert card.first.endswith(".")
        assert card.expects.endswith(".")
        assert card.costs.endswith(".")
        assert card.agrees or card.disagrees
    assert any(card.disagrees for card in cards)


@pytest.mark.django_db
def test_no_sentence_has_a_figure_of_aims_or_odds(player: Player) -> None:
    hear(player)
    for speech in Speech.objects.all():
        said = f"{speech.expects} {speech.costs}"
        assert "in 100" not in said
        assert not re.search(r"\baims\b|[+\N{MINUS SIGN}]\d", said)


@pytest.mark.django_db
def test_what_was_said_is_kept_and_stays(player: Player) -> None:
    first = hear(player)
    count = Speech.objects.count()
    assert hear(player) == first
    assert Speech.objects.count() == count == 3
    assert {speech.seat.role for speech in Speech.objects.select_related("seat")} == {"KOR"}


@pytest.mark.django_db
def test_an_order_on_the_sheet_is_marked_and_one_too_dear_is_locked(player: Player) -> None:
    hear(player)
    rows, at = rows_of(player), view_of(player)
    cabinet = cabinet_of(at, rows[:1])
    assert cabinet
    assert [card.is_on_sheet for card in cabinet.cards] == [True, False, False]
    dear = [{"kind": "shadow", "level": "close", "target": "CHN", "partner": ""}] * 2
    full = cabinet_of(at, dear)
    assert full
    assert any("you have 0 left" in card.lock for card in full.cards)
    over = cabinet_of(at, dear[:1] * 3)
    assert over
    assert any("you are 2 over" in card.lock for card in over.cards), "the sheet says it in the same words"


@pytest.mark.django_db
def test_seats_of_policies_have_no_cabinet(player: Player) -> None:
    other = player.seat.exercise.seats.get(role="JPN")
    at = seat_view_of(other, player.branch, player.turn)
    speeches.hear(at)
    assert cabinet_of(at, ()) is None
    assert not Speech.objects.exists()


@pytest.mark.django_db
def test_the_page_does_not_wait_and_the_region_comes_after_it(browser: Client, exercise: Exercise) -> None:
    page = browser.get(reverse("play", args=[exercise.code])).content.decode()
    assert 'id="cabinet"' in page
    assert 'hx-trigger="load' in page
    assert not Speech.objects.exists()
    region = browser.get(reverse("cabinet", args=[exercise.code]), headers=HTMX).content.decode()
    assert "<html" not in region
    assert region.count('class="cite"') == cited()
    for letter in re.findall(r'href="#source-(\w)"', region):
        assert f'id="source-{letter}"' in page
    again = browser.get(reverse("play", args=[exercise.code])).content.decode()
    assert again.count('class="cite"') == cited()
    assert 'hx-trigger="load, ' not in again.partition('id="cabinet"')[2].partition(">")[0]
    assert browser.get(reverse("cabinet", args=[exercise.code]), {"seen": "1-0"}, headers=HTMX).status_code == 204


@pytest.mark.django_db
def test_without_script_a_link_asks_for_a_page_with_the_cabinet(browser: Client, exercise: Exercise) -> None:
    page = browser.get(reverse("play", args=[exercise.code]), {"cabinet": 1}).content.decode()
    assert page.count('class="cite"') == cited()


@pytest.mark.django_db
def test_a_cabinet_that_asks_for_nothing_is_not_asked_again(
    browser: Client, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("wargame.exercises.forecasts.advise", lambda *_: asked.append("weighed") or ())
    for name in ("api-advice", "api-advice", "cabinet"):
        address = reverse(name, args=[exercise.code, 1][: 1 + name.startswith("api")])
        region = browser.get(address, headers=HTMX).content.decode()
    assert asked == ["weighed"], "what was found once is not worked out at each reading"
    assert region.count("Asks for no order this turn.") == 3
    assert 'hx-trigger="load' not in region


@pytest.mark.django_db
def test_programs_read_the_same(browser: Client, player: Player, exercise: Exercise) -> None:
    answer = browser.get(reverse("api-advice", args=[exercise.code, 1])).json()
    cards = hear(player).cards
    assert [(each["key"], each["order"]["kind"], each["expects"]) for each in answer] == [
        (card.key, card.order["kind"], card.expects) for card in cards if card.order
    ]


@pytest.mark.django_db
def test_an_adviser_s_order_is_added_by_its_form(browser: Client, player: Player, exercise: Exercise) -> None:
    hear(player)
    (row, *_), revision = rows_of(player), 0
    answer = browser.post(reverse("add_order", args=[exercise.code, 1]), {**row, "revision": revision}, headers=HTMX)
    assert "ordered" in answer.headers["HX-Trigger"]
    region = browser.get(reverse("cabinet", args=[exercise.code]), headers=HTMX).content.decode()
    assert region.count("On your sheet") == 1


@pytest.mark.slow
@pytest.mark.django_db
def test_a_claim_is_judged_if_its_order_was_given(player: Player, browser: Client, exercise: Exercise) -> None:
    hear(player)
    taken = rows_of(player)[0]
    turn = player.play_turn([taken])
    believed = believed_in(player.seat, player.branch, turn)
    assert believed
    first, *others = believed.speeches
    assert first.was_followed
    assert first.verdict in ("Right", "Wrong")
    assert {each.verdict for each in others} == {"Not tested"}
    assert sum(right + wrong for _, _, right, wrong in believed.tally) == 1
    page = browser.get(reverse("results", args=[exercise.code, 1])).content.decode()
    assert "Whom you believed" in page
    assert "you followed this advice" in page
    marks = judged_before(view_of(player), Speech.objects.select_related("turn"))
    assert [len(each) for each in marks.values()] == [1]


@pytest.mark.slow
@pytest.mark.django_db
def test_in_a_class_nobody_reads_who_was_right_before_the_end(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    seat = group.seat("KOR")
    line = group.turn.branch
    at = seat_view_of(seat, line, group.turn)
    speeches.hear(at)
    cabinet = cabinet_of(at, ())
    assert cabinet
    assert not cabinet.shows_marks
    assert believed_in(seat, line, group.turn) is None


@pytest.mark.django_db
def test_an_order_rests_longer_each_time_that_advisers_asked_for_it(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = view_of(player)
    rows = [{"kind": f"kind-{number}", "level": "", "target": "", "partner": ""} for number in range(9)]

    def fresh(*ago: int, offered: int = 9) -> list[dict[str, str]]:
        """Return the orders of an offer; an adviser spoke for the first of them so many turns ago."""
        earlier = [Speech(turn=Turn(number=at.turn.number - turns), order=rows[0]) for turns in ago]
        monkeypatch.setattr("wargame.exercises.access.speeches_for", lambda *_: earlier)
        return speeches._fresh(rows[:offered], at)

    assert fresh(1) == fresh(2) == rows[1:]
    assert fresh(3) == rows
    assert fresh(7, 3) == fresh(8, 4) == rows[1:], "twice asked for, it rests twice as long"
    assert fresh(9, 5) == rows
    assert fresh(1, offered=4) == [*rows[1:4], rows[0]], "where too few are left it comes back"


def test_of_two_sources_the_one_that_shares_rare_words_is_cited() -> None:
    radar = Source("a", "A-50 at 22 km from the rocks", "Two radars agree.")
    tokyo = Source("b", "Tokyo: any measure over Takeshima is for Japan to take", "It asks to be told.")
    assert cited_for("Ask Tokyo before any measure", "JPN", (radar, tokyo), ()) == tokyo
    assert cited_for("Fly to the rocks", "", (radar, tokyo), ()) == radar
    assert cited_for("Fly", "", (), ()) is None
    assert cited_for("Name the size", "", (radar, tokyo), ()) is None, "what does not fit is no reason"
    assert cited_for("Two radars agree with their crews", "", (radar, tokyo), ()) is None, "not its title"
    ties = Source("d", "China's minister shows Americans the ties with Moscow", "They should see the ties of Beijing.")
    assert cited_for("Tax American goods as Americans tax ours", "USA", (ties,), ()) is None, "a name is no reason"
    shelves = Source("c", "Shops take Japanese goods off their shelves", "")
    assert cited_for("Raise the alert: more crews sit in their aircraft", "", (shelves,), ()) is None


def test_a_letter_of_the_target_is_cited_before_a_report_that_fits_as_well() -> None:
    report = Source("a", "A track south of Jeju", "")
    letter = Source("b", "We would be grateful for your radar track", "", "JPN")
    assert cited_for("Share the track", "JPN", (report, letter), ()) == letter
    assert cited_for("Share the track", "JPN+USA", (report, letter), ()) == letter
    assert cited_for("Share the track", "RUS", (letter,), ()) is None, "it is of another state"
    assert cited_for("Call", "JPN", (letter,), ()) is None, "it says nothing of the order"


@pytest.mark.parametrize(
    ("order", "target", "source"),
    [
        (
            "Reject in a note that Tokyo handled it well",
            "JPN",
            Source("k", "You handled the note with care, and we are grateful", "", "JPN"),
        ),
        (
            "Raise the alert: more crews sit in their aircraft",
            "",
            Source("j", "Air crews in Ukrainka speak of a device that failed", ""),
        ),
        (
            "Show fighters over the rocks: Tokyo sees it",
            "",
            Source("c", "Tokyo would accept silence about whose rocks they are", ""),
        ),
        (
            "Recall the attaché: read a note",
            "RUS",
            Source("m", "The Russian side takes note of a constructive step", "", "RUS"),
        ),
    ],
)
def test_nobody_argues_for_pressure_with_words_that_give_way(order: str, target: str, source: Source) -> None:
    assert cited_for(order, target, (source,), ()) == source
    assert cited_for(order, target, (source,), (), is_hostile=True) is None


def test_names_keep_their_capitals_after_a_colon() -> None:
    assert words.after_colon("Moscow can turn it away.") == "Moscow can turn it away."
    assert words.after_colon("Fly across its nose.") == "fly across its nose."
    assert words.after_colon("The same bombers are on their radar.") == "the same bombers are on their radar."


def test_help_is_quoted_by_the_sentence_about_the_level() -> None:
    text = "Far keeps 10 km and watches. Close flies beside the aircraft."
    assert words.sentence_about(text, "Close") == "Close flies beside the aircraft."
    assert words.sentence_about(text, "Fire") == "Far keeps 10 km and watches."
    protest = "An official reads a note. Cameras film a summons. A recall sends home the attaché."
    assert words.sentence_about(protest, "Recall the attaché") == "A recall sends home the attaché."
    assert words.sentence_about(protest, "Summon the ambassador") == "Cameras film a summons."
    assert words.opening_of("We see the H-6s too. Keep us on your picture.") == "We see the H-6s too"
    assert words.opening_of("Of course. Our pilots want to come home.") == "Of course. Our pilots want to come home"
    assert words.opening_of("Nice try.") == "Nice try"


def test_costs_name_those_who_mind_and_join_states_that_feel_the_same(player: Player) -> None:
    setting = seat_view_of(player.seat, player.branch, player.turn).view.setting
    table = {
        (): "Nothing that we can foresee.",
        (Cost("approval", "KOR"),): "People at home will mind.",
        (Cost("tension", "RUS"), Cost("tension", "CHN")): "Russia and China will feel threatened by us.",
        (Cost("relation", "JPN"), Cost("standing", "KOR")): (
            "Japan will think worse of us and we will look worse abroad."
        ),
        (Cost("economy", "KOR"), Cost("hurt", "USA")): (
            "Our economy will feel it and the United States will be hurt by it."
        ),
    }
    assert {found: words.costs(found, setting) for found in table} == table


def test_the_name_of_an_agreement_goes_on_in_small_letters_after_a_colon(player: Player) -> None:
    view = seat_view_of(player.seat, player.branch, player.turn).view
    pact = next(each for each in view.setting.spec.agreements if each.name.startswith("The "))
    adviser = AdviserText.model_construct(favours=[], says=words.ClaimWords())
    said = words.expects(Claim("bond", "strength", name=pact.key), adviser, view.setting)
    assert said == f"One thing will stand firmer: the {pact.name.removeprefix('The ')}."


def test_one_phrase_says_who_agrees() -> None:
    assert words.listed(["Home"], "agree") == "Home agrees"
    assert words.listed(["Commerce", "Planning"], "disagree") == "Commerce and Planning disagree"
    assert words.listed([], "agree") == ""


@pytest.mark.slow
@pytest.mark.django_db
def test_advice_that_the_seat_followed_in_another_way_says_so(player: Player, browser: Client) -> None:
    hear(player)
    options = {option.kind: option for option in perspectives.options(view_of(player).view)}
    for row in rows_of(player):
        levels = [each.key for each in options[row["kind"]].levels if each.key != row["level"]]
        if levels:
            turn = player.play_turn([{**row, "level": levels[0]}])
            break
    believed = believed_in(player.seat, player.branch, turn)
    assert believed
    assert "Not tested: you chose another level or target" in {each.verdict for each in believed.speeches}


@pytest.mark.django_db
def test_an_adviser_says_no_expectation_again_before_all_are_used(player: Player) -> None:
    view = view_of(player)
    adviser, claim = advisers_of(view)[0], Claim(kind="home", who=player.seat.role)
    said: list[str] = []
    for _ in range(6):
        said.append(words.expects(claim, adviser, view.view.setting, said))
    assert len(set(said)) == len(set(said[:3])) >= 2
    assert all(one != other for one, other in pairwise(said))
