// A grid of fields by keyboard, as in a spreadsheet. A cell that one comes to by arrow is marked as a whole: arrows go on, and
// typing replaces it. Enter puts the cursor into it, Escape puts back what it had; digits tick the seats of a row.
// Without script the fields of a form are left.
(() => {
  const grid = document.querySelector("[data-grid]");
  if (!grid) return;
  const FIELDS = "input:not([type=hidden]), textarea";
  const rows = () => [...grid.querySelectorAll("tr")].filter((row) => row.querySelector(`td > ${FIELDS.replace(", ", ", td > ")}, label > input`));
  const fields = (row) => [...row.querySelectorAll(FIELDS)];
  const isBox = (field) => field.type === "checkbox";
  const isWhole = (field) => isBox(field) || (field.selectionStart === 0 && field.selectionEnd === field.value.length);

  const enter = (field) => {
    if (!field) return;
    field.focus();
    if (!isBox(field)) field.select();
    field.closest("td, th").scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const middle = (field) => {
    const box = field.closest("td, th").getBoundingClientRect();
    return box.left + box.width / 2;
  };

  // Cells as high as several rows belong to the first of them, so the nearest one is found by its place on the screen.
  const above = (field, step) => {
    const cell = field.closest("td, th");
    const inside = [...cell.querySelectorAll(FIELDS)];
    const next = inside[inside.indexOf(field) + step];
    if (next && !field.closest(".cells-pair")) return next;
    const all = rows();
    const row = all[all.indexOf(field.closest("tr")) + step];
    if (!row) return null;
    const there = fields(row);
    return there.reduce((best, one) => (Math.abs(middle(one) - middle(field)) < Math.abs(middle(best) - middle(field)) ? one : best), there[0]);
  };

  const beside = (field, step) => {
    const all = fields(field.closest("tr"));
    return all[all.indexOf(field) + step];
  };

  const arrows = { ArrowLeft: [beside, -1], ArrowRight: [beside, 1], ArrowUp: [above, -1], ArrowDown: [above, 1] };

  // What a cell had when somebody came to it: the page is not loaded again after a save.
  const had = new WeakMap();
  grid.addEventListener("focusin", (event) => had.set(event.target, event.target.value));

  const putBack = (field) => {
    if (isBox(field)) return;
    field.value = had.get(field) ?? field.defaultValue;
    field.select();
  };

  grid.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches(FIELDS)) return;
    const arrow = arrows[event.key];
    if (event.ctrlKey && event.key.toLowerCase() === "d") {
      event.preventDefault();
      field.blur();
      field.closest("tbody").querySelector("button[value=double]").click();
    } else if (arrow && isWhole(field) && !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      enter(arrow[0](field, arrow[1]));
    } else if (event.key === "Enter" && !event.shiftKey && !isBox(field)) {
      event.preventDefault();
      if (isWhole(field) && field.value) field.setSelectionRange(field.value.length, field.value.length);
      else enter(above(field, 1));
    } else if (event.key === "Escape") {
      event.preventDefault();
      putBack(field);
    } else if (/^[1-9]$/.test(event.key) && isBox(field)) {
      const boxes = field.closest("tr").querySelectorAll("input[type=checkbox]");
      boxes[Number(event.key) - 1]?.click();
    }
  });
})();
