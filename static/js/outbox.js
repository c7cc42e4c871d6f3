// Changes of the order sheet that could not be sent: they wait on this page, in sight, and are sent in their order as soon
// as the server answers. Each carries a key of its own, so that one whose answer got lost is not made twice; the server
// applies it to the sheet as it stands by then, and what it refuses is shown, on the next page where this one is left. The
// results of the turn lead the page on once each change has its answer, because only the answer says whether it was taken.
(() => {
  const refused = document.getElementById("not-taken");
  if (!refused) return;
  const reason = refused.querySelector("p");
  const LEFT = "parley left unsent";

  function say(words) {
    reason.textContent = words;
    refused.hidden = !words;
  }

  // The page's channels, as digests: whose page of which exercise this is, in which session. The next person who uses
  // this tab has others. A page without channels leaves what is kept to the next one.
  const who = document.body.dataset.liveUrl?.split(":")[0] ?? "";

  const left = JSON.parse(sessionStorage.getItem(LEFT) ?? "{}");
  if (who) sessionStorage.removeItem(LEFT);
  say(who && left.who === who ? left.words : "");
  refused.querySelector("button").addEventListener("click", () => say(""));

  const box = document.getElementById("outbox");
  if (!box) return;
  const list = box.querySelector("ul");
  const RELOAD = "Reload the page to see how the orders stand.";
  const RETRY_MS = 3_000;
  const PATIENCE_MS = 20_000;
  const AWAY = [0, 429, 502, 503, 504];
  const waiting = [];
  const sent = new WeakMap();
  const underway = new Set();
  let sending = null;
  let timer;
  let next;

  const isOurs = ({ elt, verb }) => verb === "post" && elt?.closest("#orders") && elt.id !== "reopen";
  const isSubmit = (entry) => entry.path.endsWith("/submit/");
  const isUpdate = (entry) => /\/orders\/\d+\/$/.test(entry.path);
  const hasNoAnswer = () => waiting.length > 0 || underway.size > 0;
  const said = (entry) => JSON.stringify([entry.path, entry.fields.filter(([name]) => name !== "key")]);

  // Not crypto.randomUUID, which exists on HTTPS and localhost only.
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  // What was pressed or chosen, in the words that stand there.
  function wordsOf(form, submitter) {
    if (form.id === "submit") return "Submit the orders";
    const chosen = [...form.querySelectorAll("input:checked, option:checked")].map((each) => each.closest("label")?.firstChild.nextSibling?.textContent.trim() || each.textContent.trim());
    const name = form.id === "composer" ? form.querySelector("#composer-heading").textContent : (submitter?.querySelector("b, .sr-only") ?? submitter)?.textContent;
    return [name?.trim() ?? "A change of the orders", ...chosen.filter(Boolean)].join(" · ");
  }

  function show() {
    list.replaceChildren(...waiting.map((entry) => Object.assign(document.createElement("li"), { textContent: entry.words })));
    box.hidden = !waiting.length;
  }

  function keep(entry) {
    const last = waiting.at(-1);
    // Another choice for the same order replaces the one that waits; a change replaces a submission that waits.
    const isInstead = last && last !== sending && (said(last) === said(entry) || isSubmit(last) || (isUpdate(entry) && last.path === entry.path));
    if (isInstead) waiting.pop();
    waiting.push(entry);
    show();
    clearTimeout(timer);
    timer = setTimeout(send, RETRY_MS);
  }

  // The page was about to go somewhere: it stays until all changes have their answers.
  function stay(event, place) {
    if (!hasNoAnswer()) return;
    event.preventDefault();
    next = place;
  }

  function moveOn() {
    if (next && !hasNoAnswer()) location.assign(next);
  }

  async function send() {
    clearTimeout(timer);
    const entry = waiting[0];
    if (!entry || sending) return;
    sending = entry;
    const answer = navigator.onLine && (await post(entry));
    sending = null;
    if (!answer || AWAY.includes(answer.status)) return void (timer = setTimeout(send, wait(answer)));
    waiting.shift();
    show();
    const place = answer.headers.get("HX-Redirect");
    if (place) return leaveFor(place, entry);
    settle(entry, answer);
    moveOn();
    send();
  }

  const wait = (answer) => Math.max(RETRY_MS, Number(answer?.headers.get("Retry-After") ?? 0) * 1000);

  function post({ path, fields }) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const options = { method: "POST", body, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE_MS) };
    // An answer counts once all of it is here: nothing may lead the page on between its status and its reason.
    return fetch(path, options).then(async (answer) => Object.assign(answer, { html: await answer.text() })).catch(() => undefined);
  }

  function sayWhy(entry, html) {
    const reason = new DOMParser().parseFromString(html, "text/html").querySelector(".orders-faults p")?.textContent.trim();
    say(`${entry.words}. ${reason ?? RELOAD}`);
  }

  // The page that it leads to cannot tell that a change came too late, and what still waits would be too late as well.
  function leaveFor(place, entry) {
    if (!isSubmit(entry)) say(`${entry.words}. The turn had been closed by then.`);
    location.assign(place);
  }

  function settle(entry, answer) {
    if (answer.ok || answer.status === 422) htmx.swap("#orders", answer.html, { swapStyle: "outerHTML" });
    if (!answer.ok) sayWhy(entry, answer.html);
    // Notices may have come after this answer was made.
    document.body.dispatchEvent(new CustomEvent("live:orders"));
  }

  document.body.addEventListener("htmx:configRequest", (event) => {
    const { detail } = event;
    if (!isOurs(detail)) return;
    detail.timeout = PATIENCE_MS;
    if (!detail.parameters.key) detail.parameters.key = newKey();
    const submitter = detail.triggeringEvent?.submitter;
    const entry = { path: detail.path, words: wordsOf(detail.elt, submitter), fields: [...detail.formData].filter(([name]) => name !== "csrfmiddlewaretoken") };
    sent.set(detail, entry);
    if (!waiting.length) return;
    // What waits goes first: this change is not sent now, so no look at the orders may wait for its answer.
    event.preventDefault();
    delete detail.elt.dataset.due;
    if (isSubmit(entry) && !isSubmit(waiting.at(-1))) return say("Submit the orders. Changes still wait to be sent: submit once they are in.");
    keep(entry);
  });

  // The element may be gone by the time its request fails; the request is not.
  document.body.addEventListener("htmx:beforeSend", ({ detail }) => {
    const entry = sent.get(detail.requestConfig);
    if (!entry) return;
    let isAborted = false;
    detail.xhr.addEventListener("abort", () => { isAborted = true; });
    underway.add(entry);
    detail.xhr.addEventListener("loadend", () => {
      underway.delete(entry);
      // A request that takes the place of an aborted one leaves first.
      setTimeout(moveOn);
      if (isAborted) return;
      const place = detail.xhr.getResponseHeader("HX-Redirect");
      if (place) leaveFor(place, entry);
      else if (AWAY.includes(detail.xhr.status)) keep(entry);
      // Why it was refused stands among the orders, unless the page moves on from there.
      else if (detail.xhr.status >= 400 && (next || detail.xhr.status !== 422)) sayWhy(entry, detail.xhr.responseText);
    });
  });

  box.querySelector("button").addEventListener("click", () => {
    waiting.splice(sending ? 1 : 0);
    show();
    moveOn();
  });
  document.body.addEventListener("live:leave", (event) => stay(event, event.detail.place));
  // Parts of the page lead on as well: the phase, and whatever else is read after the turn.
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    const place = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (place && !sent.has(event.detail.requestConfig)) stay(event, place);
  });
  addEventListener("online", send);
  addEventListener("pagehide", () => {
    const words = [...(refused.hidden ? [] : [reason.textContent]), ...waiting.map((entry) => `${entry.words}. It was not sent before its page was left.`)];
    if (who && words.length) sessionStorage.setItem(LEFT, JSON.stringify({ who, words: words.join(" ") }));
  });
})();
