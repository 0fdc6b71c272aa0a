// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Light, dark or automatic without reloading; without script the form does the same with a reload.

const form = "form[data-theme-form]";

/** @param {string} theme */
function show(theme) {
  const root = document.documentElement;
  if (theme === "auto") root.removeAttribute("data-kern-theme");
  else root.setAttribute("data-kern-theme", theme);
  document.querySelector('meta[name="color-scheme"]').content = theme === "auto" ? "light dark" : theme;
  for (const option of document.querySelectorAll(`${form} [name=theme]`)) {
    option.setAttribute("aria-pressed", String(option.value === theme));
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(form) || event.submitter?.getAttribute("name") !== "theme") return;
  event.preventDefault();
  const body = new FormData(/** @type {HTMLFormElement} */ (event.target), event.submitter);
  show(event.submitter.value);
  fetch(event.target.action, { method: "POST", body, redirect: "manual" }).catch(() => event.target.submit());
});
