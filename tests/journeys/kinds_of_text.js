// Marks the first text of each kind that is not known, for axe's rules of colours, and returns these kinds. A kind is
// all that decides on the contrast of a text: its colour, size, weight and shadow, and the backgrounds and opacity of
// what it is in; for a link, what the text around it looks like as well. What stands out of the flow may lie on anything:
// each such text is a kind of its own on each page, in each window and theme.
(known) => {
  const backgrounds = new Map();
  const background = (element) => {
    if (!element) return {below: "", faded: "", isPlaced: false};
    if (!backgrounds.has(element)) {
      const {backgroundColor, backgroundImage, filter, opacity, position} = getComputedStyle(element);
      let {below, faded, isPlaced} = background(element.parentElement);
      isPlaced ||= position === "absolute" || position === "fixed" || element instanceof SVGElement;
      if (opacity !== "1" || filter !== "none") faded += `|${opacity} ${filter}`;
      // What is opaque hides all that is below.
      if (backgroundColor.startsWith("rgb(")) [below, isPlaced] = [backgroundColor, isPlaced && faded !== ""];
      else if (backgroundColor !== "rgba(0, 0, 0, 0)") below += `|${backgroundColor}`;
      if (backgroundImage !== "none") below += `|${backgroundImage}`;
      backgrounds.set(element, {below, faded, isPlaced});
    }
    return backgrounds.get(element);
  };
  const hasText = (element) => element.matches("a[href], input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const place = (element) => {
    const chain = [location.pathname, innerWidth, matchMedia("(prefers-color-scheme: dark)").matches, element.textContent];
    for (let one = element; one; one = one.parentElement) chain.push(`${one.localName}.${one.getAttribute("class")}`);
    return chain.join(" ");
  };
  const letters = (element) => {
    const {color, fontSize, fontWeight, textShadow, textDecorationLine} = getComputedStyle(element);
    return [color, fontSize, fontWeight, textShadow, textDecorationLine].join(" ");
  };
  for (const old of document.querySelectorAll("[data-new-kind]")) old.removeAttribute("data-new-kind");
  const found = [], seen = new Set(known);
  for (const element of document.body.querySelectorAll("*")) {
    if (!hasText(element) || !element.checkVisibility({visibilityProperty: true})) continue;
    const {below, faded, isPlaced} = background(element), isLink = element.matches("a[href]");
    // For screen readers alone.
    if (isPlaced && element.offsetWidth <= 1) continue;
    const kind = [
      element.matches("a, input, select, textarea") && element.localName,
      element.closest(":disabled") && "disabled",
      letters(element),
      isLink && letters(element.parentElement),
      below,
      faded,
      isPlaced && place(element),
    ].join(";");
    if (seen.has(kind)) continue;
    seen.add(kind);
    found.push(kind);
    element.setAttribute("data-new-kind", "");
  }
  return found;
}
