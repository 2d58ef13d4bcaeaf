import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FromPage } from "../../src/protocol/preview.js";
import { fromPage } from "../../src/vscode/page-messages.js";

const SKETCH = {
  blocks: 1,
  left: -3.5,
  width: 400,
  paper: "#fff",
  names: { markup: "<g/>", height: 40 },
  lifeLines: [{ x: 10, attributes: "" }],
  rows: [{ top: 0, bottom: 20, markup: "<g/>" }],
  height: 20,
};

/** Of each kind at least one: a new kind that is missing does not compile. */
const EACH: { readonly [T in FromPage["type"]]: readonly Extract<FromPage, { type: T }>[] } = {
  ready: [{ type: "ready" }],
  reveal: [{ type: "reveal", line: 3, focus: true }],
  explain: [{ type: "explain", request: 1, id: "12:segment" }],
  flow: [{ type: "flow", index: -1 }],
  toggle: [{ type: "toggle", what: "notes" }],
  ask: [
    { type: "ask", what: "export" },
    { type: "ask", what: "graph" },
  ],
  copy: [{ type: "copy" }],
  source: [{ type: "source" }],
  repair: [{ type: "repair", line: 7 }],
  step: [{ type: "step", index: 4, played: false, request: 1 }],
  marked: [{ type: "marked", line: 2, request: 2 }],
  tell: [{ type: "tell", from: 50 }],
  paths: [{ type: "paths" }],
  plot: [{ type: "plot" }],
  graphDrawn: [
    { type: "graphDrawn", request: 5, picture: { svg: "<svg/>", width: 1200, height: 700 } },
    { type: "graphDrawn", request: 5, picture: null },
  ],
  sketched: [{ type: "sketched", request: 2, part: SKETCH }],
  rastered: [
    { type: "rastered", request: 3, png: new Uint8Array([1]), copied: false },
    { type: "rastered", request: 3, png: null, copied: false },
  ],
  exportFailed: [{ type: "exportFailed", request: 4, reason: "no canvas" }],
};
const RIGHT: readonly FromPage[] = Object.values(EACH).flat();

describe("a message from the page", () => {
  test.each(RIGHT.map((message) => [message.type, message] as const))(
    "%s is taken as it is",
    (_, message) => {
      expect(fromPage(message)).toBe(message);
    },
  );

  test("is refused where any field is of another kind, or missing", () => {
    for (const message of RIGHT) {
      for (const field of Object.keys(message)) {
        for (const wrong of [undefined, {}, [], Number.NaN, "42", 1.5]) {
          const broken = { ...message, [field]: wrong };
          expect([message.type, field, wrong, fromPage(broken)]).toEqual(
            fits(field, wrong) ? [message.type, field, wrong, broken] : [message.type, field, wrong, null],
          );
        }
      }
    }
  });

  test("is refused where a part of a sketch is of another kind", () => {
    for (const part of [
      { ...SKETCH, rows: [{ top: 0, bottom: "20", markup: "<g/>" }] },
      { ...SKETCH, rows: {} },
      { ...SKETCH, names: null },
      { ...SKETCH, width: Number.POSITIVE_INFINITY },
      { ...SKETCH, lifeLines: [null] },
    ])
      expect(fromPage({ type: "sketched", request: 1, part })).toBeNull();
  });

  test("is refused where it goes by the name of what every object has", () => {
    for (const type of ["constructor", "toString", "__proto__"]) expect(fromPage({ type })).toBeNull();
  });

  test("whatever it is, is looked at without throwing", () => {
    fc.assert(fc.property(fc.anything(), (value) => void fromPage(value)));
  });
});

/** Words and ids may be any text. */
function fits(field: string, value: unknown): boolean {
  return ["id", "reason"].includes(field) && typeof value === "string";
}
