// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Selecting text with the mouse. A browser guesses badly among words that stand each for itself over a picture: beside
// them it selects something else, or nothing. So the nearest word in the nearest line counts, wherever the mouse is.

const EDGE = 24; // pixels from the edge of the pane at which it begins to scroll
const FLAT = 20; // a line above or below is this much further away than a word beside

/**
 * @param {HTMLElement} pane
 * @param {AbortSignal} signal ends it
 */
export function selecting(pane, signal) {
  /** @type {{node: Node, offset: number}} */
  let anchor = null;
  /** @type {MouseEvent} */
  let mouse = null;
  /** @type {number} */
  let frame = null;
  let lines = new Map();

  pane.addEventListener("mousedown", (event) => {
    if (event.button || event.detail > 1 || event.sourceCapabilities?.firesTouchEvents) return;
    if (!event.target.closest(".book__sizer") || event.target.closest("a, button, .leaf__broken")) return;
    lines = new Map();
    const at = place(event.clientX, event.clientY);
    if (!at) return;
    event.preventDefault(); // the browser's own guess
    pane.focus({ preventScroll: true });
    const selection = getSelection();
    if (event.shiftKey && selection.anchorNode && pane.contains(selection.anchorNode)) {
      anchor = { node: selection.anchorNode, offset: selection.anchorOffset };
      reach(at);
    } else {
      selection.removeAllRanges();
      anchor = at;
    }
  }, { signal });
  document.addEventListener("mousemove", (event) => {
    if (!anchor) return;
    if (!event.buttons) return end();
    mouse = event;
    follow();
  }, { signal });
  document.addEventListener("mouseup", end, { signal });
  document.addEventListener("copy", (event) => {
    const text = chosen();
    if (!text || event.target.closest?.("input, textarea")) return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  }, { signal });

  function end() {
    anchor = null;
    cancelAnimationFrame(frame);
  }

  // Goes on while the mouse rests at the edge: the pages move below it.
  function follow() {
    cancelAnimationFrame(frame);
    if (!anchor || !mouse) return;
    const at = place(mouse.clientX, mouse.clientY);
    if (at) reach(at);
    const box = pane.getBoundingClientRect();
    const over = Math.max(0, mouse.clientY - box.bottom + EDGE) - Math.max(0, box.top + EDGE - mouse.clientY);
    if (!over) return;
    pane.scrollBy(0, over / 3);
    frame = requestAnimationFrame(follow);
  }

  /** @param {{node: any, offset: any}} of */
  function reach({ node, offset }) {
    if (anchor.node.isConnected) getSelection().setBaseAndExtent(anchor.node, anchor.offset, node, offset);
  }

  /**
   * The place in the text that is nearest to a point of the window; null where no text can be selected.
   * @param {number} x
   * @param {number} y
   */
  function place(x, y) {
    const leaf = nearest([...pane.querySelectorAll(".leaf:has(.leaf__text > span)")], (each) => away(y, each.getBoundingClientRect(), "top", "bottom"));
    if (!leaf || leaf.querySelector(".leaf__sheet").style.transform) return null;
    const { left, top } = leaf.getBoundingClientRect();
    const [over, down] = [x - left, y - top];
    if (!lines.has(leaf)) lines.set(leaf, linesOf(leaf));
    const line = nearest(lines.get(leaf), (each) => away(down, each, "top", "bottom") * FLAT + away(over, each, "left", "right"));
    const word = nearest(line.words, (each) => away(over, each, "left", "right"));
    const share = Math.min(1, Math.max(0, (over - word.left) / Math.max(1, word.right - word.left)));
    return { node: word.node, offset: Math.round(share * word.node.length) };
  }
}

/**
 * @param {number} at
 * @param {any} box
 * @param {string} from
 * @param {string} to
 */
const away = (at, box, from, to) => Math.max(0, box[from] - at, at - box[to]);

/**
 * @param {any[]} all
 * @param {(each: any) => number} distance
 */
function nearest(all, distance) {
  /** @type {any} */
  let best = null;
  let least = Infinity;
  for (const each of all) {
    const found = distance(each);
    if (found < least) [best, least] = [each, found];
  }
  return best;
}

/**
 * The words of a page by line, in pixels from its corner.
 * @param {PageElement} leaf
 */
function linesOf(leaf) {
  const { left, top } = leaf.getBoundingClientRect();
  /** @type {any[]} */
  const found = [];
  /** @type {{words: object[], left: number, right: number, top: number, bottom: number}} */
  let line = null;
  for (const span of leaf.querySelectorAll(".leaf__text > span")) {
    if (!span.firstChild) continue;
    const box = span.getBoundingClientRect();
    const word = { node: span.firstChild, left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top };
    if (!line) {
      line = { words: [], left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
      found.push(line);
    }
    line.words.push(word);
    for (const name of /** @type {const} */ (["left", "top"])) line[name] = Math.min(line[name], word[name]);
    for (const name of /** @type {const} */ (["right", "bottom"])) line[name] = Math.max(line[name], word[name]);
    if (span.nextSibling?.textContent === "\n") line = null;
  }
  return found;
}

// What is selected on the pages, in the order in which it is read.
function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  const texts = [...document.querySelectorAll(".leaf__text")].filter((each) => range.intersectsNode(each));
  if (!texts.length || !range.startContainer.parentElement?.closest(".leaf__text")) return "";
  return texts.map((each) => {
    const part = document.createRange();
    part.selectNodeContents(each);
    if (each.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (each.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    return part.cloneContents().textContent.trimEnd();
  }).join("\n");
}
