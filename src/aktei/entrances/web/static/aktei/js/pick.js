// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// A field in which somebody or something is picked: choosing an offer keeps its value beside the name that is shown.
// Without it the field takes what is typed, and the office says whom that means.

import { combobox } from "./combobox.js";

/** @param {PageElement} area */
function begin(area) {
  if (area.dataset.pick) return;
  area.dataset.pick = "on";
  const input = area.querySelector("[role=combobox]");
  const list = area.querySelector("[role=listbox]");
  const value = area.querySelector("[data-pick-value]");
  const said = area.querySelector("[data-pick-said]");
  const shut = combobox(input, list, area);

  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-value]");
    if (!option) return;
    input.value = option.dataset.label;
    value.value = option.dataset.value;
    said.textContent = option.dataset.note;
    list.replaceChildren();
    input.focus();
    shut();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.closest("form[data-pick-submits]")?.requestSubmit();
  });
  // An answer that comes late, after the choice, is no offer any more.
  list.addEventListener("htmx:beforeSwap", (event) => value.value && event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !list.hidden) list.querySelector("[aria-selected=true]")?.click();
  });
  input.addEventListener("input", () => {
    const held = value.value;
    value.value = "";
    said.textContent = "";
    // Emptied, nobody is chosen any more: what goes by the choice is told at once.
    if (held && !input.value.trim()) input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

const beginAll = () => document.querySelectorAll("[data-pick]").forEach(begin);
document.addEventListener("htmx:afterSettle", beginAll);
beginAll();
