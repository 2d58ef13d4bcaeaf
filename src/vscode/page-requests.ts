/** Questions to the page of a preview, and its answers. */

import type { Sketch, SketchRow } from "../preview/export/sketch.js";
import type { ExportAnswer, ExportRequest } from "../protocol/export.js";

/** Blocks that are drawn at a time: between two of them one can cancel. */
const BLOCKS_AT_ONCE = 6;
/** Without an answer for so long there will be none. */
const PATIENCE = 30_000;

/** The picture may change while it is drawn; then it is drawn anew, so often. */
const ATTEMPTS = 3;

interface Progress {
  readonly cancelled: () => boolean;
  /** From 0 to 1; back to 0 when it begins anew. */
  readonly report: (done: number) => void;
}

type Question<T extends ExportRequest["type"]> = Omit<Extract<ExportRequest, { type: T }>, "request">;
type Answer<T extends ExportAnswer["type"]> = Extract<ExportAnswer, { type: T }>;

export class NoAnswer extends Error {}

export class PageRequests {
  private last = 0;
  private readonly waiting = new Map<number, (answer: ExportAnswer | null) => void>();

  constructor(private readonly post: (message: ExportRequest) => void) {}

  /** Takes the message if it is an answer. */
  receive(message: ExportAnswer): void {
    this.waiting.get(message.request)?.(message);
  }

  /** The whole picture; null if it was cancelled. */
  async sketch(light: boolean, progress: Progress): Promise<Sketch | null> {
    for (let attempt = 1; ; attempt++) {
      const made = await this.sketchOnce(light, progress);
      if (made !== "changed") return made;
      if (attempt === ATTEMPTS) throw new NoAnswer();
    }
  }

  private async sketchOnce(light: boolean, progress: Progress): Promise<Sketch | null | "changed"> {
    let frame = "";
    const rows: SketchRow[] = [];
    let height = 0;
    for (let from = 0; ; from += BLOCKS_AT_ONCE) {
      if (progress.cancelled()) return null;
      const question = { type: "sketch", from, count: BLOCKS_AT_ONCE, light } as const;
      const { part } = await this.ask<"sketch", "sketched">(question);
      // A wider label further down moves the life lines, and somebody may be typing.
      const now = JSON.stringify([part.left, part.width, part.lifeLines, part.blocks]);
      if (from > 0 && now !== frame) return "changed";
      frame = now;
      for (const row of part.rows) rows.push(movedDown(row, height));
      height += part.height;
      const done = from + BLOCKS_AT_ONCE;
      progress.report(Math.min(1, done / Math.max(1, part.blocks)));
      if (done >= part.blocks) return { ...part, rows, height };
    }
  }

  raster(question: Omit<Question<"raster">, "type">): Promise<Answer<"rastered">> {
    return this.ask<"raster", "rastered">({ type: "raster", ...question });
  }

  /** The time–sequence graph; null where there is nothing to draw. */
  async graph(light: boolean, title: string): Promise<Answer<"graphDrawn">["picture"]> {
    const question = { type: "graphPicture", light, title } as const;
    return (await this.ask<"graphPicture", "graphDrawn">(question)).picture;
  }

  private ask<Q extends ExportRequest["type"], A extends ExportAnswer["type"]>(
    question: Question<Q>,
  ): Promise<Answer<A>> {
    const request = ++this.last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => done(null), PATIENCE);
      const done = (answer: ExportAnswer | null) => {
        clearTimeout(timer);
        this.waiting.delete(request);
        if (answer === null) reject(new NoAnswer());
        else if (answer.type === "exportFailed") reject(new Error(answer.reason));
        else resolve(answer as Answer<A>);
      };
      this.waiting.set(request, done);
      this.post({ ...question, request } as unknown as ExportRequest);
    });
  }
}

function movedDown({ top, bottom, markup }: SketchRow, by: number): SketchRow {
  if (by === 0) return { top, bottom, markup };
  return { top: top + by, bottom: bottom + by, markup: `<g transform="translate(0 ${by})">${markup}</g>` };
}
