// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// The search box of the header: results while typing, moved through with the arrow keys (ARIA combobox).

const form = document.querySelector("form[data-jump]");
const input = form?.querySelector("[role=combobox]");

if (input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  const options = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
  let active = -1;

  const shut = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const open = () => {
    const filled = input.value.trim() !== "" && list.childElementCount > 0;
    list.hidden = !filled;
    input.setAttribute("aria-expanded", String(filled));
  };

  const activate = (index) => {
    const all = options();
    if (!all.length) return;
    active = (index + all.length) % all.length;
    all.forEach((option, position) => {
      option.id ||= `jump-option-${position}`;
      option.setAttribute("aria-selected", String(position === active));
    });
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };

  list.addEventListener("htmx:afterSwap", () => {
    active = -1;
    input.removeAttribute("aria-activedescendant");
    for (const option of options()) {
      option.setAttribute("aria-selected", "false");
      option.tabIndex = -1;
    }
    if (document.activeElement === input) open();
  });
  input.addEventListener("focus", open);
  input.addEventListener("input", () => input.value.trim() === "" && shut());
  document.addEventListener("click", (event) => form.contains(event.target) || shut());
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || shut());
  form.addEventListener("submit", (event) => input.value.trim() === "" && event.preventDefault());

  input.addEventListener("keydown", (event) => {
    const keys = {
      ArrowDown: () => (list.hidden ? open() : activate(active + 1)),
      ArrowUp: () => activate(active < 0 ? -1 : active - 1),
      Escape: () => (list.hidden ? input.blur() : shut()),
      Enter: () => (active >= 0 && !list.hidden ? options()[active].click() : undefined),
    };
    if (!keys[event.key] || (event.key === "Enter" && (active < 0 || list.hidden))) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
}
