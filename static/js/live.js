// Tells the page that a region has changed: fires `live:<region>` on <body>, where htmx listens.
//
// <body data-live-url="/live/..." data-live-regions="board orders">. Browsers open six connections a host, so all tabs
// with the same channels share one stream: the tab that holds the lock listens, the others hear it from that tab.
(() => {
  const body = document.body;
  const url = body.dataset.liveUrl;
  if (!url) return;
  const regions = (body.dataset.liveRegions || "").split(" ").filter(Boolean);
  const name = `parley ${url.split(":")[0]}`;
  const tabs = new BroadcastChannel(name);
  const EVERYTHING = "*";
  const POLL_MS = 60_000;
  const REOPEN_MS = 15_000;
  const PATIENCE_MS = 3_000;
  let stream = "open";
  let worry;

  function fire(word) {
    for (const region of word === EVERYTHING ? regions : [word]) {
      body.dispatchEvent(new CustomEvent(`live:${region}`));
    }
  }

  // A page that has lost its stream says so, but not while the stream merely opens again.
  function show(state) {
    clearTimeout(worry);
    const apply = () => {
      body.dataset.live = state;
      for (const banner of document.querySelectorAll("[data-live-banner]")) banner.hidden = state !== "lost";
    };
    if (state === "lost") worry = setTimeout(apply, PATIENCE_MS);
    else apply();
  }

  function tell(message) {
    receive(message);
    tabs.postMessage(message);
  }

  function receive({ word, state }) {
    if (word) fire(word);
    if (state) show((stream = state));
  }

  function listen() {
    const source = new EventSource(url);
    let wasLost = false;
    source.onopen = () => {
      tell({ state: "open", word: wasLost ? EVERYTHING : undefined });
      wasLost = false;
    };
    source.onmessage = (event) => tell({ word: event.data });
    source.onerror = () => {
      wasLost = true;
      tell({ state: "lost" });
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, REOPEN_MS);
    };
  }

  tabs.onmessage = (event) => receive(event.data);
  addEventListener("offline", () => show("lost"));
  addEventListener("online", () => {
    show(stream);
    fire(EVERYTHING);
  });
  setInterval(() => document.visibilityState === "visible" && fire(EVERYTHING), POLL_MS);

  // Web Locks exist only on HTTPS and localhost; elsewhere every tab listens for itself.
  if (!navigator.locks) listen();
  else navigator.locks.request(name, () => new Promise(listen));
})();
