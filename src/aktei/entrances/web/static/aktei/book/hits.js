// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Going from one place where the words stand to the next, through all pages.

export class Hits {
  /**
   * @param {HTMLElement} box
   * @param {import("./text.js").TextLayer} layer
   * @param {Record<string, string>} texts
   * @param {(leaf: number, share: number) => void} go
   */
  constructor(box, layer, texts, go) {
    this.box = box;
    this.layer = layer;
    this.texts = texts;
    this.go = go;
    this.status = box.querySelector("[data-book=hit-text]");
    this.similar = box.querySelector("[data-book=hit-similar]");
    /** @type {[number, number][]} */
    this.pages = [];
    this.at = { page: -1, mark: -1 };
  }

  /**
   * What is only spelt much like the words is never shown unasked: a button says how many pages there are.
   * @param {string} address
   * @param {string} wanted
   * @param {number} leaf
   * @param {string} [step]
   */
  async look(address, wanted, leaf, step = "forms") {
    this.box.hidden = !wanted;
    this.pages = [];
    this.total = 0;
    this.similar.hidden = true;
    if (!wanted) return;
    this.asked = { address, wanted, leaf };
    this.found = step === "similar" ? this.texts.similar : this.texts.hits;
    this.status.textContent = this.texts.searching;
    const query = new URLSearchParams({ q: wanted, stufe: step });
    const answer = await fetch(`${address}?${query}`).then((response) => (response.ok ? response.json() : { hits: /** @type {[number, number][]} */ ([]) })).catch(() => ({ hits: /** @type {[number, number][]} */ ([]) }));
    this.pages = answer.hits;
    this.total = this.pages.reduce((sum, [, count]) => sum + count, 0);
    for (const button of this.box.querySelectorAll(".icon-button")) {
      button.disabled = !this.total;
      button.hidden = Boolean(answer.similar);
    }
    this.similar.hidden = !answer.similar;
    this.similar.textContent = this.texts.showSimilar.replace("{n}", answer.similar);
    const here = this.pages.findIndex(([each]) => each >= leaf);
    this.at = { page: Math.max(0, here), mark: 0 };
    if (!this.total) this.status.textContent = this.texts.noHits;
    else await this.show();
  }

  async lookWider() {
    const { address, wanted, leaf } = this.asked;
    this.layer.look(wanted, "similar");
    await this.look(address, wanted, leaf, "similar");
    this.box.querySelector("[data-book=hit-after]").focus();
  }

  /** @param {number} by */
  async step(by) {
    if (!this.total) return;
    let { page, mark } = this.at;
    mark += by;
    if (mark < 0 || mark >= this.pages[page][1]) {
      page = (page + by + this.pages.length) % this.pages.length;
      mark = by > 0 ? 0 : this.pages[page][1] - 1;
    }
    this.at = { page, mark };
    await this.show();
  }

  async show() {
    const [leaf] = this.pages[this.at.page];
    const before = this.pages.slice(0, this.at.page).reduce((sum, [, count]) => sum + count, 0);
    this.status.textContent = this.found.replace("{at}", String(before + this.at.mark + 1)).replace("{all}", String(this.total));
    const marks = await this.layer.count(leaf); // a divided word is one place and two marks
    const share = await this.layer.show(leaf, Math.min(this.at.mark, marks - 1));
    this.go(leaf, share);
  }
}
