// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Menus close by themselves; dialogs open and close by attribute.
//   <details data-menu>                 closes on Escape, on a click outside and when the focus leaves
//   <… data-open-dialog="id">           opens <dialog id="id">; a link keeps working without script
//   <button data-close-dialog>          closes the dialog it stands in

const FIELD = ".kern-dialog__body :is(input:not([type=hidden], [type=file]), select, textarea):not(:disabled)";

/**
 * What explains the page cannot be reached while a dialog is open; so the dialog has it, too, and keeps what was typed.
 * @param {PageElement} dialog
 */
function offerHelp(dialog) {
  const help = document.querySelector("header .tool--help");
  const close = dialog.querySelector(".kern-dialog__header > [data-close-dialog]");
  if (!help || !close || dialog.querySelector(".tool--help")) return;
  const link = /** @type {HTMLAnchorElement} */ (help.cloneNode(true));
  link.target = "_blank";
  link.rel = "noopener";
  close.before(link);
}

const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;

  const opener = event.target.closest("[data-open-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.openDialog);
  if (dialog) {
    event.preventDefault();
    for (const menu of open()) menu.open = false;
    dialog.showModal();
    if (!dialog.querySelector("[autofocus]")) dialog.querySelector(FIELD)?.focus();
    offerHelp(dialog);
  }
  event.target.closest("[data-close-dialog]")?.closest("dialog").close();
  if (event.target.matches("dialog[open]")) event.target.close(); // the backdrop
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
