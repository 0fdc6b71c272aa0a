// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Shortcuts that a page declares; nothing happens while someone types or a dialog is open.
//   data-key="a"            press: clicks a button or link, focuses a field; several keys: data-key="Enter 1"
//   data-key-label="…"      text in the overview (else title, aria-label or the text itself)
//   data-rows               list in which j and k move, Enter opens, x selects; rows are [data-row]
//   data-rows="open"        … and moving opens the row at once (list beside pages)
//   data-row-key="e"        in a row: press clicks it in the current row, and does nothing where that row has none

/** @param {EventTarget} element */
const typing = (element) => element?.closest("textarea, select, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
/** @param {EventTarget} element */
const busyWithEnter = (element) => element?.closest("a[href], button, summary, input, [role=button]");
/** @param {PageElement} element */
const visible = (element) => element.getClientRects().length > 0 && !element.disabled && !element.closest("[inert], [hidden]");

/** @param {string} key */
function press(key) {
  const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key.split(" ").includes(key) && visible(element));
  if (!target) return false;
  if (target.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) {
    target.focus();
    target.select?.();
  } else if (target.matches("details.fold[open] > summary")) {
    // What already stands open is not folded away by whoever asks for it.
    target.parentElement.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else target.click();
  return true;
}

const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter(visible);
/** @param {PageElement[]} all */
const currentRow = (all) => all.findIndex((row) => row.getAttribute("aria-current") === "true");

/**
 * @param {PageElement} row
 * @param {PageElement[]} all
 */
function mark(row, all) {
  for (const other of all) if (other !== row) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
}

/** @param {number} step */
function move(step) {
  const all = rows();
  if (!all.length) return false;
  const from = currentRow(all);
  const row = all[Math.max(0, Math.min(all.length - 1, from < 0 ? 0 : from + step))];
  mark(row, all);
  if (row.closest("[data-rows]").dataset.rows === "open") row.querySelector("a[href]")?.click();
  return true;
}

/** @param {string} selector */
function onCurrentRow(selector) {
  const all = rows();
  const target = all[currentRow(all)]?.querySelector(selector);
  target?.click();
  return Boolean(target);
}

/** @type {Acts} */
const own = {
  "/": () => {
    const box = document.getElementById("jump-input");
    box?.focus();
    box?.select();
    return Boolean(box);
  },
  "?": () => {
    overview();
    return true;
  },
  j: () => move(1),
  k: () => move(-1),
  x: () => onCurrentRow("input[type=checkbox]"),
  Enter: () => onCurrentRow("a[href]"),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && busyWithEnter(event.target)) return;
  if (press(event.key) || own[event.key]?.() || onCurrentRow(`[data-row-key="${CSS.escape(event.key)}"]`)) event.preventDefault();
});

// A row that was opened with the mouse is the current one, too.
document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-rows=open] [data-row]");
  if (row && event.target.closest("a[href]")) mark(row, rows());
});

function overview() {
  const dialog = document.getElementById("keys");
  const list = dialog.querySelector("[data-page-keys]");
  const texts = document.body.dataset;
  const entries = new Map();
  if (rows().length) {
    entries.set("j k", texts.textKeyMove);
    if (document.querySelector("[data-row] input[type=checkbox]")) entries.set("x", texts.textKeySelect);
  }
  for (const element of document.querySelectorAll("[data-key], [data-row-key]")) {
    if (!visible(element)) continue;
    const label = element.dataset.keyLabel || element.title || element.getAttribute("aria-label") || element.textContent;
    entries.set(element.dataset.key ?? element.dataset.rowKey, label.trim().replace(/\s+/g, " ").slice(0, 60));
  }
  list.replaceChildren(
    ...[...entries].map(([keys, label]) => {
      const line = document.createElement("div");
      const term = document.createElement("dt");
      for (const key of keys.split(" ")) {
        const box = document.createElement("kbd");
        box.textContent = key === "Enter" ? "⏎" : key;
        term.append(box, " ");
      }
      const text = document.createElement("dd");
      text.textContent = label;
      line.append(term, text);
      return line;
    }),
  );
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest('[data-open-dialog="keys"]')) return;
  document.getElementById("keys").close();
  overview();
});
