"""Checks of the projector's page: it can be read from the last row, and nothing needs scrolling."""

from playwright.sync_api import Page, ViewportSize

WALL: ViewportSize = {"width": 1920, "height": 1080}
SMALLEST = 24
SMALL_WORDS = """(smallest) => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("#projector"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.textContent.trim();
    const holder = texts.currentNode.parentElement;
    if (!words || holder.closest(".sr-only, title") || !holder.getClientRects().length) continue;
    const scale = holder.ownerSVGElement ? holder.ownerSVGElement.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(holder).fontSize) * scale;
    if (size < smallest - 0.05) found.push(`${words}: ${size}`);
  }
  return found;
}"""
SCROLLS = "[document.documentElement.scrollHeight > innerHeight, document.documentElement.scrollWidth > innerWidth]"


def check_wall(page: Page) -> None:
    """Check that all visible text is large enough and that nothing needs scrolling."""
    assert page.evaluate(SMALL_WORDS, SMALLEST) == []
    assert page.evaluate(SCROLLS) == [False, False]
