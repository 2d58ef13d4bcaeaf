/** Reads `segment-arrives.txt`. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { acks, type Case, KINDS, places, RECEIVERS } from "./cases.js";

export interface Row {
  /** The section it is typed in from. */
  readonly heading: string;
  /** As it stands in the table. */
  readonly text: string;
  readonly cases: readonly Case[];
  /** The cell, unexpanded. */
  readonly ack: string;
  readonly next: string;
  readonly answer: string;
  readonly sndUna: string;
  readonly rcvNxt: string;
  readonly becomes: string;
  /** Values on the left that no case of the row has. */
  readonly idle: readonly string[];
}

type Sets = Map<string, readonly string[]>;

const COLUMNS = 9;

export const TABLE = readFileSync(path.join(import.meta.dirname, "segment-arrives.txt"), "utf8");

export function readTable(text: string): Row[] {
  const sets: Sets = new Map();
  const rows: Row[] = [];
  let heading = "";
  for (const line of text.split("\n")) {
    const set = /^@ (.+?) += (.+)$/.exec(line);
    if (set !== null) sets.set(set[1] as string, members(sets, set[2] as string));
    else if (line.startsWith("# ")) heading = /^# (3\.10\.7\S*)/.exec(line)?.[1] ?? heading;
    else if (line.includes(" | ")) rows.push(readRow(sets, heading, line));
  }
  return rows;
}

function readRow(sets: Sets, heading: string, line: string): Row {
  const cells = line.split(" | ").map((cell) => cell.trim());
  if (cells.length !== COLUMNS) throw new Error(`${cells.length} columns: ${line}`);
  const [states, kinds, seqs, ackCell, next, answer, sndUna, rcvNxt, becomes] = cells as Cells;
  const wanted = {
    state: members(sets, states),
    kind: members(sets, kinds),
    place: members(sets, seqs),
    ack: members(sets, ackCell),
  };
  const cases: Case[] = [];
  for (const state of wanted.state) {
    if (RECEIVERS[state] === undefined) throw new Error(`no state ${state}`);
    for (const kind of wanted.kind) {
      if (KINDS[kind] === undefined) throw new Error(`no segment ${kind}`);
      for (const place of chosen(wanted.place, places(state, kind))) {
        for (const ack of chosen(wanted.ack, acks(state, kind))) cases.push({ state, kind, place, ack });
      }
    }
  }
  const idle = (["state", "kind", "place", "ack"] as const).flatMap((column) =>
    wanted[column].filter((value) => value !== "any" && !cases.some((c) => c[column] === value)),
  );
  return { heading, text: line, cases, ack: ackCell, next, answer, sndUna, rcvNxt, becomes, idle };
}

type Cells = [string, string, string, string, string, string, string, string, string];

function chosen(wanted: readonly string[], there: Record<string, unknown>): string[] {
  return Object.keys(there).filter((value) => wanted.includes("any") || wanted.includes(value));
}

function members(sets: Sets, list: string): string[] {
  return list.split(", ").flatMap((name) => sets.get(name) ?? [name]);
}
