// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// The book: binds pages, contents, text, hits, tools and keys together. Without it the page shows one Blatt at a time.

import { Contents } from "./contents.js";
import { fullView } from "./full.js";
import { Hits } from "./hits.js";
import { Leaves } from "./leaves.js";
import { Model } from "./model.js";
import { selecting } from "./selecting.js";
import { TextLayer } from "./text.js";

// A page may bring another book with it (the next letter): the one before is closed.
/** @type {{root: HTMLElement, close: () => void}} */
let bound = null;

function bind() {
  const root = document.getElementById("book");
  if (bound?.root === root) return;
  bound?.close();
  bound = root && { root, close: open(root) };
}

bind();
document.addEventListener("htmx:afterSettle", bind);

/** @param {PageElement} root */
function open(root) {
  const closing = new AbortController();
  const { signal } = closing;
  const keepsAddress = root.dataset.address === "keep";
  /** @param {string} name */
  const one = (name) => root.querySelector(`[data-book="${name}"]`);
  const texts = Object.fromEntries(Object.entries(root.dataset).map(([key, value]) => [key.replace(/^text./, (head) => head.at(-1).toLowerCase()), value]));
  const told = JSON.parse(one("told").textContent);
  const pane = one("pages");
  const field = document.getElementById("book-leaf");
  const model = new Model(told);
  const layer = new TextLayer(model, told.wanted, told.step || "forms");
  root.classList.add("book--live");

  const asked = /blatt=(\d+)/.exec(location.hash);
  const start = asked ? Math.min(model.total, Math.max(1, Number(asked[1]))) : told.leaf;

  const leaves = new Leaves(pane, one("sizer"), model, texts, { onView: seen, onShown: (shown) => { for (const [leaf, section] of shown) layer.lay(leaf, section); } });
  model.place(pane.clientWidth);
  leaves.adopt(one("sizer").querySelector(".leaf"));
  leaves.size();
  /**
   * @param {number} leaf
   * @param {number} [share]
   */
  const go = (leaf, share) => leaves.go(leaf, share);
  const nav = document.getElementById("book-contents");
  const contents = nav && new Contents(nav, model, texts, (leaf) => {
    go(leaf);
    if (narrow()) shut();
    pane.focus({ preventScroll: true });
  });
  const hits = new Hits(one("hits"), layer, texts, go);

  // What is to be known of the file that is being read; the line is only there for those of which there is anything.
  /** @type {string} */
  let remarked;
  /** @param {string} id */
  function remark(id) {
    if (id === remarked) return;
    remarked = id;
    const said = (model.remarks[id] ?? []).map((text) => Object.assign(document.createElement("p"), { textContent: text }));
    one("remark-texts").replaceChildren(...said);
    one("remarks").hidden = !said.length;
  }

  /** @type {number} */
  let kept;
  /** @param {number} leaf */
  function seen(leaf) {
    const found = model.documentAt(leaf);
    if (document.activeElement !== field) field.value = String(leaf);
    for (const [name, step] of /** @type {const} */ ([["before", -1], ["after", 1]])) one(name).classList.toggle("icon-button--off", leaf + step < 1 || leaf + step > model.total);
    if (found) {
      for (const each of root.querySelectorAll('[data-book="title"]')) each.textContent = found.title;
      one("day").textContent = found.day;
      remark(found.id);
      const address = model.addresses.document.replace(model.addresses.nobody, found.id);
      one("archival").href = `${address}dateien/archival/`;
      one("original").href = `${address}dateien/original/`;
      one("document").href = `${address}`;
      document.getElementById("print-from").value = String(found.first);
      document.getElementById("print-to").value = String(found.first + found.pages - 1);
    }
    contents?.show(leaf);
    clearTimeout(kept);
    if (!keepsAddress) kept = setTimeout(() => history.replaceState(history.state, "", `#blatt=${leaf}`), 250);
  }

  /** @param {number} factor */
  const zoom = (factor) => {
    leaves.relay(() => {
      model.zoom = factor ? Math.min(5, Math.max(0.3, model.zoom * factor)) : 1;
      model.place();
    });
    one("fit").textContent = `${Math.round(model.zoom * 100)} %`;
  };
  const rotate = () => {
    const leaf = leaves.current;
    leaves.relay(() => model.turn(leaf));
  };
  /** @param {number} by */
  const turn = (by) => go(leaves.current + by);
  selecting(pane, signal);
  const full = fullView(root, one("full"));

  const narrow = () => matchMedia("(max-width: 63.9375rem)").matches;
  /** @param {"open" | "closed"} value */
  const remember = (value) => {
    try {
      localStorage.setItem("book-contents", value);
    } catch {
      // private mode: the contents just open again next time
    }
  };
  const recalled = () => {
    try {
      return localStorage.getItem("book-contents");
    } catch {
      return null;
    }
  };
  function shut(closed = true) {
    root.classList.toggle("book--bare", closed);
    one("contents")?.setAttribute("aria-expanded", String(!closed));
    if (!closed) contents.show(leaves.current);
  }
  if (nav) shut(narrow() || recalled() === "closed");

  /** @type {Acts} */
  const tools = {
    contents: () => {
      shut(!root.classList.contains("book--bare"));
      if (!narrow()) remember(root.classList.contains("book--bare") ? "closed" : "open");
    },
    before: () => turn(-1),
    after: () => turn(1),
    smaller: () => zoom(1 / 1.2),
    larger: () => zoom(1.2),
    fit: () => zoom(0),
    rotate,
    full: () => leaves.relay(() => full.toggle()),
    "hit-before": () => hits.step(-1),
    "hit-after": () => hits.step(1),
    "hit-similar": () => hits.lookWider(),
  };
  root.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-book]")?.dataset.book;
    if (!tools[tool] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    tools[tool]();
  });

  root.querySelector(".book__go").addEventListener("submit", (event) => {
    event.preventDefault();
    const leaf = Number.parseInt(field.value.replace(/\D/g, ""), 10);
    if (leaf) go(leaf);
    field.value = String(leaves.current);
    pane.focus({ preventScroll: true });
  });
  one("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = document.getElementById("book-find").value.trim();
    layer.look(wanted, "forms");
    leaves.settle();
    hits.look(model.addresses.hits, wanted, leaves.current);
    const query = new URLSearchParams(wanted ? { q: wanted } : {});
    if (!keepsAddress) history.replaceState(history.state, "", `?${query}#blatt=${leaves.current}`);
    pane.focus({ preventScroll: true });
  });

  /** @type {Acts} */
  const keys = {
    ArrowRight: () => turn(1),
    ArrowLeft: () => turn(-1),
    ArrowDown: () => pane.scrollBy(0, 64),
    ArrowUp: () => pane.scrollBy(0, -64),
    PageDown: () => pane.scrollBy(0, pane.clientHeight * 0.9),
    PageUp: () => pane.scrollBy(0, -pane.clientHeight * 0.9),
    " ": (event) => pane.scrollBy(0, pane.clientHeight * (event.shiftKey ? -0.9 : 0.9)),
    Home: () => go(1),
    End: () => go(model.total),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && full.full && !event.target.closest("input, dialog") && !document.querySelector("dialog[open]")) tools.full();
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    const elsewhere = event.target.closest("input, select, textarea, dialog, .book__contents, .split__pane--list, .split__pane--form, [contenteditable=true]");
    if (elsewhere || document.querySelector("dialog[open]") || (event.key === " " && event.target.closest("a, button, summary"))) return;
    event.preventDefault();
    keys[event.key](event);
  }, { signal });
  window.addEventListener("hashchange", () => {
    const leaf = Number(/blatt=(\d+)/.exec(location.hash)?.[1]);
    if (leaf && leaf !== leaves.current) go(leaf);
  }, { signal });
  // What a link names on a page is shown there, also for the second time.
  document.addEventListener("click", (event) => {
    const leaf = Number(/^#blatt=(\d+)$/.exec(event.target.closest?.("a[href^='#blatt=']")?.getAttribute("href"))?.[1]);
    if (!leaf) return;
    event.preventDefault();
    go(leaf, model.outlined[leaf] ? model.outlined[leaf][0][1] / 10000 : null);
    pane.focus({ preventScroll: true });
  }, { signal });

  go(start);
  if (told.wanted) hits.look(model.addresses.hits, told.wanted, start, told.step || "forms");
  // Nobody caused this request: it does not keep an idle session alive.
  const ask = () => fetch(model.addresses.geometry, { headers: { "X-Poll": "1" }, signal }).then((response) => (response.ok && !response.redirected ? response.json() : null)).catch(() => /** @type {null} */ (null));

  /**
   * What was read meanwhile takes its place, and the reader keeps theirs.
   * @param {import("./model.js").Told} whole
   */
  function take(whole) {
    const here = model.documentAt(leaves.current);
    if (whole.total === model.total) leaves.relay(() => model.learn(whole));
    else {
      const [number, share] = [leaves.current - here.first, (pane.scrollTop - model.tops[leaves.current]) / model.heights[leaves.current]];
      leaves.renew(() => {
        model.learn(whole);
        layer.look(layer.wanted, layer.step);
      });
      const leaf = (model.documents.find((each) => each.id === here.id)?.first ?? 1) + number;
      leaves.go(leaf);
      pane.scrollTop += share * model.heights[leaf];
      one("of").textContent = one("of").dataset.text.replace("{n}", model.total.toLocaleString(document.documentElement.lang));
    }
    contents?.show(leaves.current);
    const note = one("waiting");
    if (note) note.hidden = !whole.waiting;
    if (note && whole.waiting) note.querySelector("span").textContent = whole.waiting;
  }

  /** @type {number} */
  let asking;
  let before = "";
  /** @param {boolean} wait */
  async function follow(wait) {
    const whole = await ask();
    if (signal.aborted) return;
    const news = whole && JSON.stringify([whole.documents, whole.waiting]);
    if (whole && (!wait || news !== before)) {
      before = news;
      if (model.documentAt(leaves.current)) take(whole);
    }
    if (whole ? whole.waiting : wait) asking = setTimeout(() => follow(true), 3000);
  }

  if (!told.complete || told.waiting) {
    // The whole geometry, after the first page has had its turn.
    const first = one("sizer").querySelector("img");
    const ready = first.complete ? Promise.resolve() : new Promise((resolve) => { for (const event of ["load", "error"]) first.addEventListener(event, resolve, { once: true }); });
    ready.then(() => follow(Boolean(told.waiting)));
  }

  return () => {
    if (full.full) full.toggle(false);
    closing.abort();
    leaves.close();
    clearTimeout(kept);
    clearTimeout(asking);
  };
}
