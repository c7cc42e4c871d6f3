// Keyboard map of the pages of an exercise. Single-key shortcuts rest while someone types, and when they are switched off.
// A control takes a key by data-key ("p", "Shift+Enter"): the first one that can be used is pressed, a field
// or what has data-pick focused.
(() => {
  if (!("liveUrl" in document.body.dataset)) return;
  const byId = (id) => document.getElementById(id);
  const isTyping = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
  const toggle = byId("single-keys");
  const isOff = () => localStorage.getItem("single-keys") === "off";

  if (toggle) {
    toggle.parentElement.hidden = false;
    toggle.checked = !isOff();
    toggle.addEventListener("change", () => localStorage.setItem("single-keys", toggle.checked ? "on" : "off"));
  }

  const places = {
    1: ["pane-situation", "situation-heading"],
    2: ["pane-situation", "map"],
    3: ["pane-orders", "orders"],
    4: ["pane-messages", "inbox"],
  };

  const jump = ([pane, id]) => {
    if (matchMedia("(max-width: 760px)").matches) location.hash = pane;
    const place = byId(id);
    if (!place) return;
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus();
  };

  const search = () => {
    const field = byId("order-search");
    if (!field) return;
    if (matchMedia("(max-width: 760px)").matches) location.hash = "pane-orders";
    field.focus();
  };

  const offers = (part) => [...document.querySelectorAll(`${part} .order-option:enabled`)].filter((each) => each.checkVisibility());

  const step = (event) => {
    const stops = [...offers(".suggestions"), byId("order-search"), ...offers("#catalogue")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  const enter = (event) => {
    if (event.target.id !== "order-search") return;
    event.preventDefault();
    offers("#catalogue")[0]?.click();
  };

  // Browsers empty a search by themselves.
  const close = ({ target }) => {
    const folds = "#catalogue details[name][open]";
    const open = target.closest(folds) || document.querySelector(`details[data-note][open], ${folds}`);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  };

  document.addEventListener("toggle", ({ target }) => {
    if (target.matches("#catalogue details[name]") && target.open) target.scrollIntoView({ block: "start" });
    // The last beat of results stands at the foot of a wide window.
    if (target.matches(".results-fold") && target.open) target.scrollIntoView({ block: "nearest" });
  }, true);

  // A change on its way to the server makes the sheet on this page outdated: what is submitted is the next one. Where
  // the change is refused or lost, nothing is: what stands now was not read yet.
  let isQueued = false;
  const isRefused = ({ requestConfig, target, xhr }) =>
    requestConfig.verb !== "get" && target?.id === "orders" && !(xhr.status >= 200 && xhr.status < 400);
  const submit = () => {
    if (!document.querySelector("#orders .htmx-request, #orders [data-due]")) return byId("submit")?.requestSubmit();
    if (isQueued) return;
    isQueued = true;
    document.addEventListener("htmx:afterRequest", ({ detail }) => {
      isQueued = false;
      if (!isRefused(detail)) submit();
    }, { once: true });
  };

  const named = (event) => (event.shiftKey ? `Shift+${event.key}` : event.key.toLowerCase());
  // What stands behind another tab of the room can be used too: what it opens comes forward.
  const marked = (event) => {
    const all = [...document.querySelectorAll(`[data-key="${CSS.escape(named(event))}"]:not(:disabled)`)];
    return all.find((each) => each.checkVisibility()) || all.find((each) => each.closest(".deck-pane"));
  };
  const isPicked = (control) => control.matches("input:not([type=radio]), textarea, [data-pick]");
  const press = (control) => (isPicked(control) ? control.focus() : control.click());

  const single = { "/": search, o: search, O: search, "?": () => location.assign("/help/keys/") };

  // Arrows scroll a table or a list that has the focus.
  const isScrolling = ({ key, target }) => key.startsWith("Arrow") && target.matches("[tabindex='0']");
  document.addEventListener("keydown", (event) => {
    const isPlain = !isScrolling(event) && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target) && !isOff();
    const control = isPlain && marked(event);
    if (control) {
      event.preventDefault();
      press(control);
    } else if (event.ctrlKey && event.key === "Enter") {
      submit();
    } else if (event.altKey && event.key in places) {
      event.preventDefault();
      jump(places[event.key]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      step(event);
    } else if (event.key === "Escape") {
      close(event);
    } else if (event.key === "Enter" && !event.ctrlKey) {
      enter(event);
    } else if (single[event.key] && isPlain) {
      event.preventDefault();
      single[event.key]();
    }
  });
})();
