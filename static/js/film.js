// The film plays by itself from moment to moment, and each stays as long as the page says. Space pauses it and lets it go
// on, arrows step, R begins again. Where motion is unwanted it waits for a step. Without script all of it is links.
(() => {
  const root = () => document.getElementById("film");
  if (!root()) return;
  const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const link = (way) => root()?.querySelector(`[data-way="${way}"][href]`);
  let isPlaying = false;
  let going = Promise.resolve();
  let timer = 0;
  let due = 0;
  let left = 0;

  const show = () => {
    const button = root()?.querySelector("#film-play");
    if (!button) return;
    button.hidden = isStill() || !link("arrowright");
    button.querySelector("span").textContent = isPlaying ? "Pause" : "Play";
  };

  // Moments follow each other by the time at which each was due, so that slow answers do not make the film longer.
  const wait = () => {
    clearTimeout(timer);
    if (isPlaying && link("arrowright")) timer = setTimeout(advance, Math.max(0, due - Date.now()));
    else isPlaying = false;
    show();
  };

  const stop = () => {
    clearTimeout(timer);
    isPlaying = false;
    left = Math.max(0, due - Date.now());
    show();
  };

  // An answer without the moment (a sign-in page, an error, none at all) is no step: the browser then opens the address itself.
  const open = async (address) => {
    const held = document.activeElement;
    const focus = held?.id ? `#${held.id}` : held?.dataset.way ? `[data-way="${held.dataset.way}"]` : "";
    try {
      await htmx.ajax("GET", address, { target: "#film", select: "#film", swap: "outerHTML" });
      if (root()?.dataset.at !== new URL(address, location.href).searchParams.get("at")) throw new Error("no such moment came");
      history.replaceState(history.state, "", address);
      show();
      if (focus && root().contains(root().querySelector(focus))) root().querySelector(focus).focus({ preventScroll: true });
      if (!isPlaying) document.getElementById("status").textContent = root().querySelector(".film-news").textContent.trim().replace(/\s+/g, " ");
    } catch {
      isPlaying = false;
      location.href = address;
    }
  };

  const go = (address) => {
    going = going.then(() => open(address));
    return going;
  };

  const advance = async () => {
    await go(link("arrowright").href);
    due = Math.max(Date.now(), due + 1000 * Number(root().dataset.seconds));
    wait();
  };

  const play = () => {
    if (isStill() || !link("arrowright")) return;
    isPlaying = true;
    due = Date.now() + (left || 1000 * Number(root().dataset.seconds));
    wait();
  };

  const step = async (way) => {
    stop();
    await going;
    const found = link(way);
    if (!found) return;
    left = 0;
    await go(found.href);
    if (way === "r") play();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("#film-play")) return isPlaying ? stop() : play();
    const chosen = event.target.closest("#film [data-way][href]");
    if (!chosen || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    event.preventDefault();
    return step(chosen.dataset.way);
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("input, select, textarea")) return;
    if (event.key === " ") {
      if (event.target.closest("button, summary, a")) return;
      event.preventDefault();
      if (isStill()) step("arrowright");
      else if (isPlaying) stop();
      else play();
      return;
    }
    if (link(event.key.toLowerCase())) {
      event.preventDefault();
      step(event.key.toLowerCase());
    }
  });

  play();
  show();
})();
