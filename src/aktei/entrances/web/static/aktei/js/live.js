// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// What htmx needs from the page: say when an answer fails, hide the flag when nothing runs.

const texts = document.body.dataset;

function tell(text) {
  document.dispatchEvent(new CustomEvent("aktei:toast", { detail: { text, kind: "error" } }));
}

// Requests that nobody caused (polls, loading) must not keep an idle session alive; see IdleTimeout.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.triggeringEvent) event.detail.headers["X-Poll"] = "1";
});

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
