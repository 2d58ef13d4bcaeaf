/**
 * The model against a plain transcription of RFC 9293 §3.10 that shares no code with it: after every step of a random
 * walk both are in the same state, with the same numbers, and have answered the same.
 */

import { expect, test } from "vitest";
import { arrive } from "../../src/tcp/arrives.js";
import { abort, activeOpen, close, expire, passiveOpen } from "../../src/tcp/calls.js";
import { become, type End, edit, newEnd } from "../../src/tcp/endpoint.js";
import { Numbers, plain, plus } from "../../src/tcp/number.js";
import { ACK, FIN, RST, SYN } from "../../src/tcp/segment.js";
import { STATES } from "../../src/tcp/state.js";
import { CLOSED_TCB, tcbWith } from "../../src/tcp/tcb.js";
import { randomFrom } from "../generator/random.js";
import { segmentArrives } from "../walker/arrives.js";
import { blocks } from "../walker/blocks.js";
import * as calls from "../walker/calls.js";
import { type Answer, newTcb, type Segment, type Tcb, type Text } from "../walker/tcb.js";
import { nextStep, RCV_WND, type Step } from "../walker/walk.js";

const STEPS = process.env.TCPFLOW_LONG === undefined ? 200_000 : 3_000_000;
/** Then another walk begins. */
const STEPS_A_WALK = 200;
const SHOWN = 5;
const BIT_SETS = 16;
const TAKES_TEXT: ReadonlySet<string> = new Set(["SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2"]);
const TIMEOUT = 600_000;

test("the model goes where the text of RFC 9293 goes", { timeout: TIMEOUT }, () => {
  const wrong: string[] = [];
  const met = new Map<string, Set<number>>();
  for (let seed = 1; seed <= STEPS / STEPS_A_WALK && wrong.length < SHOWN; seed++) {
    const disagreement = walk(seed, met);
    if (disagreement !== "") wrong.push(disagreement);
  }
  expect(wrong).toEqual([]);
  // A walk that went nowhere would agree as well.
  const visits = STATES.map((state) => `${state} ${met.get(state)?.size ?? 0}`);
  expect(visits).toEqual(STATES.map((state) => `${state} ${BIT_SETS}`));
});

/** "" where both agree all the way. Notes which control bits each state has met. */
function walk(seed: number, met: Map<string, Set<number>>): string {
  const random = randomFrom(seed);
  const rfc = newTcb(RCV_WND);
  const model: Model = { numbers: new Numbers(), end: closed(RCV_WND) };
  for (let i = 0; i < STEPS_A_WALK; i++) {
    const before = describeTcb(rfc);
    const step = nextStep(random, rfc);
    if (step.kind === "segment") {
      const bits = met.get(rfc.state) ?? new Set();
      met.set(rfc.state, bits.add(bitsOf(step.segment)));
    }
    const said = rfcText(rfc, stepRfc(rfc, step));
    const answers = stepModel(model, step);
    const done = modelText(model.end, answers);
    if (said !== done)
      return `seed ${seed}, step ${i}: ${before}, ${JSON.stringify(step)}: ${done}, not ${said}`;
    settle(model.end);
    if (rfc.state === "CLOSED") model.end = closed(rfc.rcvWnd);
    calls.resumeClose(rfc);
    if (model.end.closing && model.end.tcb.state === "ESTABLISHED") close(model.end);
  }
  return "";
}

/** null: an error return. */
function stepRfc(tcb: Tcb, step: Step): Answer[] | null {
  switch (step.kind) {
    case "segment":
      return segmentArrives(tcb, step.segment, step.iss);
    case "listen":
      return calls.passiveOpen(tcb);
    case "open":
      return calls.activeOpen(tcb, step.iss, step.octets);
    case "send":
      return calls.send(tcb, step.octets);
    case "segmentize":
      return calls.segmentize(tcb);
    case "close":
      return calls.close(tcb);
    case "abort":
      return calls.abort(tcb);
    case "timeout":
      return calls.timeout(tcb, step.timer);
    case "window":
      tcb.rcvWnd = step.rcvWnd;
      return [];
  }
}

interface Model {
  readonly numbers: Numbers;
  end: End;
}

/** The same on the model. What it leaves to the lines of a flow - when a segment leaves - is done here. */
function stepModel(model: Model, step: Step): Answer[] | null {
  const { end, numbers } = model;
  switch (step.kind) {
    case "segment":
      arrive(
        {
          numbers,
          step: 0,
          chooseIss: () => plain(step.iss),
          may: (outcome: string) => outcome === "time-wait-stays",
          inorder: false,
        },
        end,
        toModel(step.segment),
      );
      return answersOf(end);
    case "listen":
      // In LISTEN already: not described by §3.10.1, and no matter.
      return end.tcb.state !== "LISTEN" && passiveOpen(end) ? [] : null;
    case "open": {
      const { state, rcvWnd } = end.tcb;
      if (state !== "CLOSED" && state !== "LISTEN") return null;
      model.end = activeOpen(end, plain(step.iss), rcvWnd);
      edit(model.end).sndNxt = plain(step.iss + 1 + step.octets);
      model.end.spoken = true;
      return [{ control: "SYN", seq: step.iss }];
    }
    case "send":
      if (!SENDS.has(end.tcb.state)) return null;
      end.queued = { amount: plus(end.queued?.amount ?? plain(0), step.octets), octets: [] };
      return [];
    case "segmentize":
      return segmentize(end);
    case "close":
      if (!close(end)) return null;
      return end.closing && end.queued === null ? [sendFin(end)] : [];
    case "abort":
      return abort(end, 0) ? answersOf(end) : null;
    case "timeout":
      return expire(numbers, end, step.timer) ? [] : null;
    case "window":
      edit(end).rcvWnd = step.rcvWnd;
      return [];
  }
}

const SENDS: ReadonlySet<string> = new Set(["SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT"]);

function segmentize(end: End): Answer[] {
  const { state } = end.tcb;
  const waits = end.closing && (state === "FIN-WAIT-1" || state === "CLOSING");
  if (state !== "ESTABLISHED" && state !== "CLOSE-WAIT" && !waits) return [];
  const tcb = edit(end);
  if (tcb.sndNxt !== null) tcb.sndNxt = plus(tcb.sndNxt, end.queued?.amount.constant ?? 0);
  end.queued = null;
  if (!end.closing) return [];
  close(end);
  return [sendFin(end)];
}

function sendFin(end: End): Answer {
  const tcb = edit(end);
  const seq = tcb.sndNxt ?? plain(0);
  become(end, { fin: seq });
  tcb.sndNxt = plus(seq, 1);
  end.closing = false;
  return { control: "FIN,ACK", seq: seq.constant };
}

/** What is owed, as it would be sent: acknowledgments as one (MUST-58). */
function answersOf(end: End): Answer[] {
  const { iss, sndNxt } = end.tcb;
  const acks = end.owed.filter(({ kind }) => kind === "ACK" || kind === "challenge ACK");
  const answers = end.owed.flatMap((owed): Answer[] => {
    const seq = owed.seq?.constant ?? 0;
    const ack = owed.ack?.constant ?? 0;
    if (owed.kind === "RST") return [{ control: "RST", seq }];
    if (owed.kind === "RST+ACK") return [{ control: "RST,ACK", seq, ack }];
    if (owed.kind === "SYN+ACK") return [{ control: "SYN,ACK", seq: iss?.constant ?? 0, ack }];
    return owed === acks[acks.length - 1] ? [{ control: "ACK", seq: sndNxt?.constant ?? 0, ack }] : [];
  });
  // The SYN of the SYN,ACK takes its number when it leaves.
  const opens = end.owed.some(({ kind }) => kind === "SYN+ACK");
  if (opens && sndNxt === iss && sndNxt !== null) edit(end).sndNxt = plus(sndNxt, 1);
  return answers;
}

function settle(end: End): void {
  end.owed = [];
  end.spoken = true;
  end.tcb = tcbWith(end.tcb, {});
  end.owned = false;
}

function closed(rcvWnd: number): End {
  return newEnd(tcbWith(CLOSED_TCB, { rcvWnd }));
}

function toModel(segment: Segment) {
  return {
    flags: bitsOf(segment),
    seq: plain(segment.seq),
    ack: segment.ackBit ? plain(segment.ack) : null,
    len: plain(segment.len),
    win: segment.wnd,
    payload: null,
  };
}

function bitsOf({ syn, ackBit, fin, rst }: Segment): number {
  return (syn ? SYN : 0) | (ackBit ? ACK : 0) | (fin ? FIN : 0) | (rst ? RST : 0);
}

function rfcText(tcb: Tcb, answers: Answer[] | null): string {
  return `${describeTcb(tcb)}, ${answersText(answers)}`;
}

function describeTcb({ state, sndUna, sndNxt, rcvNxt, sndWnd, maxSndWnd, held }: Tcb): string {
  if (state === "CLOSED" || state === "LISTEN") return state;
  if (state === "SYN-SENT") return `${state} ${sndUna} ${sndNxt} -`;
  return `${state} ${sndUna} ${sndNxt} ${rcvNxt} ${windowText(sndWnd, maxSndWnd)}${heldText(state, rcvNxt, held)}`;
}

function windowText(wnd: number | null, widest: number | null): string {
  return `window ${wnd} of ${widest}`;
}

/** What is kept behind a gap; behind the peer's FIN there is nothing. */
function heldText(state: string, rcvNxt: number, held: readonly Text[]): string {
  return TAKES_TEXT.has(state) ? ` held ${blocks(rcvNxt, held)}` : "";
}

function modelText(end: End, answers: Answer[] | null): string {
  const { state, sndUna, sndNxt, rcvNxt } = end.tcb;
  const closedOrListen = state === "CLOSED" || state === "LISTEN";
  const numbers = `${state} ${sndUna?.constant} ${sndNxt?.constant} ${rcvNxt?.constant ?? "-"}`;
  const pieces = end.ahead.map(({ seq, len, fin }) => ({ seq: seq.constant, len: len.constant, fin }));
  const more =
    rcvNxt === null
      ? ""
      : ` ${windowText(end.tcb.sndWnd, end.tcb.maxSndWnd)}${heldText(state, rcvNxt.constant, pieces)}`;
  const text = closedOrListen ? state : numbers + more;
  return `${text}, ${answersText(answers)}`;
}

function answersText(answers: Answer[] | null): string {
  if (answers === null) return "error";
  return answers.map((a) => `<${a.seq}>${"ack" in a ? `<${a.ack}>` : ""}<${a.control}>`).join(" ");
}
