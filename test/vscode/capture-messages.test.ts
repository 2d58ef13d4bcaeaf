import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromCapturePage } from "../../src/vscode/capture-messages.js";

describe("a message from the page of a capture", () => {
  test.each([
    { type: "ready" },
    { type: "cancel" },
    { type: "open", streams: [0, 7] },
    { type: "open", streams: [] },
  ])("%j is taken", (message) => {
    expect(fromCapturePage(message)).toEqual(message);
  });

  test.each([
    null,
    "ready",
    [],
    {},
    { type: "close" },
    { type: "open" },
    { type: "open", streams: "0" },
    { type: "open", streams: [-1] },
    { type: "open", streams: [0.5] },
    { type: "open", streams: ["0"] },
    { type: "open", streams: { length: 1 } },
  ])("%j is refused", (message) => {
    expect(fromCapturePage(message)).toBeNull();
  });

  test("nothing throws, and nothing but what is known comes through", () => {
    const streams = fc.oneof(fc.array(fc.integer()), fc.anything());
    const type = fc.oneof(fc.constantFrom("ready", "cancel", "open"), fc.anything());
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ type, streams, more: fc.anything() })), (value) => {
        const known = fromCapturePage(value);
        if (known === null) return;
        const fields = known.type === "open" ? ["type", "streams"] : ["type"];
        expect(Object.keys(known)).toEqual(fields);
      }),
    );
  });
});
