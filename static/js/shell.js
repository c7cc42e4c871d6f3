// What every page needs: the theme without a reload, the connection banner, spoken notices, focus after a swap.
(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  const banner = document.getElementById("connection");
  const status = document.getElementById("status");
  const lost = (isLost) => { banner.hidden = !isLost; };

  document.body.addEventListener("theme", (event) => { root.dataset.theme = event.detail.value; });
  document.body.addEventListener("announce", (event) => { status.textContent = event.detail.value; });

  // Whoever sets an exercise up is most likely where it takes place.
  const zone = document.querySelector("select[data-own-zone]");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && zone.value === "UTC" && [...zone.options].some((option) => option.value === own)) zone.value = own;

  addEventListener("offline", () => lost(true));
  addEventListener("online", () => lost(false));
  document.body.addEventListener("htmx:sendError", () => lost(true));
  document.body.addEventListener("htmx:afterOnLoad", () => lost(false));

  // `execCommand` also copies on pages without HTTPS, where a class in one room meets.
  document.body.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy]");
    if (!button) return;
    document.getElementById(button.dataset.copy).select();
    if (!document.execCommand("copy")) return;
    button.querySelector("span").textContent = "Copied";
    status.textContent = "Copied";
  });

  // Signing out forgets what the tab has kept: somebody else may use it next.
  document.body.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-sign-out]")) sessionStorage.clear();
  });

  // A server that can neither read nor save for the moment says so with 503; nothing on the page is touched. While a
  // change waits to be sent, an answer to something else does not mean that the server saves again.
  const unavailable = document.getElementById("unavailable");
  document.body.addEventListener("htmx:afterOnLoad", ({ detail }) => {
    if (detail.xhr.status === 503) unavailable.hidden = false;
    else if (!document.querySelector("#outbox:not([hidden])")) unavailable.hidden = true;
  });

  // A part in which somebody has chosen or typed something is not renewed under their hands; sending it renews it.
  const isChanged = (field) =>
    /^(radio|checkbox)$/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const held = detail.requestConfig.verb === "get" && detail.target.closest("[data-keep]");
    if (held && (held.dataset.keep || [...held.querySelectorAll("input, textarea")].some(isChanged))) detail.shouldSwap = false;
  });

  // What was sent from a part is answered there: a notice that overtakes the answer does not take its place away, and
  // the part looks again once the answer is in.
  const overtaken = new Set();
  const isWaiting = (part) => part.querySelector(".htmx-request, [data-due]");
  // A choice that is sent a moment later counts as sent.
  document.body.addEventListener("change", ({ target }) => {
    const form = target.closest("form[hx-trigger*='change delay']");
    if (form) form.dataset.due = "";
  });
  document.body.addEventListener("htmx:beforeRequest", ({ target }) => { delete target.dataset.due; });
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const isLook = detail.requestConfig.verb === "get" && detail.requestConfig.elt === detail.target;
    if (!isLook || !isWaiting(detail.target)) return;
    detail.shouldSwap = false;
    overtaken.add(detail.target.id);
  });
  document.body.addEventListener("htmx:afterRequest", () => {
    for (const id of overtaken) {
      const part = document.getElementById(id);
      if (part && isWaiting(part)) continue;
      overtaken.delete(id);
      if (part) htmx.ajax("get", part.getAttribute("hx-get"), { source: part });
    }
  });

  // A part that a notice renews keeps what was unfolded in it, and how far it was scrolled.
  const kept = new Map();
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    kept.clear();
    if (detail.requestConfig.verb !== "get") return;
    for (const part of detail.target.querySelectorAll("details[id][open], [data-scroll]")) kept.set(part.id, part.scrollTop);
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const [id, top] of kept) {
      const part = document.getElementById(id);
      if (part?.matches("details")) part.open = true;
      else part?.scrollTo(0, top);
    }
  });

  // A part that asks for the focus after it was swapped in says so with data-focus.
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const wanted = event.detail.elt.matches("[data-focus]") ? event.detail.elt : event.detail.elt.querySelector("[data-focus]");
    if (wanted) wanted.focus();
  });

  // An order that somebody has just chosen opens at the top of the list, and stays in sight there.
  document.body.addEventListener("htmx:afterSettle", ({ detail, target }) => {
    if (detail.requestConfig.verb !== "post" || !target.matches("#orders")) return;
    target.querySelector(".order--open")?.scrollIntoView({ block: "nearest" });
  });

  // What somebody is writing moves on into the part that takes its place; what is being sent stays behind.
  const WRITTEN = ".message-form :is(textarea, input)[id], .argument input[id]";
  const written = new Map();
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    written.clear();
    if (detail.requestConfig.verb !== "get") return;
    for (const field of document.querySelectorAll(WRITTEN)) {
      if (isChanged(field) && !field.form.matches(".htmx-request")) written.set(field, field === document.activeElement);
    }
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    for (const [before, hadFocus] of written) {
      const field = document.getElementById(before.id);
      if (!field || before.isConnected) continue;
      if (!isChanged(field)) [field.value, field.checked] = [before.value, before.checked];
      // Results fold letters: the one that somebody writes stays in sight.
      const fold = field.closest("details");
      if (fold) fold.open = true;
      // Again after each element that has settled: one of them may have asked for the focus itself.
      if (hadFocus) field.focus();
    }
  });
})();
