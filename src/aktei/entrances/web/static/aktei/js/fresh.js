// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Parts of a page that say "not yet" are asked for again until nothing waits any more.
//   data-fresh (with an id)   is replaced once it says something else
//   data-unfinished           inside it: there is something to wait for
//   data-until="…"            an address that answers {total}: once there is something, the page is loaded anew

const PAUSE = 2500;
/** @param {string} address */
const ask = (address) => fetch(address, { headers: { "X-Poll": "1" } }).then((response) => (response.ok && !response.redirected ? response : null)).catch(() => /** @type {null} */ (null));
/** @type {number} */
let waits = null;

function look() {
  clearTimeout(waits);
  if (document.querySelector("[data-unfinished], [data-until]")) waits = setTimeout(renew, PAUSE);
}

async function renew() {
  const until = document.querySelector("[data-until]");
  const answer = document.hidden ? null : await ask(until ? until.dataset.until : location.href);
  if (until) {
    if (answer && (await answer.json()).total) return location.reload();
  } else if (answer) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  look();
}

/** @param {Document} page */
function take(page) {
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const now = page.getElementById(part.id);
    if (now && part.matches("[data-select-count]")) recount(part, now.textContent);
    else if (now && now.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(now));
  }
}

/**
 * The count above a list says how many are chosen, while any are (select.js).
 * @param {PageElement} count
 * @param {string} text
 */
function recount(count, text) {
  const chosen = count.dataset.none !== undefined && count.textContent !== count.dataset.none;
  count.dataset.none = text;
  if (!chosen && count.textContent !== text) count.textContent = text;
}

look();
document.addEventListener("htmx:afterSettle", look);
document.addEventListener("visibilitychange", look);
