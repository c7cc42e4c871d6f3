// The decks of the white cell's room: a tab counts the news behind it, and a deck that somebody asks for comes forward.
// The tabs themselves are radio buttons and need no script.
(() => {
  const ROWS = ":is(.message-list, .proposal-list, .press-list > ul, .room-log) > li";
  const rowsIn = (id) => document.getElementById(id)?.querySelectorAll(ROWS).length ?? 0;
  const known = new Map();

  const badgeOf = (tab) => {
    const label = tab.parentElement;
    const badge = label.querySelector(".badge") || label.appendChild(document.createElement("span"));
    badge.className = "badge";
    return badge;
  };

  for (const tab of document.querySelectorAll("[data-news]")) known.set(tab.dataset.news, rowsIn(tab.dataset.news));

  document.body.addEventListener("htmx:afterSwap", () => {
    for (const tab of document.querySelectorAll("[data-news]")) {
      const { news } = tab.dataset;
      const more = rowsIn(news) - known.get(news);
      if (more > 0 && !tab.checked) {
        const badge = badgeOf(tab);
        badge.textContent = Number(badge.textContent) + more;
        badge.title = "New since you looked";
      }
      known.set(news, rowsIn(news));
    }
    const asked = document.querySelector(".deck-injects > #inject:has(*)");
    if (asked && !asked.checkVisibility()) document.getElementById("tab-injects").checked = true;
  });

  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-news]:checked")) target.parentElement.querySelector(".badge")?.remove();
  });
})();
