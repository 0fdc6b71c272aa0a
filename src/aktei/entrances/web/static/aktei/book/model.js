// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// What the book knows about its pages: which document they belong to, their size, and where each stands on the screen.
// Pages are counted from 1. The first answer knows a part; the whole follows (learn), and unknown pages count as A4.

const A4 = [595, 842];
export const GAP = 16;
const LARGEST = 16e6; // browsers cannot make an element taller than this, give or take

/**
 * What the server tells of a book: runs of pages of one size as [first page, how many, width, height], documents as rows.
 * @typedef {object} Told
 * @property {number} total
 * @property {Record<string, string>} addresses
 * @property {[string, string, string, number, number, string][]} documents
 * @property {number[][]} sizes
 * @property {[string, number[]][]} [cases]
 * @property {Record<string, string[]>} [remarks]
 * @property {Record<number, number[][]>} [outlined]
 * @property {string} [waiting]
 *
 * @typedef {{id: string, title: string, day: string, first: number, pages: number, mark: string}} Chapter
 */

export class Model {
  /** @param {Told} told */
  constructor(told) {
    this.total = told.total;
    this.addresses = told.addresses;
    this.outlined = told.outlined ?? {};
    /** @type {Map<number, number>} */
    this.turned = new Map();
    this.zoom = 1;
    this.width = 800;
    this.learn(told);
  }

  /** @param {Told} told */
  learn(told) {
    /** @type {Chapter[]} */
    this.documents = told.documents.map(([id, title, day, first, pages, mark]) => ({ id, title, day, first, pages, mark }));
    this.total = told.total;
    this.cases = told.cases ?? [];
    this.sizes = told.sizes;
    this.remarks = told.remarks ?? {};
    this.place();
  }

  /**
   * The document of a page, or undefined while it is not known.
   * @param {number} leaf
   */
  documentAt(leaf) {
    let low = 0;
    let high = this.documents.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.documents[middle];
      if (leaf < found.first) high = middle - 1;
      else if (leaf >= found.first + found.pages) low = middle + 1;
      else return found;
    }
    return undefined;
  }

  // Lays all pages out for a pane of this width. Small papers stay small, wide ones end at the pane's edge.
  place(width = this.width) {
    this.width = width;
    const room = Math.max(200, width - 2 * GAP);
    const page = Math.min(room, 860);
    this.widths = new Float32Array(this.total + 1);
    this.heights = new Float32Array(this.total + 1);
    this.tops = new Float64Array(this.total + 2);
    let run = 0;
    let top = GAP;
    for (let leaf = 1; leaf <= this.total; leaf += 1) {
      while (run < this.sizes.length && leaf >= this.sizes[run][0] + this.sizes[run][1]) run += 1;
      const known = run < this.sizes.length && leaf >= this.sizes[run][0];
      let [across, down] = known ? this.sizes[run].slice(2) : A4;
      if ((this.turned.get(leaf) ?? 0) % 180) [across, down] = [down, across];
      const natural = Math.min(room, Math.max(page * 0.6, (across / A4[0]) * page));
      this.widths[leaf] = natural * this.zoom;
      this.heights[leaf] = natural * this.zoom * (down / Math.max(1, across));
      this.tops[leaf] = top;
      top += this.heights[leaf] + GAP;
    }
    this.tops[this.total + 1] = top;
    this.widest = this.widths.reduce((most, each) => Math.max(most, each), 0);
    if (top > LARGEST && this.zoom > 0.1) {
      this.zoom *= (LARGEST / top) * 0.99;
      this.place();
    }
  }

  get height() {
    return this.tops[this.total + 1];
  }

  /**
   * The page at this height: the last one that begins above it.
   * @param {number} y
   */
  leafAt(y) {
    let low = 1;
    let high = this.total;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {number} leaf */
  turn(leaf) {
    this.turned.set(leaf, ((this.turned.get(leaf) ?? 0) + 90) % 360);
    this.place();
  }

  /**
   * @param {string} name
   * @param {number} leaf
   */
  address(name, leaf) {
    const found = this.documentAt(leaf);
    if (!found) return undefined;
    const number = leaf - found.first + 1;
    return this.addresses[name].replace(this.addresses.nobody, found.id).replace("/seiten/0", `/seiten/${number}`);
  }
}
