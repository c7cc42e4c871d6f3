// A region looks again after a notice of a change that its content cannot have.
//
// htmx keeps a look that still waits, for its delay or for another request, with the element. What is swapped in takes the
// element away, and the look with it: what a colleague changed a moment before would show with the next change only. So
// this file counts notices; each request remembers the count when it left, and its answer knows no more.
(() => {
  const body = document.body;
  if (!("liveUrl" in body.dataset)) return;
  const RETRY_SECONDS = 5;
  const regions = (body.dataset.liveRegions || "").split(" ").filter(Boolean);
  const told = new Map(regions.map((region) => [region, 0]));
  const known = new WeakMap();

  const fire = (region) => body.dispatchEvent(new CustomEvent(`live:${region}`));
  const regionsOf = (part) => regions.filter((region) => part.getAttribute("hx-trigger")?.split(/[ ,]/).includes(`live:${region}`));

  for (const region of regions) body.addEventListener(`live:${region}`, () => told.set(region, told.get(region) + 1));

  body.addEventListener("htmx:beforeSend", ({ detail }) => known.set(detail.xhr, new Map(told)));
  body.addEventListener("htmx:afterSwap", ({ target, detail }) => {
    const knew = known.get(detail.xhr);
    if (!knew) return;
    // At once: the notice has waited already.
    for (const part of [target, ...target.querySelectorAll("[hx-trigger]")]) {
      const isBehind = regionsOf(part).some((region) => told.get(region) > knew.get(region));
      if (isBehind) htmx.ajax("get", part.getAttribute("hx-get"), { source: part });
    }
  });

  // The odds of all orders come later than the rows of the orders, and go into the rows that stand there by then. A row
  // that somebody has pressed meanwhile stays until its answer, which brings its odds; without an answer it gets these.
  body.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "told") return;
    for (const row of [...target.children]) {
      const place = document.getElementById(row.dataset.told);
      if (!place) continue;
      if (!place.querySelector(".htmx-request")) show(row, place);
      // Once htmx has told everybody of the request: the element that made it goes with this.
      else place.addEventListener("htmx:afterRequest", () => setTimeout(() => place.isConnected && show(row, place)), { once: true });
    }
    target.remove();
  });

  function show(row, place) {
    const focused = document.activeElement?.id;
    place.replaceChildren(...row.childNodes);
    // What has moved out of the answer htmx does not find by itself.
    htmx.process(place);
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  // A look that fails is made again: when the server says, or after some seconds.
  body.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { elt, verb } = detail.requestConfig;
    if (verb !== "get" || !(detail.xhr.status === 0 || detail.xhr.status >= 500)) return;
    const seconds = Number(detail.xhr.getResponseHeader("Retry-After")) || RETRY_SECONDS;
    for (const region of regionsOf(elt)) setTimeout(fire, seconds * 1000, region);
  });
})();
