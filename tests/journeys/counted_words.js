// Counts what somebody reads on a page before anything is opened: words have a letter, figures are numbers by themselves.
// What is folded, hidden, for screen readers alone, or an option that a closed menu does not show, is not read.
() => {
  const shown = (element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    !element.closest(".sr-only, symbol, script, style, noscript, template, title, option:not(:checked)");
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.data.trim() && shown(text.parentElement)) texts.push(text);
  }
  const counts = {};
  for (const text of texts) {
    const place = text.parentElement.closest("[id], aside, section, nav, header");
    const name = place?.id || place?.className?.toString() || place?.tagName || "body";
    const count = (counts[name] ??= { words: 0, figures: 0 });
    for (const token of text.data.split(/\s+/)) {
      if (/\p{L}/u.test(token)) count.words += 1;
      else count.figures += (token.match(/\d+(?:[.,:]\d+)*/g) ?? []).length;
    }
  }
  return counts;
}
