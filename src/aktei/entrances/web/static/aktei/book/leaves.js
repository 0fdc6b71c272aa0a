// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// The pages on the screen: only those in view and two beyond each edge exist as elements.

import { GAP } from "./model.js";

const WIDTHS = [400, 640, 900, 1280, 1800, 2560];
const BEYOND = 2;
const MOST = 40; // however tall the pane claims to be
const QUICK = 3000; // pixels per second; who scrolls faster is not reading, and gets no pictures until slower

export class Leaves {
  /**
   * @param {HTMLElement} pane
   * @param {HTMLElement} sizer
   * @param {import("./model.js").Model} model
   * @param {Record<string, string>} texts
   * @param {{onView: (leaf: number) => void, onShown: (shown: [number, HTMLElement][]) => void}} told
   */
  constructor(pane, sizer, model, texts, { onView, onShown }) {
    this.pane = pane;
    this.sizer = sizer;
    this.model = model;
    this.texts = texts;
    this.onView = onView;
    this.onShown = onShown;
    /** @type {Map<number, HTMLElement>} */
    this.shown = new Map();
    this.last = { y: pane.scrollTop, at: performance.now() };
    this.current = 0;
    pane.addEventListener("scroll", () => this.soon(), { passive: true });
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(pane);
  }

  close() {
    this.watch.disconnect();
    clearTimeout(this.settled);
  }

  /**
   * Takes over the page that came with the document, so that its picture is not loaded twice.
   * @param {PageElement} section
   */
  adopt(section) {
    const leaf = Number(section.dataset.leaf);
    this.shown.set(leaf, section);
    section.querySelector("img").dataset.adopted = "yes";
    section.removeAttribute("id"); // the place to jump to without script; htmx would carry the styles of one book to the next by it
    this.furnish(section, leaf);
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.update();
    });
  }

  /**
   * Lays out anew and keeps what is in the middle of the pane where it is; the beginning stays the beginning.
   * @param {() => void} change
   */
  relay(change) {
    if (this.pane.scrollTop <= GAP) {
      change();
      this.size();
      this.pane.scrollTop = 0;
      this.update();
      return;
    }
    const middle = this.pane.scrollTop + this.pane.clientHeight / 3;
    const leaf = this.model.leafAt(middle);
    const share = (middle - this.model.tops[leaf]) / Math.max(1, this.model.heights[leaf]);
    change();
    this.size();
    this.pane.scrollTop = this.model.tops[leaf] + share * this.model.heights[leaf] - this.pane.clientHeight / 3;
    this.update();
  }

  /**
   * Another book: pages came in between, and those on the screen may be others now.
   * @param {() => void} change
   */
  renew(change) {
    for (const [leaf, section] of this.shown) this.drop(leaf, section);
    this.current = 0;
    change();
    this.size();
  }

  fit() {
    const width = this.pane.clientWidth;
    if (width && Math.abs(width - this.model.width) > 1) this.relay(() => this.model.place(width));
  }

  size() {
    this.sizer.style.height = `${this.model.height}px`;
    this.sizer.style.width = `${Math.max(this.pane.clientWidth, this.model.widest + 2 * GAP)}px`;
    for (const [leaf, section] of this.shown) this.put(section, leaf);
  }

  /**
   * @param {PageElement} section
   * @param {number} leaf
   */
  put(section, leaf) {
    const { model } = this;
    const turned = model.turned.get(leaf) ?? 0;
    const [across, down] = [model.widths[leaf], model.heights[leaf]];
    const left = Math.max(GAP, (Math.max(this.pane.clientWidth, model.widest + 2 * GAP) - across) / 2);
    Object.assign(section.style, { top: `${model.tops[leaf]}px`, left: `${left}px`, width: `${across}px`, height: `${down}px` });
    const sheet = section.firstElementChild;
    const [width, height] = turned % 180 ? [down, across] : [across, down];
    Object.assign(sheet.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: turned ? `translate(${(across - width) / 2}px, ${(down - height) / 2}px) rotate(${turned}deg)` : "",
    });
    sheet.style.setProperty("--scale", String(width / 1000));
    this.picture(section, leaf, width);
  }

  /**
   * The step that is at least as fine as the screen; a finer one that is there already stays.
   * @param {PageElement} section
   * @param {number} leaf
   * @param {number} width
   */
  picture(section, leaf, width) {
    const image = section.querySelector("img");
    if (!image || section.dataset.quick || section.dataset.later) return;
    const wanted = width * Math.min(window.devicePixelRatio || 1, 2.5);
    const step = WIDTHS.find((each) => each >= wanted * 0.96) ?? WIDTHS.at(-1);
    const address = this.model.address("image", leaf);
    if (!address || Number(image.dataset.step ?? 0) >= step) return;
    if (image.dataset.adopted && !image.dataset.step) {
      const chosen = Number(new URL(image.currentSrc || image.src, location.href).searchParams.get("breite"));
      image.dataset.step = String(chosen);
      if (chosen >= step) return;
    }
    image.removeAttribute("srcset");
    image.dataset.step = String(step);
    image.src = `${address}?breite=${step}`;
  }

  update() {
    const { pane, model } = this;
    const now = performance.now();
    const speed = (Math.abs(pane.scrollTop - this.last.y) / Math.max(8, now - this.last.at)) * 1000;
    const quick = speed > QUICK && Math.abs(pane.scrollTop - this.last.y) < pane.clientHeight * 20 && this.scrolling;
    this.last = { y: pane.scrollTop, at: now };
    const first = Math.max(1, model.leafAt(pane.scrollTop) - BEYOND);
    const last = Math.min(model.total, first + MOST, model.leafAt(pane.scrollTop + pane.clientHeight) + BEYOND);
    const selection = getSelection();
    /** @param {PageElement} section */
    const held = (section) => !selection.isCollapsed && selection.containsNode(section, true); // what is selected stays
    for (const [leaf, section] of this.shown) if ((leaf < first || leaf > last) && !held(section)) this.drop(leaf, section);
    for (let leaf = first; leaf <= last; leaf += 1) if (!this.shown.has(leaf)) this.make(leaf, quick);
    this.release();
    this.settle();
    const current = model.leafAt(pane.scrollTop + pane.clientHeight / 3);
    if (current !== this.current) {
      this.current = current;
      this.onView(current);
    }
  }

  // What is in view comes first; its neighbours are fetched once it is there, so that they do not hold it up.
  release() {
    const seen = this.inView();
    const free = seen.every(([, section]) => section.matches(".leaf--loaded") || section.querySelector(".leaf__broken"));
    for (const [leaf, section] of free ? this.shown : seen) {
      if (!section.dataset.later) continue;
      delete section.dataset.later;
      this.put(section, leaf);
    }
  }

  // When scrolling ends: pictures for pages that were passed too quickly, and the text of what is in view.
  settle() {
    this.scrolling = true;
    clearTimeout(this.settled);
    this.settled = setTimeout(() => {
      this.scrolling = false;
      for (const [leaf, section] of this.shown) {
        if (section.dataset.quick) {
          delete section.dataset.quick;
          this.put(section, leaf);
        }
      }
      // Text waits for its picture: the picture is what people wait for.
      this.onShown(this.inView().filter(([, section]) => section.matches(".leaf--loaded")));
    }, 90);
  }

  inView() {
    const first = this.model.leafAt(this.pane.scrollTop);
    const last = this.model.leafAt(this.pane.scrollTop + this.pane.clientHeight);
    return [...this.shown].filter(([leaf]) => leaf >= first && leaf <= last);
  }

  /**
   * @param {number} leaf
   * @param {PageElement} section
   */
  drop(leaf, section) {
    this.shown.delete(leaf);
    const image = section.querySelector("img");
    if (image && !image.complete) image.removeAttribute("src"); // nobody waits for it any more
    section.remove();
  }

  /**
   * @param {number} leaf
   * @param {boolean} quick
   */
  make(leaf, quick) {
    const section = document.createElement("section");
    section.className = "leaf";
    section.dataset.leaf = String(leaf);
    section.dataset.later = "yes";
    if (quick) section.dataset.quick = "yes";
    const image = new Image();
    image.className = "leaf__image";
    image.decoding = "async";
    section.append(image);
    this.shown.set(leaf, section);
    this.furnish(section, leaf);
    // In the order of the book, so that the keyboard and a screen reader meet the pages in order.
    const after = [...this.sizer.children].find((other) => Number(other.dataset.leaf) > leaf);
    this.sizer.insertBefore(section, after ?? null);
  }

  /**
   * @param {PageElement} section
   * @param {number} leaf
   */
  furnish(section, leaf) {
    const image = section.querySelector("img");
    const name = this.texts.leaf.replace("{leaf}", leaf.toLocaleString(document.documentElement.lang));
    section.setAttribute("aria-label", name);
    image.alt = `${name}: ${this.model.documentAt(leaf)?.title ?? ""}`;
    image.draggable = false;
    const sheet = document.createElement("div");
    sheet.className = "leaf__sheet";
    sheet.append(...section.children);
    section.append(sheet);
    if (this.model.outlined[leaf] && !sheet.querySelector(".leaf__outlined")) sheet.append(outline(this.model.outlined[leaf]));
    image.addEventListener("error", () => image.getAttribute("src") && this.broken(section, leaf));
    image.addEventListener("load", () => {
      section.classList.add("leaf--loaded");
      this.release();
      this.settle();
    });
    if (image.complete && image.naturalWidth) section.classList.add("leaf--loaded");
    this.put(section, leaf);
  }

  /**
   * @param {PageElement} section
   * @param {number} leaf
   */
  broken(section, leaf) {
    if (section.querySelector(".leaf__broken")) return;
    const card = document.createElement("div");
    card.className = "leaf__broken";
    const title = document.createElement("strong");
    title.textContent = `${section.getAttribute("aria-label")}: ${this.texts.broken}`;
    const text = document.createElement("p");
    text.textContent = this.texts.brokenMore;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "kern-btn kern-btn--secondary";
    again.textContent = this.texts.again;
    again.addEventListener("click", () => {
      card.remove();
      const image = section.querySelector("img");
      image.hidden = false;
      delete image.dataset.step;
      this.put(section, leaf);
    });
    const original = document.createElement("a");
    original.className = "kern-btn kern-btn--tertiary";
    original.textContent = this.texts.original;
    original.href = `${this.model.address("document", leaf)}dateien/original/`;
    card.append(title, text, again, original);
    section.querySelector("img").hidden = true;
    section.append(card);
    this.release();
  }

  /**
   * Shows a page from its top, or a place on it (0 to 1 from its top) in the upper third of the pane.
   * @param {number} leaf
   * @param {number} [share]
   */
  go(leaf, share = null) {
    const to = Math.max(1, Math.min(this.model.total, leaf));
    const top = this.model.tops[to];
    this.pane.scrollTop = share === null ? top - GAP / 2 : top + share * this.model.heights[to] - this.pane.clientHeight / 3;
    this.scrolling = false;
    this.update();
  }
}

/**
 * Words that speak for something, in ten-thousandths of the page.
 * @param {number[][]} boxes
 */
function outline(boxes) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("class", "leaf__outlined");
  drawing.setAttribute("viewBox", "0 0 10000 10000");
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("aria-hidden", "true");
  for (const [x, y, width, height] of boxes) {
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x, y, width, height })) mark.setAttribute(name, value);
    drawing.append(mark);
  }
  return drawing;
}
