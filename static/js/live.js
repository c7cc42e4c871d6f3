// Tells the page that a region has changed: fires `live:<region>` on <body>, where htmx listens.
//
// <body data-live-url="/live/..." data-live-regions="board orders">. Browsers open six connections a host, so all tabs
// with the same channels share one stream: the tab that holds the lock listens, the others hear it from that tab.
// Notices that come while a page is on its way come again: the server repeats them to the tab that opens the stream
// (it knows from the address when the page was made), and that tab to the others.
(() => {
  const body = document.body;
  const url = body.dataset.liveUrl;
  if (!url) return;
  const regions = (body.dataset.liveRegions || "").split(" ").filter(Boolean);
  const name = `parley ${url.split(":")[0]}`;
  const tabs = new BroadcastChannel(name);
  const EVERYTHING = "*";
  // A class opens its pages in one moment. If all looked after equally long, they would meet again, often when a turn ends.
  const POLL_MS = 60_000 - Math.random() * 15_000;
  const EVERYTHING_EACH = 5;
  const REOPEN_MS = 15_000;
  const PATIENCE_MS = 3_000;
  const RELOADED = "parley reloaded";
  const RESTING = ["live:orders", "live:roster", "live:clock"];
  const heard = new Map();
  let stream = "open";
  let looks = 0;
  let isClosed = false;
  let worry;

  // A page of a turn goes to its results as soon as they are there. A page that does not follow the phase of the turn by
  // itself looks at everything when it changes.
  function fire(word) {
    // Offline there is no page to go to: the phase sends it on as soon as the browser is online again.
    if (word === "results" && !navigator.onLine) return;
    if (word === "results") return body.dataset.liveNext ? leaveFor(body.dataset.liveNext) : fire("phase");
    if (word === "closed" || word === "phase") {
      for (const banner of document.querySelectorAll("[data-closed-banner]")) banner.hidden = word === "phase";
    }
    if (word === "closed") isClosed = "liveNext" in body.dataset;
    else if (word === "phase" || word === EVERYTHING) isClosed = false;
    const isAll = word === EVERYTHING || (word === "phase" && !regions.includes(word));
    for (const region of isAll ? regions : [word]) {
      body.dispatchEvent(new CustomEvent(`live:${region}`));
    }
  }

  // What still waits for an answer (outbox.js) may hold the page; it then goes there later.
  function leaveFor(place) {
    if (body.dispatchEvent(new CustomEvent("live:leave", { cancelable: true, detail: { place } }))) location.assign(place);
  }

  // In the seconds between the close of a turn and its results nobody's orders change: what a page was about to look at
  // once more would only keep the server from the results.
  body.addEventListener("htmx:confirm", (event) => {
    if (isClosed && RESTING.includes(event.detail.triggeringEvent?.type)) event.preventDefault();
  });

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
    tabs.postMessage(message);
    receive(message);
  }

  function receive({ word, state }) {
    // Who sits elsewhere now needs another page, with another address to listen to.
    if (word === "seat") location.reload();
    else if (word) fire(word);
    if (state) show((stream = state));
  }

  // An address that the server refuses is dead, and a page loaded anew has another; but only once, until a stream opens
  // again. An answer of a proxy whose server is away is no refusal: there the page stays, with the text typed in it.
  async function reopen() {
    const asking = new AbortController();
    const answer = await fetch(url, { signal: asking.signal }).catch(() => undefined);
    asking.abort();
    if (![401, 403, 404].includes(answer?.status)) return void setTimeout(listen, REOPEN_MS);
    if (sessionStorage.getItem(RELOADED)) return;
    sessionStorage.setItem(RELOADED, "yes");
    location.reload();
  }

  function listen() {
    const source = new EventSource(url);
    tabs.onmessage = ({ data }) => {
      if (data.since === undefined) receive(data);
      else for (const [word, moment] of heard) if (moment > data.since) tabs.postMessage({ word });
    };
    source.onopen = () => {
      sessionStorage.removeItem(RELOADED);
      tell({ state: "open" });
    };
    source.onmessage = ({ data }) => {
      heard.delete(data);
      heard.set(data, Date.now());
      tell({ word: data });
    };
    source.onerror = () => {
      tell({ state: "lost" });
      if (source.readyState === EventSource.CLOSED) reopen();
    };
  }

  tabs.onmessage = ({ data }) => receive(data);
  addEventListener("offline", () => show("lost"));
  addEventListener("online", () => {
    show(stream);
    fire(EVERYTHING);
  });
  // Who has a stream hears of everything, unless the server died with a notice: such a page asks for the phase alone.
  setInterval(() => {
    looks += 1;
    if (document.visibilityState !== "visible") return;
    fire(stream === "open" && looks % EVERYTHING_EACH ? "phase" : EVERYTHING);
  }, POLL_MS);

  // Not before htmx hears it. Web Locks exist only on HTTPS and localhost; elsewhere every tab listens for itself.
  addEventListener("load", () => {
    tabs.postMessage({ since: performance.timeOrigin });
    if (!navigator.locks) listen();
    else navigator.locks.request(name, () => new Promise(listen));
  });
})();
