// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// What htmx needs from the page: say when an answer fails, hide the flag when nothing runs.

const texts = document.body.dataset;

/** @param {string} text */
function tell(text) {
  document.dispatchEvent(new CustomEvent("aktei:toast", { detail: { text, kind: "error" } }));
}

// Requests that nobody caused (polls, loading) must not keep an idle session alive; see IdleTimeout.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.triggeringEvent) event.detail.headers["X-Poll"] = "1";
});

// One answer at a time for each place of the page: who presses "next" three times gets the third item, in every
// pane. Reading gives way to newer reading; sending is never cut off, and nothing overtakes it; polls give way to all.
const running = new Map();
/** @param {XMLHttpRequest} xhr */
const over = (xhr) => xhr.readyState === XMLHttpRequest.UNSENT || xhr.readyState === XMLHttpRequest.DONE;
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  if (!target?.id) return;
  const now = { xhr, sends: requestConfig.verb !== "get", polls: !requestConfig.triggeringEvent };
  const last = running.get(target.id);
  const before = last && !over(last.xhr) ? last : undefined;
  if (before && (before.sends || (now.polls && !before.polls))) {
    event.preventDefault();
    return;
  }
  running.set(target.id, now);
  before?.xhr.abort();
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  const id = event.detail.target?.id;
  if (running.get(id)?.xhr === event.detail.xhr) running.delete(id);
});

// Without a session every answer leads to the log-in. What the page asked for by itself must not carry off what a person
// has begun: a form on its way, files that travel, or the note that some were not taken. Whatever the person does next leads there.
const WHILE = 10000;
let leaving = -WHILE;
window.addEventListener("beforeunload", () => (leaving = performance.now()));
window.addEventListener("pageshow", () => (leaving = -WHILE));
const begun = () => performance.now() - leaving < WHILE || document.querySelector(".upload:not(.upload--done)");
document.body.addEventListener("htmx:beforeOnLoad", (event) => {
  const cause = event.detail.requestConfig.triggeringEvent;
  const byItself = !cause || cause instanceof CustomEvent;
  if (byItself && event.detail.xhr.getResponseHeader("HX-Redirect") && begun()) event.preventDefault();
});

/** @param {Event} event */
const quiet = (event) => event.detail.elt?.matches("[data-quiet], .side");

document.body.addEventListener("htmx:sendError", (event) => quiet(event) || tell(texts.textOffline));
document.body.addEventListener("htmx:responseError", (event) => {
  if (quiet(event)) return;
  const type = event.detail.xhr.getResponseHeader("Content-Type") ?? "";
  const problem = type.includes("json") ? JSON.parse(event.detail.xhr.responseText) : {};
  tell(problem.detail || texts.textFailed);
});

// Refused forms come back with status 422 and their errors: show them in place.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

document.body.addEventListener("htmx:oobAfterSwap", () => {
  const flag = document.getElementById("work-flag");
  if (flag) flag.hidden = !document.getElementById("work-count")?.textContent.trim();
});
