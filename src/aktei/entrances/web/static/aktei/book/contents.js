// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// The contents beside the pages: rows of one height, of which only those in view exist.

const ROW = 3.75 * parseFloat(getComputedStyle(document.documentElement).fontSize); // as in book.css
const BEYOND = 6;

export class Contents {
  /**
   * @param {HTMLElement} nav
   * @param {import("./model.js").Model} model
   * @param {Record<string, string>} texts
   * @param {(leaf: number) => void} go
   */
  constructor(nav, model, texts, go) {
    this.nav = nav;
    this.model = model;
    this.texts = texts;
    this.list = nav.querySelector("ol");
    this.list.classList.add("book__list--live");
    this.current = -1;
    /** @type {{documents: object[], lines: any[]}} */
    this.grouped = null;
    nav.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(nav);
    this.list.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-leaf]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(Number(link.dataset.leaf));
    });
  }

  /**
   * One line for each document, grouped by case: each case has a line of its own above its documents.
   * @returns {any[]}
   */
  get lines() {
    const { documents, cases } = this.model;
    if (this.grouped?.documents !== documents) {
      /** @type {(group: [string, number[]]) => ({name: string} | import("./model.js").Chapter)[]} */
      const each = ([name, inside]) => [...(name && inside.length ? [{ name }] : []), ...inside.map((at) => documents[at])];
      this.grouped = { documents, lines: cases.length ? cases.flatMap(each) : documents };
    }
    return this.grouped.lines;
  }

  /** @param {number} leaf */
  show(leaf) {
    const found = this.model.documentAt(leaf);
    this.current = this.lines.indexOf(found);
    const top = this.current * ROW;
    if (top < this.nav.scrollTop || top + ROW > this.nav.scrollTop + this.nav.clientHeight) {
      this.nav.scrollTop = top - this.nav.clientHeight / 3;
    }
    this.draw();
  }

  draw() {
    const { lines } = this;
    this.list.style.height = `${lines.length * ROW}px`;
    const first = Math.max(0, Math.floor(this.nav.scrollTop / ROW) - BEYOND);
    const last = Math.min(lines.length, Math.ceil((this.nav.scrollTop + this.nav.clientHeight) / ROW) + BEYOND);
    const focused = document.activeElement?.closest?.(".book__chapter")?.dataset.at;
    this.list.replaceChildren(...lines.slice(first, last).map((/** @type {any} */ each, /** @type {number} */ at) => (each.name ? this.heading(each, first + at) : this.row(each, first + at))));
    if (focused !== undefined) this.list.querySelector(`[data-at="${focused}"] a`)?.focus({ preventScroll: true });
  }

  /**
   * @param {{name: string}} of
   * @param {number} at
   */
  heading({ name }, at) {
    const item = document.createElement("li");
    item.className = "book__case";
    item.style.top = `${at * ROW}px`;
    item.setAttribute("aria-setsize", this.lines.length);
    item.setAttribute("aria-posinset", at + 1);
    const text = document.createElement("span");
    text.textContent = text.title = name;
    item.append(this.nav.querySelector("template[data-mark=case]").content.cloneNode(true), text);
    return item;
  }

  /**
   * @param {{id: string, title: any, day: any, first: any, pages: any, mark: string}} of
   * @param {number} at
   */
  row({ id, title, day, first, pages, mark }, at) {
    const item = document.createElement("li");
    item.className = "book__chapter";
    item.dataset.at = String(at);
    item.style.top = `${at * ROW}px`;
    item.setAttribute("aria-setsize", this.lines.length);
    item.setAttribute("aria-posinset", at + 1);
    const link = document.createElement("a");
    if (mark === "stuck") {
      link.href = this.model.addresses.document.replace(this.model.addresses.nobody, id);
    } else {
      link.href = `?blatt=${first}`;
      link.dataset.leaf = String(first);
    }
    if (at === this.current) link.setAttribute("aria-current", "true");
    const name = document.createElement("span");
    name.className = "book__chapter-title";
    name.textContent = title;
    name.title = title;
    const line = document.createElement("span");
    line.className = "book__chapter-line";
    const where = this.texts.leaf.replace("{leaf}", first.toLocaleString(document.documentElement.lang));
    const facts = document.createElement("span");
    const unread = mark ? [] : [this.texts.reading];
    facts.textContent = [day, ...(pages ? [where, this.texts.pages.replace("{n}", pages)] : unread)].join(" · ");
    line.append(facts);
    if (mark) line.append(this.nav.querySelector(`template[data-mark="${mark}"]`).content.cloneNode(true));
    link.append(name, line);
    item.append(link);
    return item;
  }
}
