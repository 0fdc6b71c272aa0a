// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// The pages alone in the window: everything beside them rests, for the mouse, the keyboard and a screen reader alike.

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} button
 */
export function fullView(root, button) {
  /** @type {Element[]} */
  let resting = [];

  function toggle(full = !root.classList.contains("book--full")) {
    root.classList.toggle("book--full", full);
    button.setAttribute("aria-pressed", String(full));
    for (const each of resting) each.inert = false;
    resting = full ? [...beside(root)] : [];
    for (const each of resting) each.inert = true;
  }

  return { toggle, get full() { return root.classList.contains("book--full"); } };
}

/**
 * Messages and dialogs stay; what rests already is not ours to wake.
 * @param {PageElement} element
 */
function* beside(element) {
  for (let at = element; at !== document.body; at = at.parentElement) {
    for (const each of at.parentElement.children) if (each !== at && !each.inert && !each.matches("dialog, .toasts, script, template")) yield each;
  }
}
