// Puts what is told of every order, which comes later than the page, into the rows of the orders that stand there by then.
document.body.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id !== "told") return;
  for (const told of target.querySelectorAll("[data-told]")) {
    document.getElementById(told.dataset.told)?.replaceChildren(...told.childNodes);
  }
  target.remove();
});
