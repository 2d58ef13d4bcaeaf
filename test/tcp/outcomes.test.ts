/**
 * SEGMENT ARRIVES against a table typed in from the text of RFC 9293 §3.10.7: `outcomes/segment-arrives.txt`.
 * It is there to be read beside the RFC, and changed only where the RFC says otherwise.
 */

import { describe, expect, test } from "vitest";
import { arrive } from "../../src/tcp/arrives.js";
import { type End, newEnd, type Owed } from "../../src/tcp/endpoint.js";
import { type Num, Numbers, plain } from "../../src/tcp/number.js";
import { CLOSED_TCB, tcbWith } from "../../src/tcp/tcb.js";
import {
  acks,
  allCases,
  type Case,
  ISS,
  KINDS,
  lengthOf,
  MAX_SND_WND,
  places,
  RCV_WND,
  RECEIVERS,
  type Receiver,
} from "./outcomes/cases.js";
import { type Row, readTable, TABLE } from "./outcomes/table.js";

const ROWS = readTable(TABLE);

/** The numbers of the table as they are, and moved so that they run over 2^32. */
const SHIFTS = [0, 2 ** 32 - 1050, 2 ** 32 - 3105, 2 ** 31];
const WINDOW = 400;

describe("SEGMENT ARRIVES (RFC 9293 §3.10.7)", () => {
  test.each(ROWS)("$heading: $text", (row) => {
    expect(mismatches(row)).toEqual([]);
  });
});

describe("the table", () => {
  test("has one row for every state, segment, place and acknowledgment", () => {
    const rows = new Map<string, string[]>();
    const rowsOf = (c: Case): string[] => rows.get(key(c)) ?? [];
    for (const row of ROWS) for (const c of row.cases) rows.set(key(c), [...rowsOf(c), row.text]);
    expect(allCases().filter((c) => rowsOf(c).length !== 1)).toEqual([]);
  });

  test("says nothing that applies to no case", () => {
    expect(ROWS.filter((row) => row.cases.length === 0 || row.idle.length > 0)).toEqual([]);
  });

  test("writes one meaning in one way", () => {
    const careless = ROWS.flatMap((row) => row.cases.map((c) => `${carelessness(row, c)}: ${row.text}`));
    expect(careless.filter((fault) => !fault.startsWith(":"))).toEqual([]);
  });
});

/** "same", ".", "-" and "max" each where it is the word, so that no cell can be changed for another unnoticed. */
function carelessness(row: Row, c: Case): string {
  const receiver = RECEIVERS[c.state] as Receiver;
  const next = nextState(row, c);
  const gone = next === "CLOSED" || next === "LISTEN";
  const has = (...wanted: string[]) => row.cases.some(({ ack }) => wanted.includes(ack));
  const { ack } = row;
  if (row.next === receiver.state) return "write same";
  if (ack === "any" && row.cases.every((each) => each.ack === "-")) return "write - for no ACK";
  if (row.sndUna === "max" && !has("some", "all")) return "SND.UNA cannot move";
  if (gone) return row.sndUna === "-" && row.rcvNxt === "-" ? "" : "the TCB is deleted";
  if (row.sndUna === "-") return "there is a SND.UNA";
  if ((row.rcvNxt === "-" || row.rcvNxt === ".") && (row.rcvNxt === "-") !== (receiver.rcvNxt === null))
    return "- is no RCV.NXT, . is one that stays";
  return row.rcvNxt.startsWith("SEG") && !movesRcvNxt(row, c) ? "RCV.NXT does not move" : "";
}

function movesRcvNxt(row: Row, c: Case): boolean {
  const octets = row.rcvNxt === "SEG.SEQ+1" ? 1 : lengthOf(c.kind);
  const { rcvNxt } = RECEIVERS[c.state] as Receiver;
  return (places(c.state, c.kind)[c.place] ?? []).every((seq) => seq + octets !== rcvNxt);
}

interface Outcome {
  readonly state: string;
  readonly answer: string;
  readonly sndUna: string;
  readonly rcvNxt: string;
  readonly becomes: string;
}

function mismatches(row: Row): string[] {
  const wrong: string[] = [];
  for (const c of row.cases) {
    const found = (places(c.state, c.kind)[c.place] ?? []).flatMap((seq) =>
      (acks(c.state, c.kind)[c.ack] ?? []).map((ack) => [seq, ack] as const),
    );
    for (const [seq, ack] of found) {
      const expected = JSON.stringify(expectation(row, c, seq, ack));
      for (const shift of SHIFTS) {
        const actual = JSON.stringify(outcome(c, seq, ack, shift));
        if (actual !== expected)
          wrong.push(`${key(c)} seq=${seq} ack=${ack} +${shift}: ${actual}, not ${expected}`);
      }
    }
  }
  return wrong;
}

/** What the row says, with the numbers of one case put in. */
function expectation(row: Row, c: Case, seq: number, ack: number | null): Outcome {
  const receiver = RECEIVERS[c.state] as Receiver;
  const state = nextState(row, c);
  const gone = state === "CLOSED" || state === "LISTEN";
  const newer = receiver.una !== null && ack !== null && ack > receiver.una;
  const una = row.sndUna === "max" && newer ? ack : receiver.una;
  const values: Record<string, number | null> = {
    "0": 0,
    ISS,
    "SEG.ACK": ack,
    "SEG.SEQ+1": seq + 1,
    "SEG.SEQ+SEG.LEN": seq + lengthOf(c.kind),
    "SND.NXT": receiver.nxt ?? ISS + 1,
    ".": receiver.rcvNxt,
    "-": null,
  };
  const rcvNxt = named(values, row.rcvNxt);
  const answer = row.answer.replace(/<([^<>]*)>/g, (whole, name: string) =>
    /^(SYN|RST|ACK)\b/.test(name) ? whole : `<${mod(name === "RCV.NXT" ? rcvNxt : named(values, name))}>`,
  );
  return {
    state,
    answer,
    sndUna: gone ? "-" : `${mod(c.state === "LISTEN" ? ISS : una)}`,
    rcvNxt: gone ? "-" : `${mod(rcvNxt)}`,
    becomes: row.becomes,
  };
}

function named(values: Record<string, number | null>, name: string): number | null {
  const value = values[name];
  if (value === undefined) throw new Error(`the table names ${name}`);
  return value;
}

function nextState(row: Row, c: Case): string {
  return row.next === "same" ? (RECEIVERS[c.state] as Receiver).state : row.next;
}

/** What `arrive` does, all its numbers moved by `shift`. */
function outcome(c: Case, seq: number, ack: number | null, shift: number): Outcome {
  const { flags, len } = KINDS[c.kind] as { flags: number; len: number };
  const end = endOf(RECEIVERS[c.state] as Receiver, c.place.endsWith("/0") ? 0 : RCV_WND, shift);
  const becomes = arrive(
    {
      numbers: new Numbers(),
      step: 0,
      chooseIss: () => plain(ISS + shift),
      may: (outcome: string) => outcome === "time-wait-stays",
      inorder: false,
    },
    end,
    {
      flags,
      seq: plain(seq + shift),
      ack: ack === null ? null : plain(ack + shift),
      len: plain(len),
      win: WINDOW,
      payload: null,
    },
  );
  const { state, sndUna, rcvNxt } = end.tcb;
  const gone = state === "CLOSED" || state === "LISTEN";
  const back = (n: Num | null): number | null => (n === null ? null : mod(n.constant - shift));
  return {
    state,
    answer: end.owed.map((owed) => answerText(end, owed, back)).join(", ") || "none",
    sndUna: gone ? "-" : `${back(sndUna)}`,
    rcvNxt: gone ? "-" : `${back(rcvNxt)}`,
    becomes,
  };
}

function answerText(end: End, owed: Owed, back: (n: Num | null) => number | null): string {
  const { iss, sndNxt } = end.tcb;
  switch (owed.kind) {
    case "ACK":
      return `<${back(sndNxt)}><${back(owed.ack)}><ACK>`;
    case "challenge ACK":
      return `(<${back(sndNxt)}><${back(owed.ack)}><ACK>)`;
    case "SYN+ACK":
      return `<${back(iss)}><${back(owed.ack)}><SYN,ACK>`;
    case "RST":
      return `<${back(owed.seq)}><RST>`;
    case "RST+ACK":
      // Its sequence number is zero wherever the connection's numbers are.
      return `<${owed.seq?.constant}><${back(owed.ack)}><RST,ACK>`;
  }
}

function endOf(receiver: Receiver, rcvWnd: number, shift: number): End {
  const moved = (n: number | null): Num | null => (n === null ? null : plain(n + shift));
  const { state, passive, una, nxt, fin, irs, rcvNxt, peerFin } = receiver;
  const tcb = tcbWith(CLOSED_TCB, {
    state,
    passive,
    peerFin,
    iss: una === null ? null : plain(ISS + shift),
    sndUna: moved(una),
    sndNxt: moved(nxt),
    fin: moved(fin),
    irs: moved(irs),
    rcvNxt: moved(rcvNxt),
    rcvWnd,
    maxSndWnd: una === null ? null : MAX_SND_WND,
  });
  return newEnd(tcb);
}

/** null stays what it is. */
function mod(n: number): number;
function mod(n: number | null): number | null;
function mod(n: number | null): number | null {
  return n === null ? null : n >>> 0;
}

function key(c: Case): string {
  return `${c.state}, ${c.kind}, ${c.place}, ${c.ack}`;
}
