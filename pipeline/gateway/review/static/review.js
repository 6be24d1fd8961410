"use strict";

// Everything that a person pasted goes into the page as text nodes: no markup is ever made of it.

const THEME = "heteronym-theme";
const ROWS_AT_ONCE = 100;
const COLUMN_REM = 9;
const TOOLTIP_LINGERS_MS = 150;
const COPIED_SHOWS_MS = 2000;

const EXAMPLE_TEXT = `Subject: Order 48210-77 was charged twice

Hi team,

Maria Delgado of Northwind Traders called this morning. She was charged $1,240.00 twice on 3 March 2024, on card 4111 1111 1111 1111. Please call Ms. Delgado back at (415) 555-0132, or write to maria.delgado@northwindtraders.com.

The replacement goes to 214 Harbor Street, Portland, OR 97205. Her account manager, Daniel Okafor, is away until Monday.

The nightly export failed again on 10.20.4.17. My shell history held the key AKIAIOSFODNN7EXAMPLE, please rotate it. Thank you! 🙏

Priya Raman
Employee ID EMP-20418`;

const EXAMPLE_CHAT = JSON.stringify({
  model: "gpt-4o",
  messages: [
    { role: "system", content: "You are a support agent of Tessaly Foods. Be brief and kind." },
    { role: "user", content: "Hi, this is Thandiwe Mokoena. My order 48210-77 never arrived 😕 You can reach me at t.mokoena@saltgrove.co.za." },
    {
      role: "assistant",
      content: null,
      tool_calls: [
        {
          id: "call_1",
          type: "function",
          function: { name: "find_customer", arguments: '{"full_name": "Thandiwe Mokoena", "email": "t.mokoena@saltgrove.co.za"}' },
        },
      ],
    },
    { role: "tool", tool_call_id: "call_1", content: '{"status": "shipped", "address": "14 Juniper Street", "city": "Cape Town"}' },
    { role: "assistant", content: "Thank you, Ms. Mokoena. Your order went to 14 Juniper Street, Cape Town, on March 14, 2025." },
  ],
}, null, 2);

const state = { maxBytes: Infinity, answer: null, rows: 0, running: null, lit: null, tooltipTimer: 0, copiedTimer: 0 };
const byId = (id) => document.getElementById(id);

applyTheme(storedTheme());
document.addEventListener("DOMContentLoaded", begin);

function begin() {
  byId("theme").addEventListener("click", toggleTheme);
  nameTheme();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  byId("example-text").addEventListener("click", () => fill(EXAMPLE_TEXT));
  byId("example-chat").addEventListener("click", () => fill(EXAMPLE_CHAT));
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  byId("copy").addEventListener("click", copyToClipboard);
  byId("more").addEventListener("click", () => showRows(state.rows + ROWS_AT_ONCE));
  watchFindings();
  offerClassifications();
}

// Theme: the only thing that is remembered.

function storedTheme() {
  try {
    return localStorage.getItem(THEME);
  } catch {
    return null;
  }
}

function applyTheme(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function nameTheme() {
  byId("theme").textContent = isDark() ? "Light theme" : "Dark theme";
}

function toggleTheme() {
  const theme = isDark() ? "light" : "dark";
  applyTheme(theme);
  nameTheme();
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // Where storage is off, the theme lasts as long as the page.
  }
}

// Asking.

async function offerClassifications() {
  try {
    const offered = await ask("review/policies");
    showKey(offered.key_id);
    state.maxBytes = offered.max_bytes;
    byId("classifications").replaceChildren(...offered.policies.map(segment));
  } catch (error) {
    showError(error.message);
  }
}

function segment({ classification, description }, position) {
  const radio = element("input", { type: "radio", name: "classification", value: classification, checked: position === 0 });
  radio.dataset.description = description;
  radio.addEventListener("change", describe);
  if (position === 0) byId("description").textContent = description;
  return element("label", { className: "segment" }, radio, element("span", {}, classification));
}

function chosenRadio() {
  return document.querySelector("input[name=classification]:checked");
}

function describe() {
  byId("description").textContent = chosenRadio().dataset.description;
}

function fill(text) {
  byId("text").value = text;
  byId("text").focus();
  byId("text").setSelectionRange(0, 0);
  byId("text").scrollTop = 0;
}

async function run() {
  const text = byId("text").value;
  const radio = chosenRadio();
  if (!radio) {
    await offerClassifications();
    return;
  }
  if (!text.trim()) {
    showError("Paste a text first, or take an example.");
    byId("text").focus();
    return;
  }
  const body = JSON.stringify({ text, classification: radio.value });
  if (new Blob([body]).size > state.maxBytes) {
    showError(`The text is too long: a request may have ${state.maxBytes.toLocaleString("en")} bytes.`);
    return;
  }
  state.running?.abort();
  const running = new AbortController();
  state.running = running;
  showBusy(true);
  try {
    show(await ask("review/findings", body, running.signal));
  } catch (error) {
    if (error.name !== "AbortError") {
      byId("result").hidden = true;
      byId("status").textContent = "";
      showError(error.message);
    }
  } finally {
    if (state.running === running) showBusy(false);
  }
}

async function ask(path, body, signal) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body };
  let response;
  let answer;
  try {
    response = await fetch(path, { cache: "no-store", credentials: "same-origin", ...options, signal });
    answer = await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The gateway does not answer as expected. Is it still running?");
  }
  if (!response.ok) throw new Error(typeof answer.error === "string" ? answer.error : "The gateway refused the text.");
  return answer;
}

function showBusy(busy) {
  byId("error").hidden = true;
  byId("run").classList.toggle("busy", busy);
  byId("run").textContent = busy ? "Reviewing" : "Review";
  byId("result").setAttribute("aria-busy", String(busy));
  if (busy) byId("status").textContent = "Reviewing";
}

function showError(message) {
  byId("error").hidden = false;
  byId("error").textContent = sentence(message);
}

function showKey(id) {
  byId("key").hidden = false;
  byId("key-id").textContent = id;
}

// Showing.

function show(answer) {
  state.answer = withSlices(answer);
  hideTooltip();
  byId("result").hidden = false;
  showKey(answer.key_id);
  showBlocked(answer.blocked);
  showFacts(answer);
  showCounts(answer.findings);
  showPairs(answer);
  showPolicyNames(answer);
  byId("findings").replaceChildren();
  byId("decisions").replaceChildren();
  state.rows = 0;
  showRows(ROWS_AT_ONCE);
  byId("status").textContent = summary(answer);
  byId("counts").scrollIntoView({ block: "nearest" });
}

// The server counts in code points, as a text has characters; JavaScript counts halves of some.
function withSlices(answer) {
  for (const part of answer.parts) {
    part.points = Array.from(part.text);
    part.copyPoints = Array.from(part.copy);
  }
  answer.findings.forEach((finding, index) => {
    const part = answer.parts[finding.part];
    finding.number = index + 1;
    finding.surface = part.points.slice(finding.start, finding.end).join("");
    finding.isPlaced = finding.copy_start !== null;
    finding.result = finding.isPlaced ? part.copyPoints.slice(finding.copy_start, finding.copy_end).join("") : null;
  });
  return answer;
}

function changed(finding) {
  return finding.decision !== "keep";
}

function summary(answer) {
  const count = answer.findings.length;
  const found = count === 0 ? "Nothing was found." : count === 1 ? "1 finding." : `${count} findings.`;
  if (answer.blocked) return `Blocked. ${sentence(answer.blocked)} ${found}`;
  const replaced = answer.findings.filter(changed).length;
  return count ? `${found} ${replaced} replaced, ${count - replaced} kept.` : `${found} The copy is the text itself.`;
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith(".") ? "" : ".");
}

function showBlocked(reason) {
  byId("blocked").hidden = !reason;
  byId("blocked-reason").textContent = reason ? sentence(reason) : "";
  byId("copy").disabled = Boolean(reason);
}

function showFacts(answer) {
  const replaced = answer.blocked ? 0 : answer.findings.filter(changed).length;
  const kept = answer.findings.filter((finding) => !changed(finding)).length;
  const facts = [
    ["Findings", String(answer.findings.length)],
    ...(answer.blocked ? [] : [["Replaced", String(replaced)], ["Kept", String(kept)]]),
    ["Policy", answer.classification],
    ["Key", answer.key_id],
    ["Time", duration(answer.seconds)],
  ];
  byId("facts").replaceChildren(
    ...facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
}

function duration(seconds) {
  return `${Math.max(0.1, seconds).toFixed(1)} s`;
}

function showCounts(findings) {
  const counts = new Map();
  for (const finding of findings) counts.set(finding.entity, { finding, count: (counts.get(finding.entity)?.count ?? 0) + 1 });
  const rows = [...counts.values()].sort((one, other) => other.count - one.count || one.finding.entity.localeCompare(other.finding.entity));
  byId("counts-title").hidden = rows.length === 0;
  byId("counts").replaceChildren(
    ...rows.map(({ finding, count }) =>
      element("li", { className: `count ${finding.family}` }, element("span", {}, finding.label), " ", element("strong", {}, String(count))),
    ),
  );
}

// The text and its copy, side by side.

function showPairs(answer) {
  const findingsOf = answer.parts.map(() => []);
  for (const finding of answer.findings) findingsOf[finding.part].push(finding);
  byId("pairs").replaceChildren(
    element("div", { className: "pair-head", ariaHidden: "true" }, element("p", {}, "Original"), element("p", {}, "Copy")),
    ...answer.parts.map((part, index) => pair(part, findingsOf[index], answer)),
  );
  for (const side of ["original", "copy"]) {
    const first = document.querySelector(`.${side} .mark`);
    if (first) first.tabIndex = 0;
  }
}

function pair(part, findings, answer) {
  const place = placeOf(part);
  const title = place ? [element("h3", { className: "where" }, ...place)] : [];
  const name = place ? `, ${part.role || part.path}${part.message ? `, message ${part.message}` : ""}` : "";
  const original = side("original", `Original${name}`, part.points, findings.map((one) => [one.start, one.end, one]));
  const copies = answer.blocked
    ? emptySide(`Copy${name}`, "Blocked: there is no copy.")
    : side("copy", `Copy${name}`, part.copyPoints, findings.filter((one) => one.isPlaced).map((one) => [one.copy_start, one.copy_end, one]));
  return element("div", { className: "pair" }, ...title, original, copies);
}

function placeOf(part) {
  if (!part.path) return null;
  const detail = part.path.replace(/^\w+\[\d+\]\.?/, "");
  const shown = part.message ? (detail === "content" || detail === "value" ? "" : detail) : part.path;
  const role = part.role && part.path !== part.role ? [element("span", { className: "role" }, part.role)] : [];
  const inner = shown ? [element("code", {}, shown)] : [];
  return [...role, ...inner];
}

function side(kind, name, points, marks) {
  const box = element("div", { className: `side ${kind}`, role: "group", ariaLabel: name }, caption(kind));
  const words = element("div", { className: "words" });
  let line = newLine(words);
  let position = 0;
  const add = (until) => {
    const [rest, ...lines] = points.slice(position, until).join("").split("\n");
    line.append(rest);
    for (const text of lines) {
      line = newLine(words);
      line.append(text);
    }
  };
  for (const [start, end, finding] of marks) {
    add(start);
    line.append(mark(points.slice(start, end).join(""), finding));
    position = end;
  }
  add(points.length);
  box.append(words);
  return box;
}

// A box for each line: a browser lays one long text with many links out slowly.
function newLine(words) {
  const line = element("div", { className: "line" });
  words.append(line);
  return line;
}

function emptySide(name, message) {
  const words = element("div", { className: "words empty" }, message);
  return element("div", { className: "side", role: "group", ariaLabel: name }, caption("copy"), words);
}

function caption(kind) {
  return element("p", { className: "caption", ariaHidden: "true" }, kind === "original" ? "Original" : "Copy");
}

function mark(words, finding) {
  const kept = finding.decision === "keep";
  const tag = element("span", { className: "tag" }, `\u00a0${finding.label}${kept ? ", kept" : ""}`); // stays on the line of the last word
  const link = element("a", { className: `mark ${finding.family}${kept ? " kept" : ""}`, href: `#finding-${finding.number}`, tabIndex: -1 }, words, tag);
  link.dataset.finding = finding.number;
  return link;
}

// The tables.

function showRows(until) {
  const { answer } = state;
  const shown = answer.findings.slice(state.rows, until);
  byId("findings").append(...shown.map(findingRow));
  byId("decisions").append(...shown.map((finding) => decisionRow(finding, answer)));
  if (answer.findings.length === 0) {
    byId("findings").append(emptyRow(7));
    byId("decisions").append(emptyRow(1 + Object.keys(answer.policies).length));
  }
  state.rows = Math.min(until, answer.findings.length);
  const left = answer.findings.length - state.rows;
  byId("more").hidden = left === 0;
  byId("more").textContent = `Show ${Math.min(left, ROWS_AT_ONCE)} more of ${left}`;
}

function emptyRow(columns) {
  return element("tr", { role: "row" }, element("td", { role: "cell", colSpan: columns, className: "empty" }, "Nothing was found."));
}

function findingRow(finding) {
  const back = element("a", { href: `#pairs`, className: "value" }, finding.surface);
  back.dataset.back = finding.number;
  const result = finding.isPlaced ? finding.result : "nothing leaves";
  const row = element(
    "tr",
    { id: `finding-${finding.number}`, role: "row", tabIndex: -1 },
    cell("No.", String(finding.number)),
    cell("Found", back, "th"),
    cell("Entity", chip(finding)),
    cell("Score", score(finding.score)),
    cell("Recognizer", element("span", { className: "value minor-text" }, finding.recognizer)),
    cell("Decision", decisionBadge(finding.decision)),
    cell("In the copy", element("span", { className: finding.isPlaced ? "value" : "empty" }, result)),
  );
  row.dataset.finding = finding.number;
  return row;
}

function decisionRow(finding, answer) {
  const index = finding.number - 1;
  const found = element("span", {}, element("span", { className: "value" }, finding.surface), " ", chip(finding));
  const row = element("tr", { role: "row" }, cell("Found", found, "th"));
  row.dataset.finding = finding.number;
  for (const [name, policy] of Object.entries(answer.policies)) {
    const { decision, result } = policy.decisions[index];
    const outcome = result === null ? element("span", { className: "empty" }, "nothing leaves") : element("span", { className: "value" }, result);
    const content = element("span", { className: "outcome" }, decisionBadge(decision), ...(decision === "keep" && result !== null ? [] : [outcome]));
    const box = cell(name, content);
    box.classList.toggle("chosen", name === answer.classification);
    row.append(box);
  }
  return row;
}

function showPolicyNames(answer) {
  const blocks = Object.entries(answer.policies).filter(([, policy]) => policy.blocked);
  byId("policies-hint").textContent = [
    `What becomes of the findings of ${answer.classification} under each policy. By itself, a policy may look for more or for less: choose it above to see.`,
    ...blocks.map(([name, policy]) => `Blocked under ${name}: ${policy.blocked}.`),
  ].join(" ");
  const heads = Object.entries(answer.policies).map(([name, policy]) => {
    const notes = [];
    if (name === answer.classification) notes.push(element("span", { className: "note" }, "chosen"));
    if (policy.blocked) notes.push(element("span", { className: "note stop" }, "blocked"));
    const head = element("th", { scope: "col", role: "columnheader" }, name, ...notes.flatMap((note) => [" ", note]));
    head.classList.toggle("chosen", name === answer.classification);
    return head;
  });
  byId("policy-names").closest("table").style.minWidth = `${COLUMN_REM * (heads.length + 1)}rem`;
  byId("policy-names").replaceChildren(element("th", { scope: "col", role: "columnheader" }, "Found"), ...heads);
}

function cell(name, content, kind = "td") {
  const attributes = kind === "th" ? { scope: "row", role: "rowheader" } : { role: "cell" };
  const box = element(kind, attributes, content);
  box.dataset.label = name;
  return box;
}

function chip(finding) {
  return element("span", { className: `chip ${finding.family}`, title: finding.entity }, finding.label);
}

function score(value) {
  const bar = element("span", { className: "bar-fill" });
  bar.style.width = `${Math.round(value * 100)}%`;
  return element("span", { className: "score" }, value.toFixed(2), element("span", { className: "bar-track", ariaHidden: "true" }, bar));
}

function decisionBadge(decision) {
  return element("span", { className: `decision ${decision}` }, decision);
}

// Lighting up what belongs together, by pointer and by keyboard.

function watchFindings() {
  const result = byId("result");
  result.addEventListener("pointerover", (event) => light(event.target.closest("[data-finding]")));
  result.addEventListener("pointerleave", () => light(null));
  result.addEventListener("focusin", (event) => light(event.target.closest("[data-finding]")));
  result.addEventListener("focusout", () => light(null));
  result.addEventListener("click", follow);
  result.addEventListener("keydown", walk);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideTooltip());
  document.addEventListener("scroll", placeTooltip, { capture: true, passive: true });
  byId("tooltip").addEventListener("pointerenter", () => clearTimeout(state.tooltipTimer));
  byId("tooltip").addEventListener("pointerleave", () => light(null));
}

function light(target) {
  const number = target?.dataset.finding ?? null;
  clearTimeout(state.tooltipTimer);
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (number !== null) {
    for (const one of document.querySelectorAll(`[data-finding="${number}"]`)) one.classList.add("lit");
  }
  if (target?.matches(".mark")) showTooltip(target);
  else state.tooltipTimer = setTimeout(hideTooltip, TOOLTIP_LINGERS_MS);
}

function showTooltip(target) {
  const finding = state.answer.findings[target.dataset.finding - 1];
  const facts = [
    ["Entity", finding.entity],
    ["Score", finding.score.toFixed(2)],
    ["Recognizer", finding.recognizer],
    ["Decision", finding.decision],
  ];
  hideTooltip();
  byId("tooltip").replaceChildren(
    ...facts.map(([name, value]) => element("span", { className: "fact" }, element("span", { className: "fact-name" }, name), " ", element("span", {}, value))),
  );
  byId("tooltip").hidden = false;
  target.setAttribute("aria-describedby", "tooltip");
  state.lit = target;
  placeTooltip();
}

function placeTooltip() {
  const tooltip = byId("tooltip");
  if (!state.lit || tooltip.hidden) return;
  const box = state.lit.getClientRects()[0];
  if (!box || box.bottom < 0 || box.top > innerHeight) {
    hideTooltip();
    return;
  }
  const left = Math.min(box.left, document.documentElement.clientWidth - tooltip.offsetWidth - 8);
  const above = box.top - tooltip.offsetHeight - 6;
  tooltip.style.left = `${Math.max(8, left)}px`;
  tooltip.style.top = `${above > 8 ? above : box.bottom + 6}px`;
}

function hideTooltip() {
  clearTimeout(state.tooltipTimer);
  byId("tooltip").hidden = true;
  state.lit?.removeAttribute("aria-describedby");
  state.lit = null;
}

function follow(event) {
  const link = event.target.closest("a.mark, a[data-back]");
  if (!link) return;
  event.preventDefault();
  if (link.dataset.back) {
    focusOn(document.querySelector(`.original .mark[data-finding="${link.dataset.back}"]`));
    return;
  }
  const number = Number(link.dataset.finding);
  if (number > state.rows) showRows(number);
  focusOn(byId(`finding-${number}`));
}

function walk(event) {
  const here = event.target.closest(".mark");
  if (!here || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const kind = here.closest(".side").classList.contains("original") ? "original" : "copy";
  const marks = [...document.querySelectorAll(`.${kind} .mark`)];
  const place = marks.indexOf(here);
  const places = { ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: marks.length - 1 };
  if (!(event.key in places)) return;
  event.preventDefault();
  focusOn(marks[Math.min(Math.max(places[event.key], 0), marks.length - 1)]);
}

function focusOn(target) {
  if (target.matches(".mark")) {
    const kind = target.closest(".side").classList.contains("original") ? "original" : "copy";
    for (const one of document.querySelectorAll(`.${kind} .mark[tabindex="0"]`)) one.tabIndex = -1;
    target.tabIndex = 0;
  }
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
  placeTooltip();
}

// The clipboard.

async function copyToClipboard() {
  const done = await writeToClipboard(state.answer.copy);
  byId("copy").textContent = done ? "Copied" : "Not copied: the browser forbids it";
  byId("status").textContent = done ? "The copy is on the clipboard." : "The browser forbids copying.";
  clearTimeout(state.copiedTimer);
  state.copiedTimer = setTimeout(() => {
    byId("copy").textContent = "Copy to clipboard";
  }, COPIED_SHOWS_MS);
}

async function writeToClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // without TLS, a browser has no clipboard for pages
  }
}

function copyBySelection(text) {
  const area = element("textarea", { className: "offscreen", value: text, readOnly: true });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  byId("copy").focus();
  return done;
}

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (property === "role") made.setAttribute("role", value);
    else made[property] = value;
  }
  made.append(...children);
  return made;
}
