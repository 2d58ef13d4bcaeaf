import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { flowOutOf, pastedFlow } from "../../src/editing/paste.js";
import { parse } from "../../src/language/parser.js";

const DUMP = [
  "10:00:00.000000 IP 192.0.2.1.50000 > 192.0.2.2.80: Flags [S], seq 1000, win 64240, length 0",
  "10:00:00.010000 IP 192.0.2.2.80 > 192.0.2.1.50000: Flags [S.], seq 7000, ack 1001, win 65160, length 0",
  "10:00:00.010100 IP 192.0.2.1.50000 > 192.0.2.2.80: Flags [.], ack 1, win 502, length 0",
].join("\n");

const paste = (before: string, text: string, asked = false, at = before.length) =>
  pastedFlow(parse(before), at, text, "en", asked);

describe("text of a tool pasted into a flow", () => {
  test("becomes a flow, which says what it was", () => {
    const pasted = paste("", DUMP);
    expect(pasted?.title).toBe("Paste as flow (tcpdump's output)");
    const { problems, notations } = parse(pasted?.text ?? "");
    expect([problems, notations]).toEqual([[], []]);
    expect(
      analyze(parse(pasted?.text ?? "")).findings.filter(({ severity }) => severity === "error"),
    ).toEqual([]);
  });

  test("ends as it was pasted, with or without a new line", () => {
    expect(paste("", DUMP)?.text.endsWith("\n")).toBe(false);
    expect(paste("", `${DUMP}\n`)?.text.endsWith("length=0\n")).toBe(false);
    expect(paste("", `${DUMP}\n`)?.text.endsWith("\n")).toBe(true);
  });

  test("is a flow of its own below another", () => {
    const above = "C -> S: SYN\nS -> C: RST+ACK\n\n";
    const pasted = paste(above, DUMP);
    expect(pasted?.text.startsWith('flow "')).toBe(true);
    expect(parse(above + pasted?.text).flows.length).toBe(2);
  });

  test("is left alone in the middle of a line, where it is ours, and where it is half read", () => {
    expect(paste("note: ", DUMP)).toBeNull();
    expect(paste("", "C -> S: SYN seq=x\nS -> C: SYN+ACK\n")).toBeNull();
    expect(paste("", "hello world")).toBeNull();
    expect(
      paste("", `${DUMP}\n10:00:00.02 IP 192.0.2.1.50000 > 192.0.2.2.80: Flags [P.], seq twenty, ack 1`),
    ).toBeNull();
  });
});

test("a flow out of the clipboard is converted, or is what it was", () => {
  expect(flowOutOf(DUMP, "en").kind).toBe("converted");
  expect(flowOutOf("C -> S: SYN\n", "en")).toMatchObject({ kind: "converted", text: "C -> S: SYN\n" });
  expect(flowOutOf("nothing of the kind", "en")).toEqual({ kind: "refused", line: 0, notation: null });
});
