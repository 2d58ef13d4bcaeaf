/**
 * The picture: sheets one above the other, of which only those in sight are drawn and in the page. It
 * scrolls by itself alone: whatever changes round it, what one looks at stays where it is.
 */

import { element } from "./dom.js";
import { createFrameView } from "./frame-view.js";
import {
  type BlockSize,
  blockAtHeight,
  estimate,
  type Layout,
  layOut,
  placeOfRow,
  rowAtHeight,
} from "./layout.js";
import { followRow, type Model, rowAtLine } from "./model.js";
import { createMounted } from "./mounted.js";
import { createPainter, NAMES_HEIGHT } from "./painter.js";
import type { Source } from "./take-away.js";

export interface Stack {
  readonly scroller: HTMLElement;
  /** Takes the keyboard and the mouse. */
  readonly root: HTMLElement;
  label(name: string): void;
  model(): Model | null;
  /** Shows this as soon as what will be in sight is drawn; the newest of several that wait. */
  show(model: Model, place?: Anchor): void;
  /** The row that the cursor, a click or a step is at; -1 for none. */
  mark(row: number): void;
  marked(): number;
  /** Scrolls no farther than it takes to see the row, and some of what is round it. */
  reveal(row: number): void;
  setFound(row: number): void;
  /** This row and all below it are not shown; -1 for none. */
  conceal(row: number): void;
  fold(phase: string, folded: boolean): void;
  folded(): ReadonlySet<string>;
  /** From the top. */
  phases(): readonly string[];
  /** Unfolds the phase that the row is in. */
  unfoldRow(row: number): void;
  /** This row, or the next one in this direction that is not folded away; -1 where there is none. */
  visibleRow(row: number, direction: 1 | -1): number;
  /** Shows which row the mouse is at; -1 for none. */
  point(row: number): void;
  zoom(): number;
  /** `at`: the point of the window that stays where it is. */
  setZoom(factor: number, at?: { readonly x: number; readonly y: number }): void;
  /** The width of the picture at zoom 1; 0 as long as nothing is drawn. */
  width(): number;
  /** What is in sight, to come back to. */
  anchor(): Anchor | null;
  /** The row that an element of the picture belongs to; -1 for none. */
  rowOf(target: EventTarget | null): number;
  /** On the screen; null where the row is not in the page. */
  boxOf(row: number): DOMRect | null;
  rowsPerPage(): number;
  /** What the picture is made with, to make it once more. */
  readonly source: Source;
}

/** A row, and how far below the upper edge of what is seen it begins, in pixels of the screen. */
export interface Anchor {
  readonly row: number;
  readonly offset: number;
}

export interface StackEvents {
  /** A view has taken the place of the one before. */
  shown(model: Model, before: Model | null): void;
  /** The width at zoom 1 changed. */
  widthChanged(): void;
  scrolled(): void;
  folded(): void;
  /** Some of it cannot be drawn, or all can. */
  failed(some: boolean): void;
}

/** Of what is seen around the marked row, in pixels. */
const SIGHT = 72;
const HALF_SIGHT = SIGHT / 2;
/** Sheets are drawn this many heights of the window beyond what is in sight. */
const AHEAD = 0.75;
/** Drawing can change what will be in sight, and so what must be drawn. */
const ROUNDS = 8;

export function createStack(events: StackEvents): Stack {
  const scroller = element("main", "scroller");
  const stack = element("div", "picture stack");
  const curtain = element("div", "curtain");
  curtain.hidden = true;
  stack.tabIndex = 0;
  stack.setAttribute("role", "group");
  const painter = createPainter();
  const frame = createFrameView(stack, painter);
  const mounted = createMounted(stack, frame.lines, painter);
  stack.append(frame.lines, curtain);
  scroller.append(frame.names, stack, frame.end);

  let model: Model | null = null;
  let layout: Layout = layOut([], []);
  let pending: { readonly model: Model; readonly place: Anchor | undefined } | null = null;
  let busy = false;
  /** The lanes are being changed: what stands in the page is of the old ones, and is left alone. */
  let adopting = false;
  let marked = -1;
  let found = -1;
  let concealed = -1;
  let zoom = 1;
  /** Where it was to be scrolled to, and where it stands since: a page is scrolled by whole pixels. */
  let scrolled = { to: 0, shown: 0 };
  let widthIsNew = false;
  const closed = new Set<string>();

  const sizesOf = (of: Model): BlockSize[] =>
    of.blocks.map(({ sheet }, i) => painter.size(sheet) ?? estimate(of, i, painter.lineHeight));
  const foldedOf = (of: Model) =>
    of.blocks.map(({ sheet, phase }) => !sheet.section && phase !== "" && closed.has(phase));
  const layoutOf = (of: Model) => layOut(sizesOf(of), foldedOf(of));
  const room = () => Math.max(0, scroller.clientHeight - NAMES_HEIGHT * zoom);

  /** Blocks from `top` to `bottom`, in pixels at zoom 1. */
  const blocksIn = (of: Layout, top: number, bottom: number): number[] => {
    const blocks: number[] = [];
    for (let i = blockAtHeight(of, top); i < of.sizes.length && (of.tops[i] as number) < bottom; i++) {
      if ((of.tops[i + 1] as number) > (of.tops[i] as number)) blocks.push(i);
    }
    return blocks;
  };
  const inSight = (of: Layout, scrollTop: number, ahead: number) => {
    const margin = room() * ahead;
    return blocksIn(of, (scrollTop - margin) / zoom, (scrollTop + room() + margin) / zoom);
  };
  const undrawn = (of: Model, blocks: readonly number[]) =>
    blocks.filter((i) => {
      const sheet = of.blocks[i]?.sheet;
      return sheet && !sheet.section && !painter.drawn(sheet) && painter.failure(sheet) === undefined;
    });

  const isInSight = (row: number) => {
    const place = model && placeOfRow(model, layout, row);
    if (!place) return false;
    return place.bottom * zoom > scroller.scrollTop && place.top * zoom < scroller.scrollTop + room();
  };
  /** What is lost by whole pixels would add up, from redraw to redraw. */
  const scrollTop = () => (scroller.scrollTop === scrolled.shown ? scrolled.to : scroller.scrollTop);
  const anchor = (fixed?: number): Anchor | null => {
    if (model === null || model.rows.length === 0) return null;
    const row = fixed ?? (isInSight(marked) ? marked : rowAtHeight(model, layout, scroller.scrollTop / zoom));
    const place = placeOfRow(model, layout, row);
    return place === null ? null : { row, offset: place.top * zoom - scrollTop() };
  };
  const scrollTopFor = (of: Model, at: Layout, place: Anchor | null) => {
    const row = place && placeOfRow(of, at, place.row);
    const top = place && row ? row.top * zoom - place.offset : 0;
    const most = (at.tops[at.tops.length - 1] as number) * zoom + NAMES_HEIGHT * zoom - room();
    return Math.max(0, Math.min(top, Math.max(0, most)));
  };

  /** Where one begins: with the row of the cursor in sight. */
  const entry = (of: Model, at: Layout): Anchor | null => {
    const row = rowAtLine(of.rows, of.view.cursor);
    const own = placeOfRow(of, at, row);
    if (own === null) return null;
    return { row, offset: own.bottom * zoom < room() ? own.top * zoom : room() / 3 };
  };

  const marks = () => ({ marked, found, concealed });
  const mount = (at: number) => {
    if (model === null) return;
    mounted.put(model, inSight(layout, at, AHEAD), { layout, zoom, closed, marks: marks() });
  };

  const placeCurtain = () => {
    const place = model && placeOfRow(model, layout, concealed);
    curtain.hidden = !place;
    if (place) curtain.style.top = `${(place.top + ARROW_BELOW) * zoom}px`;
  };

  const commit = (to: number) => {
    stack.style.height = `${(layout.tops[layout.tops.length - 1] as number) * zoom}px`;
    if (frame.paint(model?.view.head, zoom)) widthIsNew = true;
    placeCurtain();
    // Height first: a page cannot be scrolled farther than it is high.
    if (Math.abs(scroller.scrollTop - to) >= HALF_A_PIXEL) scroller.scrollTop = to;
    const shown = scroller.scrollTop;
    scrolled = { to: Math.abs(shown - to) < 1 ? to : shown, shown };
    mount(scroller.scrollTop);
    if (!widthIsNew) return;
    widthIsNew = false;
    events.widthChanged();
  };

  /** The new view takes the place of the old one all at once. */
  const adopt = async (next: Model, place: Anchor | undefined) => {
    adopting = true;
    painter.prepare(next);
    const before = model;
    const sameFlow =
      before !== null && before.view.flow === next.view.flow && before.view.state.uri === next.view.state.uri;
    const follow = (row: number) => (sameFlow && row >= 0 ? followRow(before.rows, next.rows, row) : -1);
    const now = (at: Layout): Anchor | null => {
      if (place !== undefined) return place;
      if (!sameFlow) return entry(next, at);
      const old = anchor();
      return old && { row: follow(old.row), offset: old.offset };
    };
    for (let round = 0; round < ROUNDS; round++) {
      const at = layoutOf(next);
      const missing = undrawn(next, inSight(at, scrollTopFor(next, at, now(at)), 0));
      const first = next.blocks[missing[0] ?? -1]?.sheet;
      if (first === undefined) break;
      for (const block of missing) await painter.draw((next.blocks[block] as { sheet: typeof first }).sheet);
    }
    const nextLayout = layoutOf(next);
    const target = now(nextLayout);
    marked = follow(marked);
    found = follow(found);
    model = next;
    layout = nextLayout;
    adopting = false;
    commit(scrollTopFor(next, layout, target));
    events.shown(next, before);
  };

  /** After a sheet was drawn, or phases were folded: all else stays where it is. */
  const settle = (fixed?: number) => {
    if (model === null) return;
    const here = anchor(fixed);
    layout = layoutOf(model);
    commit(scrollTopFor(model, layout, here));
  };

  const work = async () => {
    if (busy) return;
    busy = true;
    try {
      for (;;) {
        if (pending !== null) {
          const next = pending;
          pending = null;
          await adopt(next.model, next.place);
          continue;
        }
        if (model === null) break;
        const here = undrawn(model, inSight(layout, scroller.scrollTop, 0));
        const block = here[0] ?? undrawn(model, inSight(layout, scroller.scrollTop, AHEAD))[0];
        const sheet = block === undefined ? undefined : model.blocks[block]?.sheet;
        if (sheet === undefined) break;
        await painter.draw(sheet);
        settle();
      }
    } finally {
      busy = false;
    }
    events.failed(model?.blocks.some(({ sheet }) => painter.failure(sheet) !== undefined) ?? false);
  };

  let waiting = false;
  const refresh = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!adopting) mount(scroller.scrollTop);
      void work();
    });
  };
  scroller.addEventListener("scroll", () => {
    frame.names.classList.toggle("lifted", scroller.scrollTop > 0);
    refresh();
    events.scrolled();
  });
  // Less room, and what one looked at is out of sight: it comes back.
  let roomBefore = 0;
  new ResizeObserver(() => {
    const place = model && placeOfRow(model, layout, marked);
    const top = place ? place.top * zoom - scroller.scrollTop : -1;
    if (place && top >= 0 && top < roomBefore && place.bottom * zoom - scroller.scrollTop > room()) {
      scroller.scrollTop += Math.min(place.bottom * zoom - scroller.scrollTop - room() + HALF_SIGHT, top);
    }
    roomBefore = room();
    refresh();
  }).observe(scroller);

  const remark = () => {
    if (model === null) return;
    mounted.mark(model, marks());
  };

  const isFolded = (row: number) => {
    const { sheet, phase } = model?.blocks[model.rows[row]?.block ?? -1] ?? {};
    return sheet?.section === false && phase !== undefined && closed.has(phase);
  };
  const fold = (phase: string, folded: boolean) => {
    if (folded) closed.add(phase);
    else closed.delete(phase);
    if (model === null) return;
    const heading = model.blocks.find((one) => one.phase === phase)?.first ?? -1;
    settle(isInSight(heading) ? heading : undefined);
    events.folded();
    void work();
  };

  return {
    scroller,
    root: stack,
    label: (name) => stack.setAttribute("aria-label", name),
    model: () => model,
    show(next, place) {
      pending = { model: next, place };
      void work();
    },
    mark(row) {
      marked = row;
      remark();
    },
    marked: () => marked,
    conceal(row) {
      if (row === concealed) return;
      concealed = row;
      placeCurtain();
      remark();
    },
    setFound(row) {
      found = row;
      remark();
    },
    reveal(row) {
      const place = model && placeOfRow(model, layout, row);
      if (!place) return;
      const [top, bottom] = [place.top * zoom - scroller.scrollTop, place.bottom * zoom - scroller.scrollTop];
      if (top >= 0 && bottom <= room()) return;
      const sight = Math.min(SIGHT, room() / 4);
      // Far away: in the middle, where one sees what is round it.
      if (bottom < -room() || top > 2 * room()) scroller.scrollTop += top - room() / 2;
      else if (top < 0) scroller.scrollTop += top - sight;
      else scroller.scrollTop += Math.min(bottom + sight - room(), top - sight);
      refresh();
    },
    fold,
    phases: () => model?.blocks.filter(({ sheet }) => sheet.section).map(({ phase }) => phase) ?? [],
    unfoldRow(row) {
      const phase = model?.blocks[model.rows[row]?.block ?? -1]?.phase;
      if (phase !== undefined && isFolded(row)) fold(phase, false);
    },
    visibleRow(row, direction) {
      const rows = model?.rows.length ?? 0;
      let at = row;
      while (at >= 0 && at < rows && isFolded(at)) at += direction;
      return at < rows ? at : -1;
    },
    point(row) {
      if (model !== null) mounted.point(model, row);
    },
    folded: () => closed,
    zoom: () => zoom,
    setZoom(factor, at) {
      if (factor === zoom) return;
      const box = scroller.getBoundingClientRect();
      const here = anchor();
      const before = zoom;
      const margin = () => Math.max(0, (scroller.clientWidth - (painter.frame()?.width ?? 0) * zoom) / 2);
      const pointed = { x: (at?.x ?? box.left + box.width / 2) - box.left, y: (at?.y ?? 0) - box.top };
      const x = (pointed.x + scroller.scrollLeft - margin()) / before;
      const y = (scroller.scrollTop + pointed.y - NAMES_HEIGHT * before) / before;
      zoom = factor;
      if (model === null || adopting) return;
      const top = scroller.scrollTop === 0 ? 0 : scrollTopFor(model, layout, here);
      commit(at === undefined ? top : y * zoom + NAMES_HEIGHT * zoom - pointed.y);
      scroller.scrollLeft = x * zoom + margin() - pointed.x;
      void work();
    },
    width: () => painter.frame()?.width ?? 0,
    anchor: () => anchor(),
    rowOf(target) {
      if (model === null || !(target instanceof Element)) return -1;
      const own = target.closest("[data-row], [data-of]");
      const block = own?.closest<HTMLElement>(".block")?.dataset["block"];
      const first = model.blocks[Number(block ?? -1)]?.first;
      if (own === null || first === undefined) return -1;
      return first + Number(own.getAttribute("data-row") ?? own.getAttribute("data-of"));
    },
    boxOf: (row) => (model === null ? null : mounted.boxOf(model, row)),
    source: {
      model: () => model,
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
    },
    rowsPerPage() {
      if (model === null) return 1;
      const first = rowAtHeight(model, layout, scroller.scrollTop / zoom);
      const last = rowAtHeight(model, layout, (scroller.scrollTop + room()) / zoom);
      return Math.max(1, last - first - 1);
    },
  };
}

const HALF_A_PIXEL = 0.5;
/** How far the head of an arrow, and a badge on it, reach below its line. */
const ARROW_BELOW = 10;
