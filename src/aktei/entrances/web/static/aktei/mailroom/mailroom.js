// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// What the mailroom adds to links and forms that already work: the list follows what is open, filed post leaves it,
// the search for a dossier is driven by the keyboard.

const room = document.getElementById("mailroom");
room?.classList.add("mailroom--script");

const pages = () => document.getElementById("pages");
const opened = () => pages()?.dataset.opened;

/** The list marks what is open; on phones the pane in front changes with it. */
function follow() {
  const current = document.getElementById(`row-${opened()}`);
  for (const row of room.querySelectorAll("[data-row][aria-current]")) if (row !== current) row.removeAttribute("aria-current");
  current?.setAttribute("aria-current", "true");
  current?.scrollIntoView({ block: "nearest" });
  room.toggleAttribute("data-open", Boolean(opened()));
}

/** The pages take the focus: space scrolls them, and Enter files instead of opening the same row again. */
function focusPages() {
  (pages().querySelector(".book__pages") ?? pages()).focus({ preventScroll: true });
}

/** @param {string[]} ids */
function leave(ids) {
  for (const id of ids) document.getElementById(`row-${id}`)?.remove();
  window.htmx.trigger(document.body, "counters");
}

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!form?.matches?.("form[data-files]") || !event.detail.successful || event.detail.xhr.status !== 200) return;
  const files = form.dataset.files || event.detail.requestConfig.triggeringEvent?.submitter?.dataset.files; // of a row, its button knows
  if (files) leave(files.split(" "));
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!room || event.target.id !== "pages") return;
  follow();
  if (matchMedia("(max-width: 47.9375rem)").matches) window.scrollTo(0, 0); // there the window scrolls, not the pane
  if (!document.activeElement || document.activeElement === document.body || document.activeElement.closest("[data-row], .filing")) focusPages();
});

// A row that has just become ready: if it is the open one, its pages can be shown.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const row = document.getElementById(event.detail.target?.id); // the event names the row as it was before
  if (!row?.matches(".post") || row.querySelector("[name=laufend]")) return;
  if (row.id === `row-${opened()}`) window.htmx.trigger(document.body, `ready-${opened()}`);
  window.htmx.trigger(document.body, "counters");
});

// Post can be read faster than its row is asked about: pages that still wait beside a row that does not are fetched.
setInterval(() => {
  if (!document.querySelector("#pages .reading")) return;
  const row = document.getElementById(`row-${opened()}`);
  if (!row?.querySelector("[name=laufend]")) window.htmx.trigger(document.body, `ready-${opened()}`);
}, 2000);

// Searching a dossier: Enter or the arrow goes to the first hit and chooses it, Enter again files.
document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("[data-find-target] input[type=search]");
  if (!field || !["Enter", "ArrowDown"].includes(event.key)) return;
  const hit = document.querySelector("#found-targets .target__radio");
  if (event.key === "Enter" || hit) event.preventDefault();
  if (!hit) return;
  hit.checked = true;
  hit.focus();
});

// Filling in the fields of a new dossier chooses the new dossier.
document.addEventListener("input", (event) => {
  const radio = document.getElementById(event.target.dataset?.chooses ?? "");
  if (radio) radio.checked = true;
});

// Opening a folded part or a dialog puts the cursor into its first field.
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".fold[open]:not([data-offered]), dialog#forward[open]")) event.target.querySelector("select, textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file])")?.focus();
}, true);

// Files dropped anywhere show their progress in the dialog.
document.addEventListener("drop", (event) => {
  const dialog = document.getElementById("upload");
  if (event.dataTransfer?.types.includes("Files") && dialog && !dialog.open) dialog.showModal();
});

if (room) {
  follow();
  if (opened() && document.activeElement === document.body) focusPages();
}
