// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Messages at the edge: they leave after a while, wait while someone reads them, and count down an undo.
// Any script can show one:  document.dispatchEvent(new CustomEvent("aktei:toast", {detail: {text, kind}}))

const LIFETIME = 8;
const box = document.getElementById("toasts");

/** @param {PageElement} toast */
function start(toast) {
  if (toast.dataset.running) return;
  toast.dataset.running = "yes";
  const seconds = toast.querySelector("[data-undo-seconds]");
  let left = Number(toast.dataset.undo) || LIFETIME;
  const stays = toast.matches(".toast--error") && !toast.dataset.undo;
  if (seconds) seconds.textContent = `${left} s`;
  const clock = setInterval(() => {
    if (!toast.isConnected) return clearInterval(clock);
    if (stays || toast.matches(":hover, :focus-within")) return undefined;
    left -= 1;
    if (seconds) seconds.textContent = `${left} s`;
    if (left <= 0) {
      clearInterval(clock);
      toast.remove();
    }
    return undefined;
  }, 1000);
}

/**
 * @param {string} text
 * @param {"info" | "success" | "warning" | "error"} kind
 */
export function show(text, kind = "info") {
  const toast = document.getElementById("toast-template").content.cloneNode(true).firstElementChild;
  toast.classList.add(`toast--${kind}`);
  toast.setAttribute("role", kind === "error" ? "alert" : "status");
  toast.querySelector(".toast__text").textContent = text;
  box.append(toast);
}

if (box) {
  for (const toast of box.querySelectorAll("[data-toast]")) start(toast);
  new MutationObserver(() => {
    for (const toast of box.querySelectorAll("[data-toast]")) start(toast);
  }).observe(box, { childList: true, subtree: true });
  document.addEventListener("aktei:toast", (event) => show(event.detail.text, event.detail.kind));
  document.addEventListener("click", (event) => event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove());
}
