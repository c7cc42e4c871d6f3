"""Acts of people while the server's answers are still on their way."""

import re
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.journeys.page_checks import complaints, reader
from tests.journeys.playing import start
from tests.serving import eventually

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def first_of(held: list[Any], page: Page) -> Any:
    """Wait until a request is held, and return the first."""
    eventually(lambda: bool(held), lambda: page.wait_for_timeout(20))
    return held[0]


def test_what_was_sent_is_answered_although_its_own_notice_came_first(site: str, browser: Browser) -> None:
    """The notice renews the order sheet, so that the element which the answer replaces would be gone."""
    held: list[tuple[Route, APIResponse]] = []
    with reader(browser, 1440) as page:
        heard = complaints(page)
        start(page, site)
        expect(page.locator("body[data-live=open]")).to_be_attached()
        # What advisers say is worked out first: beside it an answer could wait longer than the page does.
        expect(page.locator(".adviser")).to_have_count(3)
        page.route("**/t/1/orders/", lambda route: held.append((route, route.fetch())))
        with page.expect_response(re.compile("/play/orders/")) as renewed:
            page.locator(".suggestions button").first.click()
        renewed.value.finished()
        route, answer = first_of(held, page)
        with page.expect_response(re.compile("/play/orders/")) as looked_again:
            route.fulfill(response=answer)
        expect(page.locator(".suggestions button").first).to_be_focused()
        assert looked_again.value.status == 204, "the answer was the newest already"
        assert heard == []


def test_a_look_that_is_answered_after_a_change_disturbs_nothing(site: str, browser: Browser) -> None:
    """The element that asked has been replaced by then."""
    held: list[tuple[Route, APIResponse]] = []
    with reader(browser, 1440) as page:
        heard = complaints(page)
        start(page, site)
        page.route("**/play/orders/*", lambda route: held.append((route, route.fetch())))
        page.evaluate(
            """() => {
                const region = document.getElementById("orders");
                htmx.ajax("get", region.getAttribute("hx-get").split("?")[0], { source: region });
            }"""
        )
        route, answer = first_of(held, page)
        page.locator(".suggestions button").first.click()
        expect(page.locator(".order-list > li")).to_have_count(1)
        with page.expect_response(re.compile("/play/orders/")) as looked:
            route.fulfill(response=answer)
        looked.value.finished()
        page.wait_for_function("() => !document.querySelector('.htmx-request')")
        expect(page.locator(".order-list > li")).to_have_count(1)
        assert heard == []


def test_an_order_stays_on_its_way_when_the_odds_of_all_orders_come(site: str, browser: Browser) -> None:
    """The odds bring the suggestions anew, and one of these may just have been pressed."""
    told: list[Route] = []
    added: list[Route] = []
    with reader(browser, 1440) as page:
        page.route(re.compile("/told/"), lambda route: told.append(route))  # noqa: PLW0108 - takes no built-in
        page.route("**/t/1/orders/", lambda route: added.append(route))  # noqa: PLW0108 - takes no built-in
        start(page, site)
        page.locator(".suggestions button").first.click()
        expect(page.locator(".suggestions .htmx-request")).to_have_count(1)
        first_of(told, page).continue_()
        expect(page.locator("#told")).to_have_count(0)
        expect(page.locator(".suggestions .htmx-request")).to_have_count(1)
        page.unroute(re.compile("/told/"))
        first_of(added, page).continue_()
        expect(page.locator(".order-list > li")).to_have_count(1)


def test_an_order_that_gets_no_answer_is_shown_with_its_odds_all_the_same(site: str, browser: Browser) -> None:
    told: list[Route] = []
    added: list[Route] = []
    with reader(browser, 1440) as page:
        page.route(re.compile("/told/"), lambda route: told.append(route))  # noqa: PLW0108 - takes no built-in
        page.route("**/t/1/orders/", lambda route: added.append(route))  # noqa: PLW0108 - takes no built-in
        start(page, site)
        page.locator(".suggestions button").first.click()
        expect(page.locator(".suggestions .htmx-request")).to_have_count(1)
        first_of(told, page).continue_()
        expect(page.locator("#told")).to_have_count(0)
        expect(page.locator("#now .told-coming")).not_to_have_count(0)
        first_of(added, page).abort()
        expect(page.locator("#outbox li")).to_have_count(1)
        expect(page.locator("#now .told-coming")).to_have_count(0)
        expect(page.locator(".suggestions button").first).to_be_focused()


def test_orders_are_submitted_once_a_search_is_answered(site: str, browser: Browser) -> None:
    held: list[Route] = []
    with reader(browser, 1440) as page:
        start(page, site)
        page.route(re.compile("catalogue"), lambda route: held.append(route))  # noqa: PLW0108 - takes no built-in
        page.locator("#order-search").fill("guard frequency")
        # Forecasts of every order may be on their way too, so wait for the search itself.
        search = first_of(held, page)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#order-search")).to_be_visible()
        search.continue_()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicating")


def test_orders_are_not_submitted_once_a_change_is_refused(site: str, browser: Browser) -> None:
    """The person has not read the refusal yet, so the page must not submit the sheet as it is without the change."""
    held: list[tuple[Route, APIResponse]] = []
    submitted: list[str] = []
    with reader(browser, 1440) as page:
        start(page, site)
        page.on("request", lambda request: submitted.append(request.url) if "/submit/" in request.url else None)
        page.route("**/t/1/orders/", lambda route: held.append((route, route.fetch())))
        page.locator(".suggestions button").first.click()
        route, answer = first_of(held, page)
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Control+Enter")
        route.fulfill(response=answer, status=422)
        expect(page.locator("#composer")).to_be_attached()
        expect(page.locator("#orders .htmx-request")).to_have_count(0)
        assert not submitted
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicating")


def test_a_choice_that_is_about_to_be_sent_outlives_a_renewal(site: str, browser: Browser) -> None:
    """The page sends a choice after a fifth of a second, so that arrow keys do not send each intermediate one."""
    with reader(browser, 1440) as page:
        start(page, site)
        page.locator(".suggestions button").first.click()
        other = page.locator("#composer input[name=level]:not(:checked)").first
        level = other.get_attribute("value")
        with page.expect_response(re.compile("/t/1/orders/1/")) as saved:
            other.evaluate(
                """(radio) => {
                    radio.click();
                    const region = document.getElementById("orders");
                    htmx.ajax("get", region.getAttribute("hx-get").split("?")[0], { source: region });
                }"""
            )
        assert saved.value.status == 200
        expect(page.locator("#composer input[name=level]:checked")).to_have_value(level or "")
