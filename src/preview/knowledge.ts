/** What each side of every connection knows at a scene, and what has changed since the scene before. */

import { inWords } from "../check/express.js";
import type { FlowTrace, Pair, Step } from "../check/trace.js";
import type { Locale } from "../messages/locale.js";
import { type FactName, panelTexts } from "../messages/panels.js";
import { type Num, plus } from "../tcp/number.js";
import { flagsText } from "../tcp/segment.js";
import type { Tcb } from "../tcp/tcb.js";
import { type Scene, scenes } from "./scenes.js";

export interface Knowledge {
  /** An exercise: nothing is told. */
  readonly silent: boolean;
  /** The one in which something happens first, then those that moved last. */
  readonly connections: readonly ConnectionKnowledge[];
  /** Connections left out. */
  readonly more: number;
}

export interface ConnectionKnowledge {
  readonly names: readonly [string, string];
  readonly ends: readonly [EndKnowledge, EndKnowledge];
  readonly flight: readonly SegmentOnItsWay[];
  /** Segments on the way that are left out. */
  readonly moreFlight: number;
}

export interface EndKnowledge {
  readonly name: string;
  readonly label: string | null;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly name: FactName;
  /** In the flow's own words; null where there is no such thing in this state, or where nobody has said it. */
  readonly value: string | null;
  /** What it was in the scene before; undefined where that is the same. */
  readonly was?: string | null;
}

/** A segment that has left and not arrived. */
export interface SegmentOnItsWay {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly line: number;
}

const SHOWN_CONNECTIONS = 6;
const SHOWN_FLIGHT = 12;

const SILENT: Knowledge = { silent: true, connections: [], more: 0 };

export function knowledge(trace: FlowTrace, index: number, locale: Locale): Knowledge {
  if (trace.flow.kind === "exercise") return SILENT;
  const all = scenes(trace);
  const scene = all[index];
  if (scene === undefined) return { silent: false, connections: [], more: 0 };
  const order = lastMoved(trace, scene.last);
  const before = all[index - 1] ?? null;
  return {
    silent: false,
    connections: order
      .slice(0, SHOWN_CONNECTIONS)
      .flatMap((connection) => connectionAt(trace, connection, scene, before, locale)),
    more: Math.max(0, order.length - SHOWN_CONNECTIONS),
  };
}

/** What both ends know after the step; before the first step of their connection, what they begin with. */
export function pairAt(trace: FlowTrace, connection: number, last: number): Pair | null {
  for (let i = last; i >= 0; i--) {
    const step = trace.steps[i] as Step;
    if (step.connection === connection && step.after !== null) return step.after;
  }
  return trace.steps.find((step) => step.connection === connection && step.before !== null)?.before ?? null;
}

/** Connections by the last step in which they moved, latest first; those that have not begun keep their order. */
function lastMoved(trace: FlowTrace, last: number): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (let i = last; i >= 0 && seen.size < trace.connections.length; i--) {
    const { connection } = trace.steps[i] as Step;
    if (connection < 0 || seen.has(connection)) continue;
    seen.add(connection);
    order.push(connection);
  }
  trace.connections.forEach((_, i) => {
    if (!seen.has(i)) order.push(i);
  });
  return order;
}

function connectionAt(
  trace: FlowTrace,
  connection: number,
  scene: Scene,
  before: Scene | null,
  locale: Locale,
): ConnectionKnowledge[] {
  const names = trace.connections[connection];
  const now = pairAt(trace, connection, scene.last);
  if (names === undefined || now === null) return [];
  const then = before === null ? now : (pairAt(trace, connection, before.last) ?? now);
  const end = (name: string, side: keyof Pair): EndKnowledge => ({
    name,
    label: trace.endpoints.find((endpoint) => endpoint.name === name)?.label ?? null,
    facts: facts(trace, now[side], then[side], scene.last, locale),
  });
  const flight = inFlight(trace, connection, scene.last);
  return [
    {
      names: [names.a, names.b],
      ends: [end(names.a, "a"), end(names.b, "b")],
      flight: flight.slice(-SHOWN_FLIGHT),
      moreFlight: Math.max(0, flight.length - SHOWN_FLIGHT),
    },
  ];
}

/** The old values too are in the words of the scene: in one table a number has one name. */
function facts(trace: FlowTrace, now: Tcb, then: Tcb, step: number, locale: Locale): Fact[] {
  const values = valuesOf(trace, now, step, locale);
  const old = now === then ? values : valuesOf(trace, then, step, locale);
  return FACTS.map((name) => {
    const value = values[name];
    const was = old[name];
    return value === was ? { name, value } : { name, value, was };
  });
}

const FACTS: readonly FactName[] = [
  "state",
  "SND.UNA",
  "SND.NXT",
  "SND.WND",
  "RCV.NXT",
  "RCV.WND",
  "unacknowledged",
];

function valuesOf(
  trace: FlowTrace,
  tcb: Tcb,
  step: number,
  locale: Locale,
): Readonly<Record<FactName, string | null>> {
  const { unnamed } = panelTexts(locale);
  const say = (n: Num | null) => (n === null ? null : (inWords(trace, n, step) ?? unnamed));
  const size = (n: number | null) => (n === null ? null : String(n));
  return {
    state: tcb.state,
    "SND.UNA": say(tcb.sndUna),
    "SND.NXT": say(tcb.sndNxt),
    "SND.WND": size(tcb.sndWnd),
    "RCV.NXT": say(tcb.rcvNxt),
    "RCV.WND": size(tcb.rcvWnd),
    unacknowledged: outstanding(trace, tcb, step, locale),
  };
}

/** SYN, octets and FIN from SND.UNA up to SND.NXT; null where the state has no such numbers. */
function outstanding(trace: FlowTrace, tcb: Tcb, step: number, locale: Locale): string | null {
  const { sndUna, sndNxt, iss, fin } = tcb;
  if (sndUna === null || sndNxt === null) return null;
  const { numbers } = trace;
  const texts = panelTexts(locale);
  if (numbers.equal(sndUna, sndNxt) === true) return texts.nothing;
  let octets = numbers.subtract(sndNxt, sndUna);
  const syn = iss !== null && numbers.equal(sndUna, iss) === true;
  const finSent = fin !== null && numbers.equal(sndNxt, plus(fin, 1)) === true;
  if (syn) octets = plus(octets, -1);
  if (finSent) octets = plus(octets, -1);
  const known = numbers.resolve(octets);
  const none = known.terms === null && known.constant === 0;
  const amount = inWords(trace, octets, step);
  return [
    ...(syn ? ["SYN"] : []),
    ...(none ? [] : [amount === null ? texts.someData : texts.octets(amount)]),
    ...(finSent ? ["FIN"] : []),
  ].join(" + ");
}

/** In the order sent. */
function inFlight(trace: FlowTrace, connection: number, last: number): SegmentOnItsWay[] {
  const out: SegmentOnItsWay[] = [];
  for (let i = 0; i <= last; i++) {
    const step = trace.steps[i] as Step;
    const { segment, statement } = step;
    if (segment === null || step.connection !== connection || statement.type !== "segment") continue;
    const away = segment.fate === "in-flight" || (segment.fate === "stray" && segment.arrivals.length > 0);
    if (!away || segment.arrivals.some((arrival) => arrival <= last)) continue;
    const say = (n: Num) => inWords(trace, n, last) ?? "?";
    const ack = segment.ack === null ? "" : ` ack=${say(segment.ack)}`;
    const name = statement.id === null ? "" : ` (${statement.id.name})`;
    const text = `${flagsText(segment.flags)} seq=${say(segment.seq)}${ack}${name}`;
    out.push({ from: segment.from, to: segment.to, text, line: step.line });
  }
  return out;
}
