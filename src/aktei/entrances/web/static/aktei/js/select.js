// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Choose many: single, a range with Shift, all; the bar above says how many and offers what can be done.
//   <form data-select> … <input type="checkbox" data-select-all> <span data-select-count data-text="{n} ausgewählt">
//   rows with <input type="checkbox" name="item" value="…" data-select-item>

/** @type {PageElement} */
let last = null;

/** @param {PageElement} area */
const items = (area) => [...area.querySelectorAll("[data-select-item]")];

/** @param {PageElement} area */
function refresh(area) {
  const all = items(area);
  const chosen = all.filter((item) => item.checked);
  for (const item of all) item.closest("[data-row], .row, tr")?.classList.toggle("row--selected", item.checked);
  const bar = area.querySelector(".selection");
  bar?.classList.toggle("selection--some", chosen.length > 0);
  const whole = area.querySelector("[data-select-all]");
  if (whole) {
    whole.checked = chosen.length > 0 && chosen.length === all.length;
    whole.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const count = area.querySelector("[data-select-count]");
  if (count) {
    count.dataset.none ??= count.textContent;
    count.textContent = chosen.length ? count.dataset.text.replace("{n}", chosen.length.toLocaleString(document.documentElement.lang)) : count.dataset.none;
  }
  for (const button of area.querySelectorAll("[data-when-selected] :is(button, summary, a)")) {
    button.toggleAttribute("disabled", chosen.length === 0 && button.matches("button"));
  }
}

/**
 * @param {PageElement} area
 * @param {PageElement} item
 * @param {boolean} range
 */
function choose(area, item, range) {
  const all = items(area);
  const [from, to] = [all.indexOf(last), all.indexOf(item)].sort((a, b) => a - b);
  if (range && from >= 0) for (const between of all.slice(from, to + 1)) between.checked = item.checked;
  last = item;
}

document.addEventListener("click", (event) => {
  const area = event.target.closest("[data-select]");
  if (!area) return;
  if (event.target.matches("[data-select-item]")) choose(area, event.target.closest("[data-select-item]"), event.shiftKey);
  else if (event.target.matches("[data-select-all]")) for (const item of items(area)) item.checked = event.target.checked;
  else return;
  refresh(area);
});

const refreshAll = () => document.querySelectorAll("[data-select]").forEach(refresh);
document.addEventListener("htmx:afterSettle", refreshAll);
window.addEventListener("pageshow", refreshAll);

/**
 * The token belongs to what is posted; a page that is only asked for with what was chosen must not carry it in its address.
 * A button says how it sends only where it differs from its form: `button.formMethod` is empty otherwise.
 * @param {EventTarget} form
 * @param {HTMLElement} button
 */
const method = (form, button) => (button?.getAttribute("formmethod") || form.getAttribute("method") || "get").toLowerCase();

document.addEventListener("submit", (event) => {
  const token = event.target.matches("[data-select]") && event.target.elements.csrfmiddlewaretoken;
  if (!token || method(event.target, event.submitter) === "post") return;
  token.disabled = true;
  setTimeout(() => (token.disabled = false));
});
