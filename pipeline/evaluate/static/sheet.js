"use strict";
// Adds and removes marks in the text areas, and saves the rows as JSONL. Nothing is sent or stored elsewhere.
const sections = [...document.querySelectorAll("section")];
const state = document.getElementById("state");
const entity = document.getElementById("entity");
const MARK = /⟦[A-Z][A-Z0-9_]*\|([^⟦⟧]+)⟧/g;
let area = null;
let isSaved = true;

const textOf = (section) => section.querySelector("textarea");
const checkOf = (section) => section.querySelector("input");

function show() {
  state.value = `${sections.filter((section) => checkOf(section).checked).length} of ${sections.length} checked`;
}

function change(start, end, text) {
  area.setRangeText(text, start, end, "end");
  area.focus();
  isSaved = false;
}

function mark() {
  if (!area || area.selectionStart === area.selectionEnd) return;
  const value = area.value.slice(area.selectionStart, area.selectionEnd);
  if (/[⟦⟧]/.test(value)) return;
  change(area.selectionStart, area.selectionEnd, `⟦${entity.value}|${value}⟧`);
}

function unmark() {
  if (!area) return;
  for (const found of area.value.matchAll(MARK)) {
    const end = found.index + found[0].length;
    if (found.index <= area.selectionStart && area.selectionEnd <= end) {
      change(found.index, end, found[1]);
      return;
    }
  }
}

function save() {
  const rows = sections.map((section) => JSON.stringify({
    ...JSON.parse(section.dataset.row), checked: checkOf(section).checked, text: textOf(section).value,
  }));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([rows.map((row) => `${row}\n`).join("")], { type: "application/jsonl" }));
  link.download = "sheet.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
  isSaved = true;
}

async function load(file) {
  const saved = new Map();
  for (const line of (await file.text()).split("\n").filter(Boolean)) {
    const row = JSON.parse(line);
    saved.set(row.id, row);
  }
  for (const section of sections) {
    const row = saved.get(JSON.parse(section.dataset.row).id);
    if (!row) continue;
    textOf(section).value = row.text;
    checkOf(section).checked = row.checked;
  }
  show();
}

for (const section of sections) {
  textOf(section).addEventListener("focus", () => { area = textOf(section); });
  section.addEventListener("input", () => { isSaved = false; show(); });
}
for (const [name, action] of [["mark", mark], ["unmark", unmark], ["save", save]]) {
  document.getElementById(name).addEventListener("click", action);
}
document.getElementById("load").addEventListener("change", (event) => load(event.target.files[0]));
document.getElementById("tools").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault(); });
show();
