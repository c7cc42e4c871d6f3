// The clocks of timed phases: each ticks from its deadline, by the server's time, and speaks at 5:00, 1:00 and 0:15.
// The server writes the time left into the page in the same words (wargame/web/clocks.py), so nothing else ever shows.
(() => {
  if (!("liveUrl" in document.body.dataset)) return;
  const spoken = new Map([
    [300, "Five minutes"],
    [60, "One minute"],
    [15, "Fifteen seconds"],
  ]);
  const [WARN_SECONDS, BAD_SECONDS, HOUR, DAY] = [120, 30, 3600, 86_400];
  const two = (number) => String(number).padStart(2, "0");

  const words = (left) => {
    if (left >= DAY) {
      const days = Math.floor(left / DAY);
      return `${days} day${days === 1 ? "" : "s"} ${Math.floor((left % DAY) / HOUR)} h`;
    }
    if (left >= HOUR) return `${Math.floor(left / HOUR)} h ${two(Math.floor((left % HOUR) / 60))} min`;
    return `${two(Math.floor(left / 60))}:${two(left % 60)}`;
  };

  // The title begins with where the exercise stands and the time left, and what the server wrote there gives way to it.
  const SEPARATOR = " \u2013 ";
  const before = () => {
    const place = document.querySelector("[data-title]");
    if (!place) return "";
    const said = [place.dataset.title, place.querySelector("[data-deadline]")?.textContent].filter(Boolean);
    return said.map((each) => each + SEPARATOR).join("");
  };
  const written = before();
  const title = document.title.startsWith(written) ? document.title.slice(written.length) : document.title;

  // Nobody has told this page that the phase is over, though its time is up: it looks, at a moment of its own, because a
  // class has the same clock. Looking ends the phase where nobody else does.
  const look = (clock, now) => {
    if ("onlyTells" in clock.dataset) return;
    clock.looksAt ??= Date.parse(clock.dataset.deadline) + 2000 + Math.random() * 2000;
    if (now < clock.looksAt) return;
    clock.looksAt = now + 5000 + Math.random() * 5000;
    document.body.dispatchEvent(new CustomEvent("live:phase"));
  };

  const show = (clock) => {
    clock.offset ??= Date.parse(clock.dataset.now) - Date.now();
    const now = Date.now() + clock.offset;
    const left = Math.max(0, Math.round((Date.parse(clock.dataset.deadline) - now) / 1000));
    look(clock, now);
    clock.textContent = words(left);
    const [warn, bad] = clock.dataset.late?.split(" ").map(Number) ?? [WARN_SECONDS, BAD_SECONDS];
    clock.dataset.urgency = left <= bad ? "bad" : left <= warn ? "warn" : "";
    if (!spoken.has(left) || !clock.dataset.purpose) return;
    document.getElementById("status").textContent = `${spoken.get(left)} left ${clock.dataset.purpose}.`;
  };

  const tick = () => {
    document.querySelectorAll("[data-deadline]").forEach(show);
    document.title = before() + title;
  };

  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  // A clock that comes with a part of the page counts from the moment in which it comes.
  document.body.addEventListener("htmx:afterSettle", tick);
  tick();
})();
