/** “RTO expires” in a drawing is an event where something waits for its acknowledgment; else the words stay words (RFC 6298 §5). */

import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { convert } from "../../src/convert/convert.js";
import { parse } from "../../src/language/parser.js";

const DATA = "C->>S: PSH-ACK seq=1 len=100";

/** The last line of the flow that a drawing of these arrows becomes, which says that C's timer expires. */
function expiry(...arrows: readonly string[]): string | undefined {
  const outcome = convert(
    ["sequenceDiagram", "participant C", "participant S", ...arrows, "Note over C: RTO expires"].join("\n"),
  );
  if (outcome.kind === "refused") throw new Error(`line ${outcome.line}`);
  expect(analyze(parse(outcome.text)).findings.filter(({ code }) => code === "event-illegal")).toEqual([]);
  return outcome.text.trimEnd().split("\n").at(-1);
}

describe("the timer of what is not acknowledged", () => {
  const cases: readonly (readonly [title: string, ...arrows: readonly string[]])[] = [
    ["lost data", "C-xS: PSH-ACK seq=1 len=100"],
    ["lost data with a letter", "C-xS: PSH-ACK seq=x len=100"],
    ["a lost FIN", "C-xS: FIN-ACK seq=1"],
    ["data that nobody answers", DATA],
    ["data whose acknowledgment is lost", DATA, "S-xC: ACK ack=101"],
    ["data that an ACK leaves out", DATA, "S->>C: ACK ack=1"],
    ["the second of two segments", DATA, "C-xS: PSH-ACK seq=101 len=100", "S->>C: ACK ack=101"],
    ["data that is lost once more", "C-xS: PSH-ACK seq=1 len=100", "C-xS: PSH-ACK seq=1 len=100"],
    ["data that was sent again without an answer", "C-xS: PSH-ACK seq=1 len=100", DATA],
  ];
  test.each(cases)("%s", (_, ...arrows) => {
    expect(expiry(...arrows)).toBe("C: timeout rto  # RTO expires");
  });
});

describe("no timer runs", () => {
  const cases: readonly (readonly [title: string, ...arrows: readonly string[]])[] = [
    ["after a pure ACK", "C->>S: ACK seq=1 ack=1"],
    ["after data of the other end", "S->>C: PSH-ACK seq=1 len=100"],
    ["after data that is acknowledged", DATA, "S->>C: ACK ack=101"],
    ["with letters, too", "C->>S: PSH-ACK seq=x len=100", "S->>C: ACK ack=x+100"],
    [
      "after lost data that was sent again and acknowledged",
      "C-xS: PSH-ACK seq=1 len=100",
      DATA,
      "S->>C: ACK ack=101",
    ],
    [
      "after a lost segment with a letter that was sent again and acknowledged",
      "C-xS: PSH-ACK seq=x len=100",
      "C->>S: PSH-ACK seq=x len=100",
      "S->>C: ACK ack=x+100",
    ],
  ];
  test.each(cases)("%s", (_, ...arrows) => {
    expect(expiry(...arrows)).toBe("note C: RTO expires");
  });
});
