"""Each order can be reached: nothing that can be pressed lies under the bar that submits, or under a phone's tabs."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.page_checks import look, reader

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

COVERED = """() => {
  const covered = [];
  for (const one of document.querySelectorAll("#orders a[href], #orders button, #orders summary, #orders select")) {
    if (!one.checkVisibility({visibilityProperty: true}) || one.closest(".submit-bar")) continue;
    one.scrollIntoView({block: "nearest"});
    const box = one.getBoundingClientRect();
    if (!box.width || box.height < 2) continue;
    const there = document.elementFromPoint(box.left + box.width / 2, box.bottom - 3);
    if (there?.closest(".submit-bar, .tabbar")) covered.push(one.id || one.textContent.trim());
  }
  return covered;
}"""


@pytest.mark.parametrize(("slug", "seat"), [("the-invitation", "MNG"), ("nine-past-nine", "KOR"), ("list-four", "CHN")])
def test_no_order_stands_under_the_bar_that_submits(site: str, browser: Browser, slug: str, seat: str) -> None:
    with reader(browser, 1440) as page:
        page.goto(f"{site}/scenarios/{slug}/")
        page.get_by_role("button", name=f"Play {seat}").click()
        page.wait_for_url("**/play/")
        page.goto(f"{page.url}#pane-orders")
        page.evaluate("document.querySelectorAll('#orders details').forEach((each) => each.open = true)")
        for width in (1440, 1366, 768, 390):
            look(page, width)
            assert (width, page.evaluate(COVERED)) == (width, [])
