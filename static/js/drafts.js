// A reason that somebody has typed and not sent yet survives a reload: the tab keeps it until the server has taken it. The
// key names the form's address, and with it exercise and turn; shell.js forgets all of them when somebody signs out.
(() => {
  const DRAFTS = "[data-draft][id]";
  const keyOf = (field) => `parley draft ${field.form.getAttribute("action")} ${field.id}`;
  const forget = (form) => {
    for (const field of form.querySelectorAll(DRAFTS)) sessionStorage.removeItem(keyOf(field));
  };

  const restore = () => {
    for (const field of document.querySelectorAll(DRAFTS)) {
      const kept = sessionStorage.getItem(keyOf(field));
      if (kept !== null && field.value === field.defaultValue) field.value = kept;
    }
  };

  document.body.addEventListener("input", ({ target }) => {
    if (target.matches(DRAFTS)) sessionStorage.setItem(keyOf(target), target.value);
  });
  document.body.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
    const form = detail.requestConfig.elt.closest("form");
    if (form && detail.requestConfig.verb !== "get" && detail.xhr.status < 300) forget(form);
  });
  // A form that leaves the page takes what is in it along.
  document.body.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) forget(event.target);
  });
  document.body.addEventListener("htmx:afterSettle", restore);
  restore();
})();
