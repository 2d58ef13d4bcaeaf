import type { RowInfo, Sheet, View } from "../../src/protocol/preview.js";
import { buildModel, type Model } from "../../src/webview/model.js";

export function row(text: string, line = 0, more: Partial<RowInfo> = {}): RowInfo {
  return {
    name: "segment",
    line,
    kind: "segment",
    tone: "plain",
    text: [text],
    at: [0, 1],
    arrow: true,
    beside: false,
    print: text,
    ...more,
  };
}

/** A model of sheets, each of which is a list of rows by what they say; one that begins with `==` is a heading. */
export function modelOf(...sheets: readonly (readonly string[])[]): Model {
  let line = 0;
  const blocks: { key: string; line: number }[] = [];
  const all: Record<string, Sheet> = {};
  for (const texts of sheets) {
    const key = texts.join();
    const section = texts[0]?.startsWith("==") === true;
    all[key] = { section, body: key, rows: texts.map((text, i) => row(text, i)) };
    blocks.push({ key, line });
    line += texts.length;
  }
  return buildModel({ blocks, sheets: all, flow: 0 } as unknown as View, new Map());
}
