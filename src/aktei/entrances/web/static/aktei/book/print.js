// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Opens the print window once every page is there; a page that cannot be shown holds nothing up.

const images = [...document.querySelectorAll(".print-sheet img")];
const state = document.getElementById("print-state");
let done = 0;

/** @param {PageElement} image */
const settled = (image) =>
  new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    if (image.complete) return resolve();
    image.addEventListener("load", resolve, { once: true });
    image.addEventListener("error", resolve, { once: true });
    return undefined;
  }).then(() => {
    done += 1;
    if (done < images.length) state.textContent = state.dataset.textWaiting.replace("{n}", String(done)).replace("{all}", String(images.length));
  });

if (images.length) {
  await Promise.all(images.map(settled));
  state.textContent = state.dataset.textReady;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  window.print();
}
