// Shows the meaning of a word beside it. Without script, and with a key held, the word leads to the page of help.
(() => {
  let note;
  const told = (tag, text, to) => {
    const part = document.createElement(tag);
    part.textContent = text;
    if (to) part.href = to;
    return part;
  };
  const opened = () => {
    note = document.createElement("div");
    Object.assign(note, { className: "word-note", popover: "auto", tabIndex: -1 });
    return document.body.appendChild(note);
  };

  document.addEventListener("click", (event) => {
    const word = event.target.closest("a.word");
    if (!word || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    note ??= opened();
    note.replaceChildren(told("b", word.textContent), told("p", word.dataset.means), told("a", "All words", word.href));
    note.showPopover();
    const { left, top, bottom } = word.getBoundingClientRect();
    const fits = bottom + 6 + note.offsetHeight < innerHeight;
    note.style.left = `${Math.max(8, Math.min(left, innerWidth - note.offsetWidth - 8))}px`;
    note.style.top = `${Math.max(8, fits ? bottom + 6 : top - 6 - note.offsetHeight)}px`;
    note.focus();
  });
})();
