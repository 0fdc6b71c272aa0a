// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Lists: addresses without what is not set, text in rows that can be marked although the whole row opens, long choices
// that are narrowed by typing.

// What is empty, and columns that are shown anyway, need not stand in the address.
document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target.closest?.("[data-list-filters]");
  if (!form) return;
  const asked = event.detail.formData;
  // Who was picked is asked for by their value; what was only typed goes as it is, and the office says whom it means.
  for (const each of form.querySelectorAll("[data-pick-value]")) {
    if (each.value) asked.set(each.name.replace(/-id$/, ""), each.value);
    asked.delete(each.name);
  }
  for (const [name, value] of [...asked.entries()]) if (value === "") asked.delete(name);
  const columns = asked.getAll("spalten").filter((/** @type {string} */ each) => each !== "-");
  if (columns.join(" ") === form.dataset.usual) asked.delete("spalten");
});

// The link of a row is stretched over it, under the text. Who clicks the text and has marked nothing means the row.
const other = "a, button, input, select, textarea, label, summary";
/** @param {EventTarget} target */
const linkOf = (target) => {
  const row = target.closest(".table [data-row]");
  return row && !target.closest(other) ? row.querySelector("td > a[href]") : null;
};

for (const kind of /** @type {const} */ (["click", "auxclick"])) {
  document.addEventListener(kind, (event) => {
    const link = linkOf(event.target);
    if (!link || event.button > 1 || (event.button === 0 && !getSelection().isCollapsed)) return;
    if (event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey) window.open(link.href, "_blank", "noopener");
    else link.click();
  });
}

/**
 * A long list of choices is narrowed while somebody types: every word must begin a word, whatever its marks.
 * @param {string} text
 */
const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replaceAll("ß", "ss").toLowerCase();
/** @param {string} text */
const writtenOut = (text) => text.normalize("NFC").replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`);
/** @param {string} text */
const parts = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

document.addEventListener("input", (event) => {
  const list = document.getElementById(event.target.dataset?.narrows ?? "");
  if (!list) return;
  const typed = parts(event.target.value);
  for (const item of list.querySelectorAll(":scope > *")) {
    const said = item.querySelector("span")?.textContent ?? "";
    const words = [...parts(said), ...parts(writtenOut(said))];
    item.hidden = !typed.every((part) => words.some((word) => word.startsWith(part)));
  }
});

// Where the navigation counts what a list shows, both say the same: once the number there changes, the list is asked for
// again, unless somebody is choosing or typing in it.
/** @type {string} */
let counted = null;
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.elt.matches(".side")) return;
  const list = document.querySelector("[data-counted]");
  const there = list && document.getElementById(`count-${list.dataset.counted}`);
  if (!there) return;
  const number = (there.firstChild?.textContent ?? "").replace(/\D/g, "") || "0";
  if (number === list.dataset.count || number === counted) return;
  if (list.contains(document.activeElement) || list.querySelector(":checked, dialog[open]")) return;
  counted = number;
  window.htmx.ajax("GET", location.href, { target: "#list", select: "#list", swap: "outerHTML" });
});

// The link to a saved view, to be given to somebody. Where the office has no https, the clipboard is reached the old way.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = new URL(button.dataset.copy, location.href).href;
    if (navigator.clipboard) await navigator.clipboard.writeText(link);
    else {
      const field = document.createElement("textarea");
      field.value = link;
      button.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    document.dispatchEvent(new CustomEvent("aktei:toast", { detail: { text: button.dataset.copied, kind: "success" } }));
  });
}
