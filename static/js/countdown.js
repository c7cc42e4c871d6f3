// The clocks of timed phases: each ticks from the deadline, by the server's time, and speaks at 5:00, 1:00 and 0:15.
(() => {
  const spoken = new Map([
    [300, "Five minutes"],
    [60, "One minute"],
    [15, "Fifteen seconds"],
  ]);
  const two = (number) => String(number).padStart(2, "0");

  const tick = () => document.querySelectorAll("[data-deadline]").forEach(show);

  const show = (clock) => {
    clock.offset ??= Date.parse(clock.dataset.now) - Date.now();
    const left = Math.max(0, Math.round((Date.parse(clock.dataset.deadline) - Date.now() - clock.offset) / 1000));
    clock.querySelector(".mono").textContent = `${two(Math.floor(left / 60))}:${two(left % 60)}`;
    clock.classList.toggle("clock--warn", left <= 120 && left > 30);
    clock.classList.toggle("clock--bad", left <= 30);
    if (!spoken.has(left) || !clock.dataset.purpose) return;
    document.getElementById("status").textContent = `${spoken.get(left)} left ${clock.dataset.purpose}.`;
  };

  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  tick();
})();
