// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// What TypeScript cannot know of our pages. Only read by `script/check javascript-types`; browsers never see it.

/** On our pages whatever is looked for is HTML. */
interface ParentNode {
  querySelector(selectors: string): HTMLElement;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}

interface Element {
  closest(selectors: string): HTMLElement;
}

interface Document {
  getElementById(id: string): HTMLElement;
}

/** Events are listened to on elements alone. */
interface Event {
  readonly target: HTMLElement;
  readonly currentTarget: HTMLElement;
  /** What htmx tells. */
  readonly detail: any;
}
