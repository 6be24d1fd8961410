"use strict";
// Shows, hides and sorts the rows. The text search reads the rows as they are shown.
const form = document.getElementById("filters");
const body = document.getElementById("cases");
const rows = [...body.rows];
const COLUMNS = ["number", "contender", "kind", "entity", "recognizer", "score", "document", "text"];
const NUMERIC = new Set(["number", "score"]);

const cell = (row, name) => row.cells[COLUMNS.indexOf(name)].textContent;

function filter() {
  const wanted = new FormData(form);
  const text = wanted.get("text").toLowerCase();
  const recognizer = wanted.get("recognizer").toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const exact = ["contender", "kind", "entity"].every((name) => !wanted.get(name) || cell(row, name) === wanted.get(name));
    row.hidden = !(exact && cell(row, "recognizer").toLowerCase().includes(recognizer) && cell(row, "text").toLowerCase().includes(text));
    shown += !row.hidden;
  }
  document.getElementById("shown").value = `${shown} of ${rows.length}`;
}

function sortBy(header) {
  const name = COLUMNS[header.cellIndex];
  const sign = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const compare = NUMERIC.has(name)
    ? (one, other) => Number(cell(one, name)) - Number(cell(other, name))
    : (one, other) => cell(one, name).localeCompare(cell(other, name), undefined, { numeric: true });
  for (const other of header.parentElement.cells) other.setAttribute("aria-sort", "none");
  header.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
  body.append(...rows.sort((one, other) => sign * compare(one, other)));
}

form.addEventListener("input", filter);
form.addEventListener("change", filter);
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("th button")) button.addEventListener("click", () => sortBy(button.parentElement));
filter();
