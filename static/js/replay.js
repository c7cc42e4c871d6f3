// The replay by keyboard and by itself: arrows go from event to event, with Shift from turn to turn; Space plays and stops.
// Without script all of it is links. Playing stops at the results of each turn; where motion is unwanted, Play goes one step.
(() => {
  const root = () => document.getElementById("replay");
  if (!root()) return;
  const PACE = 2400;
  const keys = new Set(["ArrowLeft", "ArrowRight", "Shift+ArrowLeft", "Shift+ArrowRight", "Home", "End"]);
  const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const link = (way) => root()?.querySelector(`[data-way="${way}"][href]`);
  const speed = () => Number(root().querySelector("#replay-speed :checked")?.value || 1);
  let chosenSpeed = 1;
  let timer = 0;
  let isGoing = false;

  const showPlaying = () => {
    if (!root()) return;
    const button = root().querySelector("#replay-play");
    button.hidden = false;
    button.querySelector("span").textContent = timer ? "Stop" : isStill() ? "Step" : "Play";
    const speeds = root().querySelector("#replay-speed");
    speeds.hidden = isStill();
    speeds.querySelector(`[value="${chosenSpeed}"]`).checked = true;
    const lines = root().querySelector(".replay-lines");
    const now = lines.querySelector("[aria-current=step]");
    if (now) lines.scrollTop = now.offsetTop - lines.offsetTop - lines.clientHeight / 2;
  };

  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    showPlaying();
  };

  // An answer without the moment (a sign-in page, an error, none at all) is no step: the browser then opens the address itself.
  const go = async (address, focus = "") => {
    if (isGoing) return;
    isGoing = true;
    try {
      await htmx.ajax("GET", address.split("#")[0], { target: "#replay", select: "#replay", swap: "outerHTML" });
      if (root()?.dataset.at !== new URL(address, location.href).searchParams.get("at")) throw new Error("no such moment came");
      history.replaceState(history.state, "", address);
      document.getElementById("status").textContent = root().querySelector("h1").textContent.trim().replace(/\s+/g, " ");
      if (focus) root().querySelector(focus)?.focus({ preventScroll: true });
    } catch {
      stop();
      location.href = address;
    } finally {
      isGoing = false;
      showPlaying();
    }
  };

  // A turn's results are read before the next turn begins: from there somebody presses Play again.
  const tick = async () => {
    const next = link("ArrowRight");
    if (!next) return stop();
    await go(next.href, "#replay-play");
    if (!timer) return undefined;
    if ("stops" in root().dataset) return stop();
    timer = setTimeout(tick, PACE / chosenSpeed);
    return undefined;
  };

  const play = () => {
    if (timer) return stop();
    const next = link("ArrowRight");
    if (!next) return undefined;
    if (isStill()) return go(next.href, "#replay-play");
    timer = setTimeout(tick, 0);
    showPlaying();
    return undefined;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("#replay-play")) return play();
    const chosen = event.target.closest("#replay a[href*='at=']");
    if (!chosen || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    event.preventDefault();
    stop();
    const way = chosen.dataset.way;
    const place = way ? `[data-way="${way}"]` : chosen.closest(".replay-lines") ? "[aria-current=step]" : "#replay-heading";
    // A link in a drawing says its address as an object.
    return go(chosen.href.baseVal ? new URL(chosen.href.baseVal, location.href).href : chosen.href, place);
  });

  document.addEventListener("change", ({ target }) => {
    if (target.closest("#replay-speed")) chosenSpeed = speed();
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    // The log scrolls by these keys, the page by Space on a link.
    if (event.key === " " && event.target.closest("button, summary, a, .replay-lines")) return;
    if (["Home", "End"].includes(event.key) && event.target.closest(".replay-lines")) return;
    if (event.key === " ") {
      event.preventDefault();
      play();
      return;
    }
    const named = event.shiftKey ? `Shift+${event.key}` : event.key;
    if (!keys.has(named)) return;
    event.preventDefault();
    stop();
    const next = link(named);
    if (next) go(next.href);
  });

  showPlaying();
})();
