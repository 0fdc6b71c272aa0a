// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Going from one place where the words stand to the next, through all pages.

export class Hits {
  constructor(box, layer, texts, go) {
    Object.assign(this, { box, layer, texts, go });
    this.status = box.querySelector("[data-book=hit-text]");
    this.pages = [];
    this.at = { page: -1, mark: -1 };
  }

  async look(address, wanted, leaf) {
    this.box.hidden = !wanted;
    this.pages = [];
    if (!wanted) return;
    this.status.textContent = this.texts.searching;
    const answer = await fetch(`${address}?${new URLSearchParams({ q: wanted })}`).then((response) => (response.ok ? response.json() : { hits: [] })).catch(() => ({ hits: [] }));
    this.pages = answer.hits;
    this.total = this.pages.reduce((sum, [, count]) => sum + count, 0);
    for (const button of this.box.querySelectorAll("button")) button.disabled = !this.total;
    if (answer.step && answer.step !== this.layer.step) this.layer.look(wanted, answer.step);
    const here = this.pages.findIndex(([each]) => each >= leaf);
    this.at = { page: Math.max(0, here), mark: 0 };
    if (!this.total) this.status.textContent = this.texts.noHits;
    else await this.show();
  }

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
    this.status.textContent = this.texts.hits.replace("{at}", before + this.at.mark + 1).replace("{all}", this.total);
    const marks = await this.layer.count(leaf); // a divided word is one place and two marks
    const share = await this.layer.show(leaf, Math.min(this.at.mark, marks - 1));
    this.go(leaf, share);
  }
}
