// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// A text field with offers below it, moved through with the arrow keys (ARIA combobox). htmx fills the list while somebody
// types; Enter clicks the chosen offer. `area` holds both: whoever leaves it shuts the list. Returns `shut`.

/**
 * @param {PageElement} input
 * @param {HTMLElement} list
 * @param {HTMLElement} area
 */
export function combobox(input, list, area) {
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

  /** @param {number} index */
  const activate = (index) => {
    const all = options();
    if (!all.length) return;
    active = (index + all.length) % all.length;
    all.forEach((option, position) => {
      option.id ||= `${list.id}-${position}`;
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
  document.addEventListener("click", (event) => area.contains(event.target) || shut());
  area.addEventListener("focusout", (event) => area.contains(event.relatedTarget) || shut());

  input.addEventListener("keydown", (event) => {
    /** @type {Acts} */
    const keys = {
      ArrowDown: () => (list.hidden ? open() : activate(active + 1)),
      ArrowUp: () => activate(active < 0 ? -1 : active - 1),
      Escape: shut,
      Enter: () => options()[active].click(),
    };
    if (!keys[event.key]) return;
    if ((event.key === "Enter" && (active < 0 || list.hidden)) || (event.key === "Escape" && list.hidden)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });

  return shut;
}
