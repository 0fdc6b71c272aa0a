// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps what was typed when a session ends meanwhile: whoever logs in again finds it in the form it was typed into.
// It lies in this tab only, is given back to the same person only, and goes with the next page that is opened as usual.
//   <meta name="typed" content="keep">   on pages between: the log-in, its second step, "stood open for too long"
//   <form data-forget>                   sending it (logging out) throws away what was kept

const KEY = "aktei-typed";
const NEVER = "[type=password], [type=file], [type=hidden], [type=submit], [data-select-item], [data-select-all]";

const read = () => JSON.parse(sessionStorage.getItem(KEY) ?? "null");
/** @param {any} kept */
const write = (kept) => (kept ? sessionStorage.setItem(KEY, JSON.stringify(kept)) : sessionStorage.removeItem(KEY));
/** @param {PageElement} form */
const fields = (form) => [...form.elements].filter((each) => each.name && each.matches("input, select, textarea") && !each.matches(NEVER));
const forms = () => [...document.querySelectorAll("form[method=post]")];
/**
 * A form is the n-th with its address; a field the n-th with its name.
 * @param {PageElement} form
 */
const place = (form) => `${form.getAttribute("action") ?? ""}#${forms().filter((each) => each.getAttribute("action") === form.getAttribute("action")).indexOf(form)}`;

/** @param {Event} event */
function keep(event) {
  const form = event.target.form;
  if (!form?.matches("form[method=post]") || !document.body.dataset.person) return;
  const values = fields(form).map((each) => [each.name, each.value, Boolean(each.checked)]);
  write({ person: document.body.dataset.person, path: location.pathname, form: place(form), values, away: false });
}

/** @param {{form: string, values: any[][]}} kept */
function giveBack(kept) {
  const form = forms().find((each) => place(each) === kept.form);
  if (!form) return;
  const all = fields(form);
  kept.values.forEach(([name, value, checked], index) => {
    const field = all[index];
    if (field?.name !== name) return;
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = checked;
    else field.value = value;
  });
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  form.closest("dialog")?.showModal();
  document.dispatchEvent(new CustomEvent("aktei:toast", { detail: { text: document.body.dataset.textTyped, kind: "info" } }));
}

const kept = read();
if (document.querySelector("meta[name=typed]")) {
  if (kept) write({ ...kept, away: true });
} else {
  write(null);
  const here = kept?.away && kept.person === document.body.dataset.person && kept.path === location.pathname;
  if (here) window.addEventListener("load", () => giveBack(kept));
}

// A part of a page is refused like that when somebody logged in anew elsewhere: the page is then loaded anew.
document.addEventListener("htmx:responseError", (event) => {
  const now = read();
  if (now && event.detail.xhr.status === 403) write({ ...now, away: true });
});
document.addEventListener("input", keep);
document.addEventListener("change", keep);
document.addEventListener("submit", (event) => event.target.matches("[data-forget]") && write(null));
