/**
 * The picture: sheets one above the other, of which only those in view are drawn and in the page. It
 * scrolls by itself alone: whatever changes round it, what one looks at stays where it is.
 */

import {
  type Anchor,
  anchorAt,
  anchorOf,
  entryOf,
  isInView,
  type Laid,
  scrollTopFor,
  scrollTopToKeep,
  scrollTopToSee,
} from "./anchor.js";
import { element } from "./dom.js";
import { createDrawingQueue } from "./drawing-queue.js";
import { createFrameView } from "./frame-view.js";
import { estimate, type Layout, layOut, placeOfRow, rowAtHeight } from "./layout.js";
import { followRow, type Model } from "./model.js";
import { createMounted } from "./mounted.js";
import { createPainter, NAMES_HEIGHT } from "./painter.js";
import type { Stack, StackEvents } from "./stack.js";
import type { PictureSource } from "./take-away.js";
import { createViewport } from "./viewport.js";

/** Sheets are drawn this many heights of the window beyond what is in view. */
const AHEAD = 0.75;
/** Drawing can change what will be in view, and so what must be drawn. */
const ROUNDS = 8;
/** How far the head of an arrow, and a badge on it, reach below its line. */
const ARROW_BELOW = 10;
/** Below the last row that is shown, where others are not yet. */
const LEFT_OPEN = 72;

export function createStack(events: StackEvents): Stack {
  return new SheetStack(events);
}

class SheetStack implements Stack {
  readonly root = element("div", "picture stack");
  private readonly curtain = element("div", "curtain");
  private readonly painter = createPainter();
  private readonly viewport = createViewport();
  private readonly frame = createFrameView(this.root, this.painter);
  private readonly mounted = createMounted(this.root, this.frame.lines, this.painter);
  private readonly queue = createDrawingQueue(
    () => this.nextDrawing(),
    () => this.events.failed(this.hasFailures()),
    () => {
      if (!this.adopting) this.mount(this.scroller.scrollTop);
    },
  );
  private readonly closed = new Set<string>();
  private laid: Laid | null = null;
  private pending: { readonly model: Model; readonly place: Anchor | undefined } | null = null;
  /** The lanes are being changed: what stands in the page is of the old ones, and is left alone. */
  private adopting = false;
  private widthIsNew = false;
  private marks = { marked: -1, found: -1, words: "", concealed: -1 };

  constructor(private readonly events: StackEvents) {
    const { curtain, root, frame, scroller } = this;
    curtain.hidden = true;
    root.tabIndex = 0;
    root.setAttribute("role", "group");
    root.append(frame.lines, curtain);
    scroller.append(frame.names, root, frame.end);
    scroller.addEventListener("scroll", () => {
      frame.names.classList.toggle("lifted", scroller.scrollTop > 0);
      this.queue.runSoon();
      events.scrolled();
    });
    let roomBefore = 0;
    new ResizeObserver(() => {
      const { laid, marks, viewport } = this;
      const top = laid && scrollTopToKeep(laid, viewport, marks.marked, roomBefore);
      if (top !== null) scroller.scrollTop = top;
      roomBefore = viewport.room();
      this.queue.runSoon();
    }).observe(scroller);
  }

  get scroller(): HTMLElement {
    return this.viewport.scroller;
  }

  label(name: string): void {
    this.root.setAttribute("aria-label", name);
  }

  model(): Model | null {
    return this.laid?.model ?? null;
  }

  show(model: Model, place?: Anchor): void {
    this.pending = { model, place };
    this.queue.run();
  }

  mark(row: number): void {
    this.remark({ marked: row });
  }

  marked(): number {
    return this.marks.marked;
  }

  setFound(row: number, words: string): void {
    this.remark({ found: row, words });
  }

  conceal(row: number): void {
    if (row === this.marks.concealed) return;
    this.remark({ concealed: row });
    this.resize();
  }

  reveal(row: number): void {
    const top = this.laid && scrollTopToSee(this.laid, this.viewport, row);
    if (top === null) return;
    this.scroller.scrollTop = top;
    this.queue.runSoon();
  }

  fold(phase: string, folded: boolean): void {
    if (folded) this.closed.add(phase);
    else this.closed.delete(phase);
    const { laid } = this;
    if (laid === null) return;
    const heading = laid.model.blocks.find((one) => one.phase === phase)?.first ?? -1;
    this.settle(isInView(laid, this.viewport, heading) ? heading : undefined);
    this.events.folded();
    this.queue.run();
  }

  folded(): ReadonlySet<string> {
    return this.closed;
  }

  phases(): readonly string[] {
    const blocks = this.laid?.model.blocks ?? [];
    return blocks.filter(({ sheet }) => sheet.section).map(({ phase }) => phase);
  }

  unfoldRow(row: number): void {
    const phase = this.phaseOf(row);
    if (phase !== undefined && this.isFolded(row)) this.fold(phase, false);
  }

  visibleRow(row: number, direction: 1 | -1): number {
    const rows = this.laid?.model.rows.length ?? 0;
    let at = row;
    while (at >= 0 && at < rows && this.isFolded(at)) at += direction;
    return at < rows ? at : -1;
  }

  point(row: number): void {
    if (this.laid !== null) this.mounted.point(this.laid.model, row);
  }

  zoom(): number {
    return this.viewport.zoom;
  }

  setZoom(factor: number, at?: { readonly x: number; readonly y: number }): void {
    const { laid, scroller, viewport, marks } = this;
    const before = viewport.zoom;
    if (factor === before) return;
    const box = scroller.getBoundingClientRect();
    const here = laid && anchorOf(laid, viewport, marks.marked);
    const margin = () => Math.max(0, (scroller.clientWidth - this.width() * viewport.zoom) / 2);
    const pointed = { x: (at?.x ?? box.left + box.width / 2) - box.left, y: (at?.y ?? 0) - box.top };
    const x = (pointed.x + scroller.scrollLeft - margin()) / before;
    const y = (scroller.scrollTop + pointed.y - NAMES_HEIGHT * before) / before;
    viewport.zoom = factor;
    if (laid === null || this.adopting) return;
    const top = scroller.scrollTop === 0 ? 0 : scrollTopFor(laid, viewport, here);
    this.commit(at === undefined ? top : (y + NAMES_HEIGHT) * factor - pointed.y);
    scroller.scrollLeft = x * factor + margin() - pointed.x;
    this.queue.run();
  }

  width(): number {
    return this.painter.frame()?.width ?? 0;
  }

  anchor(): Anchor | null {
    return this.laid && anchorOf(this.laid, this.viewport, this.marks.marked);
  }

  rowOf(target: EventTarget | null): number {
    if (this.laid === null || !(target instanceof Element)) return -1;
    const own = target.closest("[data-row], [data-of]");
    const block = own?.closest<HTMLElement>(".block")?.dataset["block"];
    const first = this.laid.model.blocks[Number(block ?? -1)]?.first;
    if (own === null || first === undefined) return -1;
    return first + Number(own.getAttribute("data-row") ?? own.getAttribute("data-of"));
  }

  boxOf(row: number): DOMRect | null {
    return this.laid && this.mounted.boxOf(this.laid.model, row);
  }

  rowsPerPage(): number {
    if (this.laid === null) return 1;
    const { model, layout } = this.laid;
    const { zoom } = this.viewport;
    const first = rowAtHeight(model, layout, this.scroller.scrollTop / zoom);
    const last = rowAtHeight(model, layout, (this.scroller.scrollTop + this.viewport.room()) / zoom);
    return Math.max(1, last - first - 1);
  }

  get source(): PictureSource {
    const { painter } = this;
    return {
      model: () => this.model(),
      async drawing({ sheet }) {
        // Drawing one may show that all must be drawn wider.
        for (let round = 0; round < ROUNDS && !painter.drawn(sheet); round++) await painter.draw(sheet);
        const drawing = painter.drawn(sheet);
        if (drawing === undefined) throw new Error(painter.failure(sheet) ?? "");
        return drawing;
      },
      frame: () => painter.frame(),
      gutter: () => painter.gutter(),
      names: () => painter.names(),
    };
  }

  private phaseOf(row: number): string | undefined {
    const model = this.laid?.model;
    return model?.blocks[model.rows[row]?.block ?? -1]?.phase;
  }

  private isFolded(row: number): boolean {
    const model = this.laid?.model;
    const { sheet, phase } = model?.blocks[model.rows[row]?.block ?? -1] ?? {};
    return sheet?.section === false && phase !== undefined && this.closed.has(phase);
  }

  private remark(change: Partial<typeof this.marks>): void {
    this.marks = { ...this.marks, ...change };
    if (this.laid !== null) this.mounted.mark(this.laid.model, this.marks);
  }

  private layoutOf(model: Model): Layout {
    const { blocks } = model;
    const { lineHeight } = this.painter;
    return layOut(
      blocks.map(({ sheet }, i) => this.painter.size(sheet) ?? estimate(model, i, lineHeight)),
      blocks.map(({ sheet, phase }) => !sheet.section && phase !== "" && this.closed.has(phase)),
    );
  }

  private undrawn(model: Model, blocks: readonly number[]): readonly number[] {
    const { painter } = this;
    return blocks.filter((i) => {
      const sheet = model.blocks[i]?.sheet;
      return sheet && !sheet.section && !painter.drawn(sheet) && painter.failure(sheet) === undefined;
    });
  }

  /** A new view first, then what is in view, then what is near. */
  private nextDrawing(): (() => Promise<void>) | null {
    const { pending, laid, viewport } = this;
    if (pending !== null) {
      this.pending = null;
      return () => this.adopt(pending.model, pending.place);
    }
    if (laid === null) return null;
    const { model, layout } = laid;
    const near = (ahead: number) =>
      this.undrawn(model, viewport.blocks(layout, this.scroller.scrollTop, ahead))[0];
    const sheet = model.blocks[near(0) ?? near(AHEAD) ?? -1]?.sheet;
    if (sheet === undefined) return null;
    return async () => {
      await this.painter.draw(sheet);
      this.settle();
    };
  }

  private hasFailures(): boolean {
    const blocks = this.laid?.model.blocks ?? [];
    return blocks.some(({ sheet }) => this.painter.failure(sheet) !== undefined);
  }

  /** The new view takes the place of the old one all at once. */
  private async adopt(next: Model, place: Anchor | undefined): Promise<void> {
    const { painter, viewport } = this;
    this.adopting = true;
    painter.prepare(next);
    const before = this.laid?.model ?? null;
    const follow = (row: number) =>
      before !== null && isSameFlow(before, next) && row >= 0 ? followRow(before.rows, next.rows, row) : -1;
    const now = (laid: Laid): Anchor | null => {
      if (place !== undefined) return place;
      if (before === null || !isSameFlow(before, next)) return entryOf(laid, viewport);
      const old = this.anchor();
      return old && { row: follow(old.row), offset: old.offset };
    };
    const laidOut = (): Laid => ({ model: next, layout: this.layoutOf(next) });
    for (let round = 0; round < ROUNDS; round++) {
      const laid = laidOut();
      const top = scrollTopFor(laid, viewport, now(laid));
      const missing = this.undrawn(next, viewport.blocks(laid.layout, top, 0));
      if (missing.length === 0) break;
      for (const block of missing) {
        const sheet = next.blocks[block]?.sheet;
        if (sheet !== undefined) await painter.draw(sheet);
      }
    }
    const laid = laidOut();
    const target = now(laid);
    const { marked, found, ...rest } = this.marks;
    this.marks = { ...rest, marked: follow(marked), found: follow(found) };
    this.laid = laid;
    this.adopting = false;
    this.commit(scrollTopFor(laid, viewport, target));
    this.events.shown(next, before);
  }

  /** After a sheet was drawn, or phases were folded: all else stays where it is. */
  private settle(fixed?: number): void {
    const { laid, viewport } = this;
    if (laid === null) return;
    const here = fixed === undefined ? this.anchor() : anchorAt(laid, viewport, fixed);
    this.laid = { model: laid.model, layout: this.layoutOf(laid.model) };
    this.commit(scrollTopFor(this.laid, viewport, here));
  }

  private commit(to: number): void {
    // Height first: a page cannot be scrolled farther than it is high.
    this.resize();
    if (this.frame.paint(this.laid?.model.view.head, this.viewport.zoom)) this.widthIsNew = true;
    this.viewport.scrollTo(to);
    this.mount(this.scroller.scrollTop);
    if (!this.widthIsNew) return;
    this.widthIsNew = false;
    this.events.widthChanged();
  }

  /** As high as the picture; where a part of it is not shown yet, one cannot scroll into that part. */
  private resize(): void {
    const { laid, curtain, root, frame, viewport } = this;
    if (laid === null) return;
    const whole = laid.layout.tops.at(-1) as number;
    const hidden = placeOfRow(laid.model, laid.layout, this.marks.concealed);
    const end = hidden === null ? whole : Math.min(whole, hidden.top + ARROW_BELOW);
    curtain.hidden = hidden === null;
    root.classList.toggle("unfinished", hidden !== null);
    frame.end.classList.toggle("concealed", hidden !== null);
    curtain.style.top = `${end * viewport.zoom}px`;
    const height = hidden === null ? whole : Math.min(whole, end + LEFT_OPEN / viewport.zoom);
    root.style.height = `${height * viewport.zoom}px`;
  }

  private mount(top: number): void {
    const { laid, viewport, closed, marks } = this;
    if (laid === null) return;
    const { model, layout } = laid;
    const blocks = viewport.blocks(layout, top, AHEAD);
    this.mounted.put(model, blocks, { layout, zoom: viewport.zoom, closed, marks });
  }
}

function isSameFlow({ view: a }: Model, { view: b }: Model): boolean {
  return a.flow === b.flow && a.state.uri === b.state.uri;
}
