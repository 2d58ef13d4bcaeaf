/** Captures of two Linux hosts, as tcpdump and tshark print them: the flow says what was captured, and is right at both ends. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Analysis } from "../../src/check/trace.js";
import { convert } from "../../src/convert/convert.js";
import { flowOfLadder } from "../../src/convert/ladder/ladder.js";
import type { Segment } from "../../src/language/ast.js";
import { parse } from "../../src/language/parser.js";
import { DUMPS, type Form, isInstalled, LISTS } from "./captured-forms.js";
import { printedEach, printedTogether } from "./captured-together.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
const SHARED = path.join(import.meta.dirname, "../../../shared/captures");
const FOLDER = existsSync(SHARED) ? SHARED : path.join(import.meta.dirname, "../fixtures/captured");
const tools = { tcpdump: isInstalled("tcpdump"), tshark: isInstalled("tshark") };
const captures = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".pcap"))
  .map((file) => file.slice(0, -".pcap".length));

/** What no capture at one place tells: states, and why. */
const STATES_UNTOLD: Readonly<Record<string, string>> = {
  "103_inj_to_listen": "every segment is forged; nothing tells whether the port listens",
  "115_synsent_syn": "the SYN is forged, and looks like a simultaneous open",
  "117_synsent_synack_ok": "the SYN+ACK is forged, and looks like an abort of the server",
  "120_synrcvd_rst_exact": "the client is forged, and has no states",
  "66_syn_cookies": "a SYN cookie cannot be told from state that is kept",
};

/** Captures in which more is drawn than was seen: the first copy of what was sent again must have been lost on its way. */
const ONE_MORE: readonly string[] = ["26_lost_data_sack.B"];

/** Errors that stand for what the text does not show. */
const HIDDEN: Readonly<Record<string, string>> = {
  "49_tfo": "a row of HTTP hides the SYN, and with it the cookie",
  "36_duplicate_in_network": "a row of HTTP hides the timestamp that is echoed",
};

/** A form that leaves more than one reading open, and why; whatever the flow says of times is then that of the other. */
const AMBIGUOUS: Readonly<Record<string, string>> = {
  "120_synrcvd_rst_exact.B tcpdump -n -ttt": "three deltas that grow look like times since the first",
};

/** Captures whose connections are flows of their own where numbers are relative, and why. */
const APART: Readonly<Record<string, string>> = {
  "51_timewait_reuse":
    "relative numbers begin again with the ports, and do not say how they lie to those before",
};

/** Captures of one end, in which nothing tells in which order segments came to the other. */
const UNTOLD_ORDER: Readonly<Record<string, string>> = {
  "81_fig8_old_duplicate_syn.A": "the reset overtakes the second SYN",
};

interface Frame {
  readonly flags: string;
  readonly seq: number;
  readonly ack: number;
  readonly len: number;
  readonly time: number;
  readonly ports: string;
}

const FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS"];

function rows(file: string): Record<string, string>[] {
  if (!existsSync(file)) return [];
  const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, i) => [names[i] ?? "", cell])));
}

function framesOf(capture: string): Frame[] {
  return rows(path.join(FOLDER, `${capture}.tshark.tsv`)).map((row) => ({
    flags: FLAGS.filter((_, bit) => (Number(row["tcp.flags"]) >> bit) & 1)
      .sort()
      .join("+"),
    seq: Number(row["tcp.seq_raw"]),
    ack: Number(row["tcp.ack_raw"]),
    len: Number(row["tcp.len"]),
    time: Number(row["frame.time_epoch"]) * 1000,
    ports: [row["tcp.srcport"], row["tcp.dstport"]].sort().join("-"),
  }));
}

/** The states that each end passes through from its first segment on. */
function statesOf({ flows }: Analysis): string[] {
  return flows
    .flatMap(({ steps }) => {
      const passed = new Map<string, string[]>();
      for (const { states } of steps)
        for (const [end, state] of Object.entries(states)) {
          const own = passed.get(end) ?? [];
          const idle = own.length === 0 && (state === "CLOSED" || state === "LISTEN");
          if (!idle && own.at(-1) !== state) own.push(state);
          passed.set(end, own);
        }
      return [...passed.values()].map((states) => states.join(" "));
    })
    .filter((states) => states !== "")
    .sort();
}

function ladderStates(name: string): string[] {
  const read = (file: string) =>
    existsSync(path.join(FOLDER, file)) ? readFileSync(path.join(FOLDER, file), "utf8") : "";
  const both = { A: read(`${name}.A.tshark.tsv`), B: read(`${name}.B.tshark.tsv`) };
  return statesOf(analyze(parse(flowOfLadder(name, read(`${name}.ladder.tsv`), both).text)));
}

const number = (field: Segment["seq"]): number | null => {
  const [term] = field?.value.terms ?? [];
  return term?.kind === "number" ? term.value : null;
};

const counts = { forms: 0, exact: 0, states: 0, exceptions: 0 };
/** By reason, the texts that are an exception. */
const excepted = new Map<string, Set<string>>();

function except(reason: string | undefined, capture: string): void {
  counts.exceptions++;
  const why = reason ?? "no reason";
  excepted.set(why, (excepted.get(why) ?? new Set()).add(capture));
}

function check(capture: string, form: Form, source: string): void {
  const frames = framesOf(capture);
  // A header alone is no text.
  if (frames.length === 0) return;
  const name = capture.slice(0, -2);
  const outcome = convert(source);
  if (outcome.kind !== "converted")
    throw new Error(`line ${outcome.line} of ${form.name}: ${outcome.notation}`);
  const document = parse(outcome.text);
  expect([document.problems, document.notations]).toEqual([[], []]);
  counts.forms++;
  const analysis = analyze(document);
  const hides = form.tool === "tshark" && !/-V|-T (?:fields|json|ek|pdml)/.test(form.name);
  const errors = analysis.findings.filter(({ severity }) => severity === "error");
  if ((hides && name in HIDDEN) || capture in UNTOLD_ORDER || `${capture} ${form.name}` in AMBIGUOUS) {
    const reason = UNTOLD_ORDER[capture] ?? AMBIGUOUS[`${capture} ${form.name}`] ?? HIDDEN[name];
    except(reason, capture);
    return;
  }
  expect(errors.map(({ code, line }) => `${code}: ${outcome.text.split("\n")[line]}`)).toEqual([]);
  const segments = document.flows.flatMap(({ statements }) => statements.filter((s) => s.type === "segment"));
  expect(segments.length - frames.length).toBe(
    ONE_MORE.includes(capture) && form.name !== "tshark flow graph" ? 1 : 0,
  );
  const apart = name in APART && document.flows.length > 1;
  // Each flow counts from its own beginning.
  if (!ONE_MORE.includes(capture))
    saysTheSame(segments, frames, { ...form, timed: form.timed && !apart }, hides);
  counts.exact++;
  if (name in STATES_UNTOLD || apart) except(STATES_UNTOLD[name] ?? APART[name], capture);
  else {
    expect(statesOf(analysis)).toEqual(ladderStates(name));
    counts.states++;
  }
}

/** All that go wrong, so that one run names them. */
async function failuresOf(names: readonly string[], form: Form): Promise<string[]> {
  const failures: string[] = [];
  const files = names.map((capture) => path.join(FOLDER, `${capture}.pcap`));
  const isSlow = !LONG && form.tool === "tshark";
  const texts = await (isSlow ? printedTogether(form, files) : printedEach(form, files));
  for (const [i, capture] of names.entries()) {
    try {
      check(capture, form, texts[i] as string);
    } catch (error) {
      failures.push(`${capture}: ${(error as Error).message}`);
    }
  }
  return failures;
}

/** Each segment of the flow is one of the capture, and the other way round; numbers that are not printed are not compared. */
function saysTheSame(
  segments: readonly Segment[],
  frames: readonly Frame[],
  form: Form,
  hides: boolean,
): void {
  const left = [...frames];
  const first = new Map<string, number>();
  for (const { ports, time } of frames)
    first.set(ports, Math.min(first.get(ports) ?? Number.POSITIVE_INFINITY, time));
  // What says when it was seen is found first.
  for (const segment of [...segments].sort((a, b) => Number(a.at === null) - Number(b.at === null))) {
    const flags = segment.flags.words
      .map(({ flag }) => flag as string)
      .sort()
      .join("+");
    const hidden = hides && segment.caption !== null;
    const [seq, ack, len] = [number(segment.seq), number(segment.ack), number(segment.len) ?? 0];
    const place = left.findIndex(
      (frame) =>
        (frame.flags === flags || (hidden && frame.flags.includes("ACK"))) &&
        frame.len === len &&
        (!form.absolute || ((seq ?? frame.seq) === frame.seq && (ack ?? frame.ack) === frame.ack)) &&
        (!form.timed ||
          segment.at === null ||
          Math.abs(segment.at.ms - (frame.time - (first.get(frame.ports) ?? 0))) < 0.002),
    );
    expect(place, `${flags} seq=${seq} ack=${ack} len=${len} at ${segment.at?.ms}`).toBeGreaterThanOrEqual(0);
    left.splice(place, 1);
  }
  expect(left).toEqual([]);
}

/** A few captures are tried each time, fewer with the slower tool, and all of them where there is time. */
const some = (every: number) =>
  captures.filter((_, index) => LONG || FOLDER !== SHARED || index % every === 0);
const few = some(37);

describe.skipIf(!tools.tcpdump).each(DUMPS.map((form) => [form.name, form] as const))("%s", (_, form) => {
  test("of each capture is a flow that says the same", { timeout: 300_000 }, async () => {
    expect(await failuresOf(some(24), form)).toEqual([]);
    expect(counts.forms).toBeGreaterThan(0);
  });
});

describe.skipIf(!tools.tshark).each(LISTS.map((form) => [form.name, form] as const))("%s", (_, form) => {
  test("of captures is a flow that says the same", { timeout: 900_000 }, async () => {
    expect(await failuresOf(few, form)).toEqual([]);
    expect(counts.forms).toBeGreaterThan(0);
  });
});

afterAll(() => {
  const { forms, exact, states, exceptions } = counts;
  console.log(
    `${forms} texts of ${captures.length} captures became flows; ${exact} say the same, ${states} with all states; ${exceptions} exceptions`,
  );
  for (const [reason, names] of excepted) console.log(`  ${[...names].join(", ")}: ${reason}`);
});
