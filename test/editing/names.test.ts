import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { definition, namedAt, namesIn, occurrences } from "../../src/check/names.js";
import { rename } from "../../src/editing/rename.js";
import { applyEdits } from "../../src/language/edits.js";
import { parse } from "../../src/language/parser.js";

/** `|` is the cursor. */
function read(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  expect(offset, "a cursor").toBeGreaterThanOrEqual(0);
  return { text, offset, analysis: analyze(parse(text)) };
}

/** The text with every place of the name in brackets, in double ones where it is declared. */
function marked(before: string): string {
  const { text, offset, analysis } = read(before);
  const named = namedAt(analysis, offset);
  if (named === null) return text;
  const places = occurrences(analysis, named).map(({ span, declares }) => {
    const name = text.slice(span.start, span.end);
    return { span, text: declares ? `[[${name}]]` : `[${name}]` };
  });
  return applyEdits(text, places);
}

const OPEN = `client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
`;

describe("the places of a name", () => {
  const cases: [title: string, before: string, after: string][] = [
    [
      "an endpoint is declared",
      `client C\nserver S\n|C -> S: SYN\n  C, S(C): SYN-RECEIVED\nnote C: hello C\n... C -> S`,
      `client [[C]]\nserver S\n[C] -> S: SYN\n  [C], S([C]): SYN-RECEIVED\nnote [C]: hello C\n... [C] -> S`,
    ],
    [
      "one that is not, where it stands first",
      "A -> B: SYN\nB| -> A: SYN+ACK",
      "A -> [[B]]: SYN\n[B] -> A: SYN+ACK",
    ],
    [
      "a symbol, in sums",
      "C -> S: SYN seq=x|\nS -> C: SYN+ACK ack=x+1",
      "C -> S: SYN seq=[[x]]\nS -> C: SYN+ACK ack=[x]+1",
    ],
    [
      "a symbol of a declaration",
      "client C isn=n|\nserver S\nC -> S: SYN seq=n",
      "client C isn=[[n]]\nserver S\nC -> S: SYN seq=[n]",
    ],
    [
      "the name before a sum",
      `${OPEN}C -> S: ACK seq=f|=x+1\nC -> S: PSH+ACK seq=f len=1`,
      `${OPEN}C -> S: ACK seq=[[f]]=x+1\nC -> S: PSH+ACK seq=[f] len=1`,
    ],
    ["the id of a segment", "C ~> S: SYN as C\ndeliver |C", "C ~> S: SYN as [[C]]\ndeliver [C]"],
    [
      "in its own flow only",
      'flow "one"\nC -> S: SYN seq=x\nflow "two"\nC -> S: SYN seq=|x',
      'flow "one"\nC -> S: SYN seq=x\nflow "two"\nC -> S: SYN seq=[[x]]',
    ],
    [
      "each of two names that are joined by a word, and none that is only meant",
      `${OPEN}  C和S|: ESTABLISHED\n  双方: ESTABLISHED`,
      `client C\nserver [[S]]\nC -> [S]: SYN seq=x\n[S] -> C: SYN+ACK seq=y ack=x+1\n  C和[S]: ESTABLISHED\n  双方: ESTABLISHED`,
    ],
    ["full-width letters", "Ｃ -> S: SYN\nC|: SYN-SENT", "[[Ｃ]] -> S: SYN\n[C]: SYN-SENT"],
    ["a word that is no name", "C -> S: S|YN seq=x", "C -> S: SYN seq=x"],
    [
      "a keyword of the same letters",
      "client client\nserver S\nclie|nt -> S: SYN",
      "client [[client]]\nserver S\n[client] -> S: SYN",
    ],
    ["a line that cannot be read", "C -> S: SYN\nC| goes away", "C -> S: SYN\nC goes away"],
  ];
  test.each(cases)("%s", (_, before, after) => expect(marked(before)).toBe(after));
});

describe("the definition of a name", () => {
  /** What stands at the cursor, and the line and text of its definition. */
  const cases: [before: string, line: number, name: string][] = [
    [`${OPEN}C| -> S: ACK`, 0, "C"],
    [`${OPEN}C -> S: ACK ack=y|+1`, 3, "y"],
    ["C ~> S: SYN as a\ndeliver a\nC ~> S: SYN as a\ndeliver |a", 2, "a"],
    ["C ~> S: SYN as a\ndeliver |a\nC ~> S: SYN as a\ndeliver a", 0, "a"],
  ];
  test.each(cases)("%j", (before, line, name) => {
    const { text, offset, analysis } = read(before);
    const span = definition(analysis, offset);
    expect(span && text.slice(span.start, span.end)).toBe(name);
    expect(span && text.slice(0, span.start).split("\n").length - 1).toBe(line);
  });
});

test("an id that no segment has is defined nowhere", () => {
  const { offset, analysis } = read("C -> S: SYN\ndeliver a|");
  expect(definition(analysis, offset)).toBeNull();
});

describe("another name", () => {
  const cases: [title: string, before: string, to: string, after: string][] = [
    [
      "an endpoint, and nothing in a comment or note",
      "C -> S: SYN # C\nnote C|: C knocks\n  C, S: ?",
      " 甲 ",
      "甲 -> S: SYN # C\nnote 甲: C knocks\n  甲, S: ?",
    ],
    [
      "a symbol",
      "C -> S: SYN seq=x|\nS -> C: SYN+ACK ack=x + 1 (x)",
      "start",
      "C -> S: SYN seq=start\nS -> C: SYN+ACK ack=start + 1 (x)",
    ],
    ["an id", "C ~> S: SYN as a|\ndeliver a", "first", "C ~> S: SYN as first\ndeliver first"],
    ["the same in another case", "C -> S: SYN seq=x|", "X", "C -> S: SYN seq=X"],
    ["a keyword where it is none", "C| -> S: SYN", "note", "note -> S: SYN"],
  ];
  test.each(cases)("%s", (_, before, to, after) => {
    const { text, offset, analysis } = read(before);
    const named = namedAt(analysis, offset);
    const renamed = named && rename(analysis, named, to);
    expect(renamed && "edits" in renamed && applyEdits(text, renamed.edits)).toBe(after);
  });

  const refused: [before: string, to: string, problem: string][] = [
    ["C| -> S: SYN", "2C", "not-a-name"],
    ["C| -> S: SYN", "", "not-a-name"],
    ["C| -> S: SYN", "C-1", "not-a-name"],
    ["C| -> S: SYN", "S", "taken"],
    ["C| -> S: SYN", "s", "taken"],
    [`${OPEN}C -> S: ACK ack=y|+1`, "x", "taken"],
    ["C| -> S: SYN\nC: SYN-SENT", "note", "changes-meaning"],
    ["C -> S: SYN seq=x|", "seq", "changes-meaning"],
    ['C -> S: SYN seq=x|\nflow "two"\nC -> S: SYN', "ack", "changes-meaning"],
  ];
  test.each(refused)("%j cannot be called %j: %s", (before, to, problem) => {
    const { offset, analysis } = read(before);
    const named = namedAt(analysis, offset);
    expect(named && rename(analysis, named, to)).toEqual({ problem, name: to });
  });
});

describe("a fresh name", () => {
  const folder = new URL("../../examples/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".tcpflow"),
  );

  test.each(files)("for anything in %s changes no finding", (file) => {
    const analysis = analyze(parse(readFileSync(new URL(encodeURI(file), folder), "utf8")));
    const codes = (of: typeof analysis) => of.findings.map(({ code, line }) => `${line} ${code}`);
    let names = 0;
    for (const [flow] of analysis.flows.entries()) {
      for (const { kind, name, occurrences: places } of namesIn(analysis, flow)) {
        const span = places[0]?.span ?? { start: 0, end: 0 };
        const renamed = rename(analysis, { kind, name, flow, span }, FRESH);
        if (!("edits" in renamed)) throw new Error(`${name}: ${renamed.problem}`);
        const after = analyze(parse(applyEdits(analysis.document.text, renamed.edits)));
        expect(codes(after), `${kind} ${name}`).toEqual(codes(analysis));
        names++;
      }
    }
    expect(names).toBeGreaterThan(0);
  });
});

/** Stands in no example, and is like nothing that does. */
const FRESH = "Fresh_7";
