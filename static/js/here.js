// A page of a class that is in sight says so every 12 to 15 seconds; whoever the server misses for 30 is shown as away. A
// class opens its pages in one moment, so each has a rhythm of its own.
(() => {
  const EVERY_MS = 15_000 - Math.random() * 3_000;
  const standing = document.getElementById("standing")?.getAttribute("hx-get");
  const address = document.body.dataset.here ?? standing?.replace(/standing\/.*$/, "here/");
  if (!address) return;
  const tell = () => document.visibilityState === "visible" && navigator.onLine && fetch(address).catch(() => undefined);
  setInterval(tell, EVERY_MS);
  document.addEventListener("visibilitychange", tell);
})();
