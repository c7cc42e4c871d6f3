// The whole game by keyboard: arrows move in the table, Enter opens, in the panel left and right walk the chain, Esc closes.
// Without script all of it is links. The chosen part is swapped in, so the table keeps its place.
(() => {
  const root = () => document.getElementById("overview");
  const stops = (row) => [...row.querySelectorAll("td a")];
  const rows = () => [...document.querySelectorAll("#game tbody tr")].filter((row) => stops(row).length);

  const column = (link) => {
    const cell = link.closest("td");
    return [...cell.parentElement.children].slice(1).reduce(
      (found, one) => (found.done || one === cell ? { ...found, done: true } : { at: found.at + one.colSpan, done: false }),
      { at: 0, done: false },
    ).at;
  };

  const nearest = (links, wanted) => links.reduce(
    (best, link) => (Math.abs(column(link) - wanted) < Math.abs(column(best) - wanted) ? link : best),
    links[0],
  );

  const beside = (link, step) => {
    const links = stops(link.closest("tr"));
    const place = links.filter((one) => one.closest("td") === link.closest("td")).indexOf(link);
    const others = links.filter((one) => Math.sign(column(one) - column(link)) === step);
    if (!others.length) return null;
    const cell = nearest(others, column(link)).closest("td");
    const there = [...cell.querySelectorAll("a")];
    return there[Math.min(place, there.length - 1)];
  };

  const below = (link, step) => {
    const cell = [...link.closest("td").querySelectorAll("a")];
    const next = cell[cell.indexOf(link) + step];
    if (next) return next;
    const all = rows();
    const row = all[all.indexOf(link.closest("tr")) + step];
    if (!row) return null;
    const near = nearest(stops(row), column(link)).closest("td").querySelectorAll("a");
    return step > 0 ? near[0] : near[near.length - 1];
  };

  const rove = (link) => {
    for (const one of document.querySelectorAll("#game tbody a")) one.tabIndex = one === link ? 0 : -1;
  };

  const start = () => {
    const links = [...document.querySelectorAll("#game tbody a")];
    if (links.length) rove(links.find((link) => link.getAttribute("aria-current")) || links[0]);
  };

  const moves = { ArrowLeft: [beside, -1], ArrowRight: [beside, 1], ArrowUp: [below, -1], ArrowDown: [below, 1] };

  const along = (event) => {
    const links = [...document.querySelectorAll("#why .why-card h3 a")];
    const at = links.indexOf(document.activeElement);
    const next = links[at + (event.key === "ArrowRight" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      const close = document.getElementById("why-close");
      if (!close || !root().contains(event.target)) return;
      event.preventDefault();
      close.click();
      return;
    }
    const link = event.target.closest("#game tbody a");
    if (link && moves[event.key]) {
      event.preventDefault();
      const [move, step] = moves[event.key];
      const next = move(link, step);
      if (!next) return;
      rove(next);
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.target.closest("#why") && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
      along(event);
    }
  });

  let came = "";

  // The answer takes the place of the page's part; the focus goes to the reasons, and back when they close.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#overview a[href*='at=']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.closest("#game")) came = link.id;
    const scroll = document.querySelector(".game-scroll").scrollLeft;
    htmx.ajax("GET", link.href.split("#")[0], { target: "#overview", select: "#overview", swap: "outerHTML" }).then(() => {
      history.replaceState(history.state, "", link.href);
      document.querySelector(".game-scroll").scrollLeft = scroll;
      start();
      (document.getElementById("why") || document.getElementById(came) || root()).focus({ preventScroll: true });
    });
  });

  start();
})();
