// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// The search box of the header: results while typing; each is a link, so choosing one goes there.

import { combobox } from "./combobox.js";

const form = document.querySelector("form[data-jump]");
const input = form?.querySelector("[role=combobox]");

if (input) {
  combobox(input, document.getElementById(input.getAttribute("aria-controls")), form);
  form.addEventListener("submit", (event) => input.value.trim() === "" && event.preventDefault());
}
