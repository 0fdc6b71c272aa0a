// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// What TypeScript cannot know of our pages. Only read by `script/check javascript-types`; browsers never see it.

/** Which element it is that a selector finds the page knows: what any of those we look for can do. */
interface PageElement extends HTMLElement {
  name?: string;
  value?: string;
  checked?: boolean;
  disabled?: boolean;
  open?: boolean;
  href?: string;
  action?: string;
  src?: string;
  currentSrc?: string;
  alt?: string;
  naturalWidth?: number;
  content?: any; // of a template its parts, of a meta element its text
  complete?: boolean;
  files?: FileList;
  multiple?: boolean;
  indeterminate?: boolean;
  form?: HTMLFormElement;
  elements?: any; // of a form, by their names
  select?(): void;
  close?(): void;
  showModal?(): void;
  submit?(): void;
  requestSubmit?(submitter?: HTMLElement): void;
  closest(selectors: string): PageElement;
}

interface ParentNode {
  querySelector(selectors: string): PageElement;
  querySelectorAll(selectors: string): NodeListOf<PageElement>;
}

interface Element {
  closest(selectors: string): PageElement;
  setAttribute(name: string, value: string | number | boolean): void;
  readonly style: CSSStyleDeclaration;
  inert: boolean;
}

/** A file on its way, and its line in the list. */
interface Job {
  row: PageElement;
  files: File[];
  name: string;
}

/** A word of a page: text, the corners of its box in ten-thousandths, the number of its line. */
type Word = [string, number, number, number, number, number];

interface Document {
  getElementById(id: string): PageElement;
}

/** What our scripts ask of the element at which something happened. */
interface EventTarget {
  closest?(selectors: string): PageElement;
  matches?(selectors: string): boolean;
  readonly dataset?: DOMStringMap;
  readonly form?: any;
  readonly elements?: any;
  value?: any;
  checked?: any;
  id?: any;
  action?: any;
  getAttribute?(name: string): string;
  querySelector?(selectors: string): PageElement;
  blur?(): void;
  close?(): any;
  submit?(): void;
}

interface Node {
  contains(other: EventTarget): boolean;
}

interface Event {
  /** What htmx and our own events tell. */
  readonly detail: any;
}

/** What keys or links do, by their name. */
type Acts = Record<string, (event?: KeyboardEvent) => unknown>;

interface UIEvent {
  /** Chromium only: whether a finger did it. */
  readonly sourceCapabilities?: { firesTouchEvents: boolean };
}

interface Window {
  htmx: { process(element: Element): void; trigger(element: Element, event: string): void; ajax(method: string, address: string, options: object): Promise<void> };
}
