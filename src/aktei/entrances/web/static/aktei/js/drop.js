// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Many files at once: dropped or chosen, each with its own progress; two travel at a time.
// Markup and texts: frame/parts/drop.html. The server answers JSON: {text?, href?}, or a problem {detail}.

const TOGETHER = 2;

class Uploads {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.zone = form.querySelector(".drop");
    this.field = form.querySelector("input[type=file]");
    this.list = form.querySelector(".uploads");
    this.status = form.querySelector("[data-drop-status]");
    this.count = form.querySelector("[data-drop-count]");
    this.texts = form.dataset;
    /** @type {Job[]} */
    this.waiting = [];
    this.running = 0;
    this.done = 0;
    this.failed = 0;
    this.zone.classList.add("drop--active");
    this.field.addEventListener("change", () => {
      this.take([...this.field.files]);
      this.field.value = "";
    });
  }

  /**
   * Files to send: each for itself, or all as one if the form's "together" says so.
   * @param {File[]} files
   */
  take(files) {
    const field = /** @type {any} */ (this.form.elements).together;
    const one = field?.type === "checkbox" ? field.checked : field?.value;
    for (const group of one ? [files] : files.map((file) => [file])) if (group.length) this.waiting.push(this.row(group));
    this.next();
  }

  /** @param {File[]} files */
  row(files) {
    const row = this.form.querySelector("template").content.cloneNode(true).firstElementChild;
    const name = files.length > 1 ? `${files[0].name} + ${files.length - 1}` : files[0].name;
    row.querySelector(".upload__name").textContent = name;
    row.querySelector("progress").setAttribute("aria-label", name);
    const job = { files, row, name };
    row.querySelector("[data-again]").addEventListener("click", () => {
      this.failed -= 1;
      this.show(job, "", this.texts.textWaiting);
      this.waiting.push(job);
      this.next();
    });
    this.show(job, "", this.texts.textWaiting);
    this.list.append(row);
    this.tell();
    return job;
  }

  /** How far it is, above the rows: with many files their end is far below. */
  tell() {
    const all = this.list.children.length;
    this.count.hidden = all < 2;
    this.count.textContent = this.texts.textSummary.replace("{done}", String(this.done)).replace("{all}", String(all));
  }

  next() {
    while (this.running < TOGETHER && this.waiting.length) this.send(this.waiting.shift());
    if (!this.running && !this.waiting.length && this.done + this.failed) {
      this.status.textContent = this.texts.textSummary.replace("{done}", String(this.done)).replace("{all}", String(this.done + this.failed));
      if (this.done) window.htmx?.trigger(document.body, "uploaded");
    }
  }

  /** @param {Job} job */
  send(job) {
    this.running += 1;
    const body = new FormData(this.form);
    body.delete(this.field.name);
    for (const file of job.files) body.append(this.field.name, file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("Accept", "application/json");
    const bar = job.row.querySelector("progress");
    request.upload.addEventListener("progress", (event) => {
      const percent = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
      bar.value = String(percent);
      this.show(job, "", percent < 100 ? `${percent} %` : this.texts.textStoring);
    });
    request.addEventListener("loadend", () => this.finish(job, request));
    request.send(body);
  }

  /**
   * @param {Job} job
   * @param {XMLHttpRequest} request
   */
  finish(job, request) {
    this.running -= 1;
    /** @type {{text?: string, detail?: string, href?: string}} */
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      // Not JSON: the status alone decides.
    }
    const good = request.status >= 200 && request.status < 300;
    if (good) this.done += 1;
    else this.failed += 1;
    const lost = request.status === 0 ? this.texts.textLost : this.texts.textFailed;
    this.show(job, good ? "done" : "failed", good ? answer.text || this.texts.textDone : answer.detail || lost);
    if (good && answer.href) this.link(job, answer.href);
    this.tell();
    this.next();
  }

  /**
   * @param {Job} job
   * @param {string} href
   */
  link(job, href) {
    const anchor = document.createElement("a");
    anchor.href = href;
    anchor.textContent = job.name;
    job.row.querySelector(".upload__name").replaceChildren(anchor);
  }

  /**
   * @param {{row: PageElement}} of
   * @param {string} outcome
   * @param {string} text
   */
  show({ row }, outcome, text) {
    row.classList.toggle("upload--done", outcome === "done");
    row.classList.toggle("upload--failed", outcome === "failed");
    row.querySelector("progress").hidden = outcome !== "";
    row.querySelector("[data-again]").hidden = outcome !== "failed";
    row.querySelector(".upload__state").textContent = text;
    for (const icon of row.querySelectorAll("[data-icon]")) icon.toggleAttribute("hidden", icon.dataset.icon !== (outcome || "file"));
  }
}

const all = [...document.querySelectorAll("form[data-drop]")].map((form) => new Uploads(/** @type {HTMLFormElement} */ (/** @type {HTMLElement} */ (form))));

/**
 * @param {any} area an element, or the document
 * @param {Uploads} uploads
 */
function watch(area, uploads) {
  let depth = 0;
  /** @type {HTMLElement} */
  let veil = null;
  /** @param {DragEvent} event */
  const files = (event) => event.dataTransfer?.types.includes("Files");
  /** @param {boolean} on */
  const over = (on) => {
    uploads.zone.classList.toggle("drop--over", on);
    if (area !== document) return;
    if (on && !veil) {
      veil = document.createElement("div");
      veil.className = "page-drop";
      veil.textContent = uploads.texts.textVeil;
      document.body.append(veil);
    } else if (!on) {
      veil?.remove();
      veil = null;
    }
  };
  area.addEventListener("dragenter", (/** @type {DragEvent} */ event) => files(event) && over(++depth > 0));
  area.addEventListener("dragleave", (/** @type {DragEvent} */ event) => files(event) && over(--depth > 0));
  area.addEventListener("dragover", (/** @type {DragEvent} */ event) => files(event) && event.preventDefault());
  area.addEventListener("drop", (/** @type {DragEvent} */ event) => {
    if (!files(event)) return;
    event.preventDefault();
    depth = 0;
    over(false);
    uploads.take([...event.dataTransfer.files]);
  });
}

for (const uploads of all) watch("dropPage" in uploads.form.dataset ? document : uploads.zone, uploads);

// Leaving while files travel would lose them: the browser asks first.
window.addEventListener("beforeunload", (event) => all.some((uploads) => uploads.running) && event.preventDefault());
