/** The search box: finds rows by what they say, drawn or not. */

import type { PageTexts } from "../protocol/preview.js";
import { element, fill, iconButton, label } from "./dom.js";
import type { PageRow } from "./model.js";

export interface Find {
  readonly root: HTMLElement;
  open(): void;
  close(): void;
  isOpen(): boolean;
  step(by: 1 | -1): void;
  /** Another text, or another language. */
  update(texts: PageTexts): void;
}

export interface FindHost {
  rows(): readonly PageRow[];
  /** From where to search: what is marked or in view. */
  from(): number;
  /** The row that was found; -1 for none. And what is searched for. */
  show(row: number, words: string): void;
  closed(): void;
}

export function createFind(host: FindHost): Find {
  const parts = build();
  const { root, input } = parts;
  let texts: PageTexts | undefined;
  let hits: readonly number[] = [];
  let at = -1;

  const tell = () => tellHits(parts, texts, hits.indexOf(at), hits.length);
  const go = (row: number | undefined) => {
    at = row ?? -1;
    host.show(at, wordsOf(input.value));
    tell();
  };
  const search = () => {
    hits = rowsWith(host.rows(), input.value);
    const from = at >= 0 ? at : host.from();
    go(hits.find((row) => row >= from) ?? hits[0]);
  };
  const step = (by: 1 | -1) => {
    const from = at >= 0 ? at : host.from();
    hits = rowsWith(host.rows(), input.value);
    if (by > 0) go(hits.find((row) => row > from) ?? hits[0]);
    else go(hits.filter((row) => row < from).pop() ?? hits[hits.length - 1]);
  };
  const shut = () => {
    root.hidden = true;
    at = -1;
    host.show(-1, "");
    host.closed();
  };
  listen(parts, { search, step, shut });
  return {
    root,
    open() {
      root.hidden = false;
      input.focus();
      input.select();
      if (input.value !== "") search();
      else tell();
    },
    close: shut,
    isOpen: () => !root.hidden,
    step(by) {
      if (root.hidden) this.open();
      else step(by);
    },
    update(newTexts) {
      texts = newTexts;
      name(parts, texts);
      if (root.hidden) return;
      // The text changed: what was found may stand elsewhere now.
      hits = rowsWith(host.rows(), input.value);
      at = hits.find((row) => row >= host.from()) ?? -1;
      tell();
    },
  };
}

interface Parts {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  readonly count: HTMLElement;
  readonly previous: HTMLButtonElement;
  readonly next: HTMLButtonElement;
  readonly close: HTMLButtonElement;
}

function build(): Parts {
  const root = element("div", "find");
  root.setAttribute("role", "search");
  root.hidden = true;
  const input = element("input", "find-input");
  input.type = "text";
  input.spellcheck = false;
  const count = element("span", "find-count");
  count.setAttribute("role", "status");
  const previous = iconButton("tool", "arrow-up");
  const next = iconButton("tool", "arrow-down");
  const close = iconButton("tool", "close");
  root.append(input, count, previous, next, close);
  return { root, input, count, previous, next, close };
}

function name({ input, previous, next, close }: Parts, texts: PageTexts): void {
  input.placeholder = texts.find;
  input.setAttribute("aria-label", texts.find);
  label(previous, texts.findPrevious);
  label(next, texts.findNext);
  label(close, texts.close);
}

/** Says which of the hits is shown, of how many. */
function tellHits(parts: Parts, texts: PageTexts | undefined, shown: number, hits: number): void {
  const { root, input, count, previous, next } = parts;
  const none = input.value !== "" && hits === 0;
  if (input.value === "") count.textContent = "";
  else if (none) count.textContent = texts?.notFound ?? "";
  else count.textContent = fill(texts?.found ?? "", shown + 1, hits);
  root.classList.toggle("no-hit", none);
  for (const button of [previous, next]) button.disabled = hits === 0;
}

interface Searching {
  search(): void;
  step(by: 1 | -1): void;
  shut(): void;
}

function listen({ root, input, previous, next, close }: Parts, { search, step, shut }: Searching): void {
  input.oninput = (event) => {
    // Letters that an input method is still making words of.
    if (!(event as InputEvent).isComposing) search();
  };
  input.addEventListener("compositionend", search);
  root.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && event.target === input) step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  previous.onclick = () => step(-1);
  next.onclick = () => step(1);
  close.onclick = shut;
}

function wordsOf(typed: string): string {
  return typed.trim();
}

/** The rows that say this, in any case. */
export function rowsWith(rows: readonly PageRow[], words: string): number[] {
  const wanted = wordsOf(words).toLowerCase();
  if (wanted === "") return [];
  const found: number[] = [];
  rows.forEach(({ info }, i) => {
    if (info.text.join(" ").toLowerCase().includes(wanted)) found.push(i);
  });
  return found;
}
