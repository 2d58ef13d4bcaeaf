/**
 * The preferred fix of a mistake gives back what the writer meant: the generator breaks a legal flow in
 * one place, and the fix of what is found there must restore the claim, and leave nothing behind.
 */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Analysis, Finding } from "../../src/check/trace.js";
import { worth } from "../../src/editing/fixes/segment.js";
import { fixesOf } from "../../src/editing/fixes.js";
import type { Expr, Segment, Statement } from "../../src/language/ast.js";
import { applyEdits } from "../../src/language/edits.js";
import { parse } from "../../src/language/parser.js";
import { type BrokenFile, brokenFile } from "../generator/files.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
const FILES = LONG ? 20_000 : 1_500;
const SHOWN = 4;
const TIMEOUT = 600_000;

const MIN_RESTORED = 0.95;
const MIN_CLEAN = 0.95;

test("the preferred fix restores what was broken", { timeout: TIMEOUT }, () => {
  const tally = new Map<string, Tally>();
  const failures: string[] = [];
  let done = 0;
  for (let seed = 1; done < FILES; seed++) {
    const file = brokenFile(seed);
    if (file === null) continue;
    const broken = analyze(parse(file.text));
    const finding = mistakeIn(broken, file);
    if (finding === undefined) continue;
    done += 1;
    const outcome = outcomeOf(file, broken, finding);
    count(tally, file.kind, outcome);
    count(tally, ALL, outcome);
    // A line that is gone leaves no claim to restore: there the exchange must be whole again.
    if (file.kind !== "line removed") count(tally, CLAIMS, outcome);
    if (!(outcome.restored && outcome.clean) && failures.length < SHOWN) failures.push(report(file, outcome));
  }
  console.log(table(tally));
  const all = tally.get(ALL) as Tally;
  const claims = tally.get(CLAIMS) as Tally;
  const figures = {
    restored: claims.restored / claims.files >= MIN_RESTORED,
    clean: all.clean / all.files >= MIN_CLEAN,
  };
  expect(figures, failures.join("\n\n")).toEqual({ restored: true, clean: true });
});

/** The error that shows the mistake; a mistake that is found elsewhere is the check's affair, not the fix's. */
function mistakeIn({ findings }: Analysis, file: BrokenFile): Finding | undefined {
  return findings.find(({ severity, line }) => severity === "error" && file.lines.includes(line));
}

interface Outcome {
  readonly title: string;
  readonly finding: Finding;
  readonly text: string;
  /** Every claim is what it was. */
  readonly restored: boolean;
  /** No error is left, and no warning that was not there before the flow was broken. */
  readonly clean: boolean;
}

function outcomeOf(file: BrokenFile, broken: Analysis, finding: Finding): Outcome {
  const fix = fixesOf(broken, finding).find(({ preferred }) => preferred);
  if (fix === undefined) return { title: "none", finding, text: file.text, restored: false, clean: false };
  const text = applyEdits(file.text, fix.draft.edits);
  const fixed = analyze(parse(text));
  const legal = analyze(parse(file.legal));
  const grave = ({ findings }: Analysis): number =>
    findings.filter(({ severity }) => severity === "error" || severity === "warning").length;
  const title = JSON.stringify(fix.draft.edits.map((edit) => edit.text));
  const restored = file.kind === "line removed" ? sameExchange(fixed, legal) : sameClaims(fixed, legal);
  return { title, finding, text, restored, clean: grave(fixed) <= grave(legal) };
}

// What two texts claim

/** The same segments in the same order, and every number and state that both write is the same. */
function sameClaims(fixed: Analysis, legal: Analysis): boolean {
  return fixed.flows.every((flow, i) => {
    const other = legal.flows[i];
    if (other === undefined) return false;
    const [own, meant] = [segmentsOf(flow.flow.statements), segmentsOf(other.flow.statements)];
    const equal = (a: Expr | undefined, b: Expr | undefined): boolean => {
      if (a === undefined || b === undefined) return true;
      const [left, right] = [worth(other, a), worth(other, b)];
      return left !== null && right !== null && other.numbers.equal(left, right) === true;
    };
    const segments =
      own.length === meant.length &&
      own.every((segment, k) => {
        const twin = meant[k] as Segment;
        return (
          segment.from.name === twin.from.name &&
          segment.arrow.kind === twin.arrow.kind &&
          flagsOf(segment) === flagsOf(twin) &&
          equal(segment.seq?.value, twin.seq?.value) &&
          equal(segment.ack?.value, twin.ack?.value)
        );
      });
    return segments && isWithin(claimsOf(flow.flow.statements), claimsOf(other.flow.statements));
  });
}

/** Of a line that is gone nobody can say between which others of its turn it stood: as many of each kind. */
function sameExchange(fixed: Analysis, legal: Analysis): boolean {
  const kinds = ({ flows }: Analysis): string =>
    flows
      .flatMap(({ flow }) => segmentsOf(flow.statements).map((s) => `${s.from.name} ${flagsOf(s)}`))
      .sort()
      .join();
  return kinds(fixed) === kinds(legal);
}

const segmentsOf = (statements: readonly Statement[]): Segment[] =>
  statements.filter((s): s is Segment => s.type === "segment");

/** PSH says nothing that a removed line could be known by. */
const flagsOf = (segment: Segment): string =>
  segment.flags.words
    .map(({ flag }) => flag)
    .filter((flag) => flag !== "PSH")
    .sort()
    .join("+");

const claimsOf = (statements: readonly Statement[]): string[] =>
  statements.flatMap((s) =>
    s.type === "local" && s.what.kind === "state"
      ? [`${s.subjects.map(({ name }) => name.name)}: ${s.what.from?.state ?? ""} ${s.what.to.state}`]
      : [],
  );

/** Claims under a line that was removed are gone with it. */
function isWithin(claims: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const claim of all) if (claim === claims[at]) at++;
  return at === claims.length;
}

// Figures

interface Tally {
  files: number;
  restored: number;
  clean: number;
}

const ALL = "all";
const CLAIMS = "all claims";

function count(tally: Map<string, Tally>, kind: string, { restored, clean }: Outcome): void {
  const t = tally.get(kind) ?? { files: 0, restored: 0, clean: 0 };
  tally.set(kind, t);
  t.files += 1;
  t.restored += restored ? 1 : 0;
  t.clean += clean ? 1 : 0;
}

function table(tally: Map<string, Tally>): string {
  return [...tally]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, t]) => {
      const share = (n: number): string => `${((100 * n) / t.files).toFixed(1)} %`.padStart(8);
      return `${kind.padEnd(20)} ${String(t.files).padStart(6)}  restored ${share(t.restored)}  clean ${share(t.clean)}`;
    })
    .join("\n");
}

function report(file: BrokenFile, { title, finding, text, restored, clean }: Outcome): string {
  const numbered = text
    .split(/\r?\n/)
    .map((line, i) => `${String(i).padStart(4)}  ${line}`)
    .join("\n");
  return `seed ${file.seed}: ${file.kind} (${file.what}), ${finding.code} on line ${finding.line}, fix ${title}: ${restored ? "" : "not restored "}${clean ? "" : "not clean"}\n${numbered}\nwas\n${file.legal}`;
}
