// Changes of the order sheet that could not be sent: they wait on this page, in sight, and are sent in their order as soon
// as the server answers. Each carries a key of its own, so that one whose answer got lost is not made twice; the server
// applies it to the sheet as it stands by then, and what it refuses is shown, on the next page where this one is left.
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
  let sending = null;
  let timer;

  const isOurs = ({ elt, verb }) => verb === "post" && elt?.closest("#orders") && elt.id !== "reopen";
  const isSubmit = (entry) => entry.path.endsWith("/submit/");
  const isUpdate = (entry) => /\/orders\/\d+\/$/.test(entry.path);
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
    await settle(entry, answer);
    send();
  }

  const wait = (answer) => Math.max(RETRY_MS, Number(answer?.headers.get("Retry-After") ?? 0) * 1000);

  function post({ path, fields }) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const options = { method: "POST", body, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE_MS) };
    return fetch(path, options).catch(() => undefined);
  }

  const reasonIn = (html) => new DOMParser().parseFromString(html, "text/html").querySelector(".orders-faults p")?.textContent.trim();

  async function settle(entry, answer) {
    const place = answer.headers.get("HX-Redirect");
    // The page that it leads to cannot tell that a change came too late.
    if (place && !isSubmit(entry)) say(`${entry.words}. The turn had been closed by then.`);
    if (place) return location.assign(place);
    const html = await answer.text();
    if (answer.ok || answer.status === 422) htmx.swap("#orders", html, { swapStyle: "outerHTML" });
    if (!answer.ok) say(`${entry.words}. ${reasonIn(html) ?? RELOAD}`);
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
    detail.xhr.addEventListener("loadend", () => {
      if (isAborted) return;
      if (AWAY.includes(detail.xhr.status)) keep(entry);
      else if (detail.xhr.status >= 400 && detail.xhr.status !== 422) say(`${entry.words}. ${RELOAD}`);
    });
  });

  box.querySelector("button").addEventListener("click", () => {
    waiting.splice(sending ? 1 : 0);
    show();
  });
  addEventListener("online", send);
  addEventListener("pagehide", () => {
    const words = [...(refused.hidden ? [] : [reason.textContent]), ...waiting.map((entry) => `${entry.words}. It was not sent before its page was left.`)];
    if (who && words.length) sessionStorage.setItem(LEFT, JSON.stringify({ who, words: words.join(" ") }));
  });
})();
