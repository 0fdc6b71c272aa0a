// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// A field for a reference that offers what fits while somebody types; choosing one writes its reference and says whose it is.
// Without it the field takes what is typed.

import { combobox } from "./combobox.js";

for (const area of document.querySelectorAll("[data-suggest]")) {
  const input = area.querySelector("[role=combobox]");
  const list = area.querySelector("[role=listbox]");
  const said = area.querySelector("[data-suggest-said]");
  const shut = combobox(input, list, area);

  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-value]");
    if (!option) return;
    input.value = option.dataset.value;
    said.textContent = option.dataset.title;
    list.replaceChildren();
    input.focus();
    shut();
  });
  input.addEventListener("input", () => {
    said.textContent = "";
  });
}
