// Maps: zoom with the buttons of web/map_zoom.html, pan by dragging or with the arrow keys on those buttons.
// Only the viewBox changes; the drawing and its table are complete without this.
(() => {
  const drawing = (button) => [...button.closest("section, figure").querySelectorAll(".map > svg[role=img]")].find((svg) => svg.checkVisibility());
  const box = (svg) => svg.viewBox.baseVal;
  const whole = (svg) => (svg.dataset.whole ??= svg.getAttribute("viewBox")).split(" ").map(Number);

  function show(svg, x, y, width) {
    const [left, top, wide, high] = whole(svg);
    const height = (width * high) / wide;
    const inside = (value, low, room) => Math.min(Math.max(value, low), low + room);
    const corner = [inside(x, left, wide - width), inside(y, top, high - height)];
    svg.setAttribute("viewBox", [...corner, width, height].join(" "));
    follow(svg);
    const scale = svg.parentElement.querySelector(".map-scale");
    if (scale) scale.style.visibility = width < wide ? "hidden" : "";
  }

  // Own orders lie over the drawing and show the same part of it.
  function follow(svg) {
    svg.parentElement.querySelector(".map-moves")?.setAttribute("viewBox", svg.getAttribute("viewBox"));
  }

  function zoom(svg, factor) {
    const wide = whole(svg)[2];
    const { x, y, width, height } = box(svg);
    const next = Math.min(wide, Math.max(wide / 6, width / factor));
    const share = (1 - next / width) / 2;
    show(svg, x + width * share, y + height * share, next);
  }

  function pan(svg, right, down) {
    const { x, y, width } = box(svg);
    show(svg, x + right, y + down, width);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) zoom(drawing(button), button.dataset.zoom === "in" ? 1.5 : 1 / 1.5);
  });

  // A renewed order sheet brings its orders for the map. Its table may stand there instead: then nothing is drawn.
  document.addEventListener("htmx:afterSwap", ({ target }) => {
    for (const layer of target.querySelector("template.drawn-orders")?.content.children ?? [])
      document.getElementById(layer.id)?.replaceWith(layer.cloneNode(true));
    document.querySelectorAll(".play-map .map > svg[role=img]").forEach(follow);
  });

  document.addEventListener("keydown", (event) => {
    const button = event.target.closest("[data-zoom]");
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!button || !way) return;
    event.preventDefault();
    const svg = drawing(button);
    pan(svg, (way[0] * box(svg).width) / 8, (way[1] * box(svg).width) / 8);
  });

  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest(".map > svg[role=img]");
    if (!svg || event.button || box(svg).width === whole(svg)[2]) return;
    const scale = box(svg).width / svg.clientWidth;
    const move = (step) => pan(svg, -step.movementX * scale, -step.movementY * scale);
    const stop = () => svg.removeEventListener("pointermove", move);
    svg.setPointerCapture(event.pointerId);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("lostpointercapture", stop, { once: true });
  });
})();
