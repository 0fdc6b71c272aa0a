// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Whoever presses twice means it once: until the answer comes, at most for a while, the same button sends nothing again.
// What htmx sends it watches itself (live.js).

const WHILE = 5000;
let sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const by = event.submitter ?? event.target;
  const method = event.submitter?.getAttribute("formmethod") || event.target.getAttribute("method") || "get";
  if (event.defaultPrevented || method.toLowerCase() !== "post") return;
  if (Date.now() - (sent.get(by) ?? -WHILE) < WHILE) event.preventDefault();
  else sent.set(by, Date.now());
});

// The page comes back with the browser's back button: then everything may be pressed again.
window.addEventListener("pageshow", () => (sent = new WeakMap()));
