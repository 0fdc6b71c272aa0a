// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Text over the pictures: to select and to be read aloud; and the marks of what was looked for.

const SCALE = 10000;
const KEPT = 80;
const canvas = document.createElement("canvas").getContext("2d");
const FACE = "sans-serif";

export class TextLayer {
  /**
   * @param {import("./model.js").Model} model
   * @param {string} wanted what is looked for
   * @param {string} step how widely
   */
  constructor(model, wanted, step) {
    this.model = model;
    this.wanted = wanted;
    this.step = step;
    /** @type {Map<number, Promise<{words: Word[], marks: number[]}>>} */
    this.kept = new Map();
    this.current = { leaf: 0, mark: -1 };
  }

  /**
   * @param {string} wanted
   * @param {string} step
   */
  look(wanted, step) {
    Object.assign(this, { wanted, step });
    this.kept.clear();
    for (const layer of document.querySelectorAll(".leaf__text, .leaf__marks")) layer.remove();
  }

  /** @param {number} leaf */
  words(leaf) {
    const address = this.model.address("words", leaf);
    if (!address) return Promise.resolve(null);
    if (!this.kept.has(leaf)) {
      const query = this.wanted ? `?${new URLSearchParams({ q: this.wanted, stufe: this.step ?? "" })}` : "";
      const answer = fetch(address + query)
        .then((response) => (response.ok ? response.json() : null))
        .catch(() => /** @type {null} */ (null));
      this.kept.set(leaf, answer);
      answer.then((found) => found ?? this.kept.delete(leaf));
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    return this.kept.get(leaf);
  }

  /**
   * @param {number} leaf
   * @param {PageElement} section
   * @returns {Promise<void>}
   */
  async lay(leaf, section) {
    if (section.querySelector(".leaf__text")) return;
    const asked = this.words(leaf);
    const found = await asked;
    // Looked for something else meanwhile: this answer bears the marks of the old question, or none.
    if (found && this.kept.get(leaf) !== asked) return this.lay(leaf, section);
    const sheet = section.querySelector(".leaf__sheet");
    if (!found || !section.isConnected || sheet.querySelector(".leaf__text")) return;
    if (found.marks.length) sheet.append(this.marks(leaf, found));
    sheet.append(this.text(leaf, found.words));
  }

  /**
   * Marks are shares of the page, so they stay right at every size.
   * @param {number} leaf
   * @param {{words: Word[], marks: number[]}} of
   */
  marks(leaf, { words, marks }) {
    const layer = document.createElement("div");
    layer.className = "leaf__marks";
    layer.setAttribute("aria-hidden", "true");
    marks.forEach((at, number) => {
      const [, x0, y0, x1, y1] = words[at];
      const mark = document.createElement("span");
      mark.className = "leaf__mark";
      if (leaf === this.current.leaf && number === this.current.mark) mark.classList.add("leaf__mark--current");
      Object.assign(mark.style, box(x0, y0, x1, y1));
      layer.append(mark);
    });
    return layer;
  }

  /**
   * @param {number} leaf
   * @param {Word[]} words
   */
  text(leaf, words) {
    const layer = document.createElement("div");
    layer.className = "leaf__text";
    // A sheet of 1000 units across; the style sheet stretches it to the page, so zooming costs nothing.
    const ratio = (this.model.turned.get(leaf) ?? 0) % 180 ? this.model.widths[leaf] / this.model.heights[leaf] : this.model.heights[leaf] / this.model.widths[leaf];
    const parts = document.createDocumentFragment();
    words.forEach(([text, x0, y0, x1, y1, line], at) => {
      const span = document.createElement("span");
      span.textContent = text;
      const size = Math.max(4, ((y1 - y0) / SCALE) * 1000 * ratio * 0.86);
      canvas.font = `${size}px ${FACE}`;
      const wide = canvas.measureText(text).width || 1;
      const stretch = (((x1 - x0) / SCALE) * 1000) / wide;
      Object.assign(span.style, {
        left: `${(x0 / SCALE) * 1000}px`,
        top: `${(y0 / SCALE) * 1000 * ratio}px`,
        fontSize: `${size}px`,
        transform: `scaleX(${stretch.toFixed(3)})`,
      });
      parts.append(span, at + 1 < words.length && words[at + 1][5] === line ? " " : "\n");
    });
    layer.append(parts);
    layer.style.setProperty("--ratio", String(ratio));
    return layer;
  }

  /**
   * Makes one mark the current one and says how far down the page it is.
   * @param {number} leaf
   * @param {number} mark
   */
  async show(leaf, mark) {
    this.current = { leaf, mark };
    const found = await this.words(leaf);
    for (const each of document.querySelectorAll(".leaf__mark--current")) each.classList.remove("leaf__mark--current");
    const layer = document.querySelector(`.leaf[data-leaf="${leaf}"] .leaf__marks`);
    layer?.children[mark]?.classList.add("leaf__mark--current");
    const at = found?.marks[mark];
    return at === undefined ? null : found.words[at][2] / SCALE;
  }

  /** @param {number} leaf */
  async count(leaf) {
    return (await this.words(leaf))?.marks.length ?? 0;
  }
}

/** @param {number} value */
const percent = (value) => `${(value / SCALE) * 100}%`;

/**
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 */
function box(x0, y0, x1, y1) {
  const air = (y1 - y0) * 0.12;
  return { left: percent(x0 - air), top: percent(y0 - air), width: percent(x1 - x0 + 2 * air), height: percent(y1 - y0 + 2 * air) };
}
