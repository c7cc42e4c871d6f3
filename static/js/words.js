// Shows what a word means beside it; with a key held the word leads to the page of help, as without script.
document.addEventListener("click", (event) => {
  const word = event.target.closest("a.word");
  if (!word || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const note = document.getElementById("word-note");
  note.firstElementChild.textContent = word.dataset.means;
  note.lastElementChild.href = word.href;
  note.showPopover();
  const { left, bottom } = word.getBoundingClientRect();
  note.style.left = `${Math.min(left, innerWidth - note.offsetWidth - 8)}px`;
  note.style.top = `${Math.min(bottom + 6, innerHeight - note.offsetHeight - 8)}px`;
  note.focus();
});
