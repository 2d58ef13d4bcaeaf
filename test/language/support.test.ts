import { describe, expect, it } from "vitest";
import { parse } from "../../src/language/parser.js";
import { meaning } from "./support.js";

/** The other tests compare meanings: these must differ where texts do, and only there. */
describe("meaning", () => {
  it.each([
    ["C -> S: SYN seq=x", "C -> S: SYN seq=y"],
    ["C -> S: SYN", "C -> S: ACK"],
    ["C -> S: SYN", "old C -> S: SYN"],
    ["C -> S: NONE", "C -> S: ?"],
    ["C -> S: SYN sackok", "C -> S: SYN"],
    ["note: a", "note: b"],
    ["== a ==", "== b =="],
    ["client C isn=1", "client C isn=2"],
    ["$", "%"],
    ['flow "a"', 'flow "b"'],
  ])("tells %s from %s", (one, other) => {
    expect(meaning(parse(one))).not.toEqual(meaning(parse(other)));
  });

  it.each([
    ["C -> S: SYN seq=x", "\n\n  C->S:  SYN,seq = x # c"],
    ["== a ==", " ==  a =="],
  ])("takes %j for %j", (one, other) => {
    expect(meaning(parse(one))).toEqual(meaning(parse(other)));
  });
});
