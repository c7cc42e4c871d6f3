// A server of one order sheet, in the page itself and in the time of a clock that the test moves: it stands in for the
// real one behind XMLHttpRequest, so that answers, notices and looks meet in every order and none takes real time.
window.interleavings = (() => {
  const region = () => document.getElementById("orders");
  const original = region().outerHTML;
  const seenNow = (part) => Number(part.getAttribute("hx-get").match(/-(\d+)$/)[1]);
  const start = seenNow(region());
  const page = (revision) =>
    original.replaceAll(/(hx-get="[^"]*\?seen=[^"]*-)\d+"/g, `$1${revision}"`).replaceAll(/(name="revision" value=")\d+"/g, `$1${revision}"`);
  let revision = start;
  let random;

  // A small generator with a seed: https://prng.di.unimi.it/splitmix32
  const seeded = (seed) => () => {
    seed = (seed + 0x9e3779b9) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const between = (low, high) => low + Math.floor(random() * (high - low));
  let isStale = false;

  const commit = () => {
    const mine = ++revision;
    setTimeout(() => { isStale ||= mine === revision && seenNow(region()) !== revision; }, 1000);
    setTimeout(() => document.body.dispatchEvent(new CustomEvent("live:orders")), between(1, 60));
    return revision;
  };

  window.XMLHttpRequest = class extends EventTarget {
    upload = new EventTarget();
    status = 0;
    open(verb, path) { this.verb = verb; this.responseURL = new URL(path, location.href).href; }
    setRequestHeader() {}
    overrideMimeType() {}
    getAllResponseHeaders() { return ""; }
    getResponseHeader() { return null; }
    abort() {}
    send() {
      setTimeout(() => {
        const isLook = this.verb === "GET";
        const isOther = isLook && !this.responseURL.includes("/play/orders/");
        const shown = isLook ? revision : commit();
        const seen = Number(this.responseURL.match(/-(\d+)$/)?.[1]);
        setTimeout(() => {
          this.status = isOther || (isLook && seen === shown) ? 204 : 200;
          this.response = this.responseText = this.status === 204 ? "" : page(shown);
          this.onload();
          this.dispatchEvent(new ProgressEvent("loadend"));
        }, between(5, 100));
      }, between(2, 100));
    }
  };

  return {
    // Two people change the sheet one to three times each within so many milliseconds.
    begin(seed) {
      random = seeded(seed);
      isStale = false;
      const span = [150, 400, 1200][seed % 3];
      for (let count = between(1, 4); count; count -= 1) setTimeout(commit, between(0, span));
      for (let count = between(1, 4); count; count -= 1) {
        setTimeout(() => htmx.trigger(document.querySelector("#orders #submit"), "submit"), between(0, span));
      }
    },
    // Whether the page did not show the newest sheet a second after the last change, and whether it does not by now.
    verdict: () => ({ isStale, isLost: seenNow(region()) !== revision }),
  };
})();
