/** A flow as packetdrill's script for one of its ends: what that end sends and gets, and the calls that make it do so. */

import type { FlowTrace, Step } from "../../check/trace.js";
import type { Event, Local, Statement } from "../../language/ast.js";
import { ACK, FIN, RST, SYN } from "../../tcp/segment.js";
import { wrap } from "../../tcp/sequence.js";
import { blocksMoved } from "../observed/segment.js";
import { type Sighting, sightings, type WireSegment } from "../wire/wire.js";
import { Application } from "./application.js";
import { packetText } from "./packet-text.js";
import { assertionOf } from "./states.js";

const MILLISECONDS = 1000;
const DECIMALS = 6;

/** `at`: the name of the end that the script tests. A connection with another peer is another part of the script. */
export function packetdrillScript(trace: FlowTrace, at: string): string {
  const seen = sightings(trace, at);
  const peers = [...new Set(seen.flatMap((one) => peerOf(one, at) ?? []))];
  const parts = (peers.length === 0 ? [null] : peers).map((peer) => new Part(trace, at, peer, seen).lines());
  const title = trace.flow.header?.title?.value ?? null;
  return `${[...(title === null ? [] : [`// ${oneLine(title)}`, ""]), ...parts.flat()].join("\n")}\n`;
}

/** The other end of what is seen; null where it concerns none, or all. */
function peerOf({ sent, step }: Sighting, at: string): string | null {
  if (sent?.segment) return sent.segment.from === at ? sent.segment.to : sent.segment.from;
  const { statement } = step;
  if (statement.type !== "local") return null;
  return statement.subjects.find(({ name }) => name.name === at)?.peer?.name ?? null;
}

class Part {
  private readonly written: string[] = [];
  private readonly application: Application;
  /** Milliseconds: of the line above. */
  private time: number | null = null;
  /** Its first segment is a SYN, or an event opens it. */
  private readonly opens: boolean;
  private readonly isn: { ours: number | null; theirs: number | null } = { ours: null, theirs: null };

  constructor(
    trace: FlowTrace,
    private readonly at: string,
    private readonly peer: string | null,
    private readonly seen: readonly Sighting[],
  ) {
    const role = trace.endpoints.find(({ name }) => name === at)?.role;
    const segments = this.ownSegments();
    const passive = role === "server" || segments[0]?.inbound === true;
    this.opens = segments.length === 0 || ((segments[0]?.flags ?? 0) & SYN) !== 0 || this.isAskedFor();
    this.application = new Application(passive, segments);
  }

  lines(): readonly string[] {
    this.say(this.seen[0]?.time ?? 0, this.application.begin(this.opens));
    for (const one of this.seen) {
      const peer = peerOf(one, this.at);
      if (peer !== null && peer !== this.peer) continue;
      if (one.segment !== null && one.sent !== null) this.segment(one, one.segment, one.sent);
      else this.beside(one);
    }
    return this.written;
  }

  private isAskedFor(): boolean {
    return this.seen.some(({ step: { statement } }) => {
      if (statement.type !== "local" || statement.what.kind !== "event") return false;
      const { event } = statement.what;
      return (
        (event === "listen" || event === "open") &&
        statement.subjects.some(({ name }) => name.name === this.at)
      );
    });
  }

  private ownSegments(): { inbound: boolean; flags: number; len: number }[] {
    return this.seen.flatMap(({ segment, sent }) => {
      if (segment === null || !sent?.segment) return [];
      const { from, to } = sent.segment;
      if (from !== this.peer && to !== this.peer) return [];
      return [{ inbound: to === this.at, flags: segment.flags, len: segment.payload.length }];
    });
  }

  /** Lines with the time since the one above. */
  private say(time: number, bodies: readonly string[]): void {
    for (const body of bodies) {
      this.written.push(`${this.since(time)} ${body}`);
      this.time = time;
    }
  }

  private since(time: number): string {
    const number = (ms: number): string => String(Number((ms / MILLISECONDS).toFixed(DECIMALS)));
    if (this.time === null) return number(time);
    return `+${number(Math.max(0, time - this.time))}`;
  }

  private segment({ time }: Sighting, segment: WireSegment, sent: Step): void {
    const inbound = sent.segment?.to === this.at;
    const { flags, payload, seq } = segment;
    const statement = sent.statement;
    if (!inbound) {
      const syn = (flags & SYN) !== 0;
      const before = this.application.before({
        syn: syn && (flags & ACK) === 0,
        fin: (flags & FIN) !== 0,
        end: payload.length === 0 ? null : wrap(seq + (syn ? 1 : 0) + payload.length),
        tfo: segment.options.tfo !== undefined,
        octets: payload.length,
      });
      this.say(time, before);
    }
    const text = packetText(
      this.relative(segment, inbound),
      inbound,
      saysWindow(statement),
      saysAck(segment),
    );
    const remark = remarkOf(statement);
    this.say(time, [remark === null ? text : `${text} // ${remark}`]);
    if (inbound) this.say(time, this.application.behind(flags, payload.length));
    if ((flags & RST) !== 0) this.application.over();
  }

  /** Numbers count from the first SYN of each side; in a SYN they stand as they are. */
  private relative(segment: WireSegment, inbound: boolean): WireSegment {
    const own = inbound ? "theirs" : "ours";
    const peer = inbound ? "ours" : "theirs";
    if ((segment.flags & SYN) !== 0) {
      this.isn[own] ??= segment.seq;
      return segment;
    }
    const [base, across] = [this.isn[own] ?? 0, this.isn[peer] ?? 0];
    const sack = segment.options.sack && blocksMoved(segment.options.sack, -across);
    return {
      ...segment,
      seq: wrap(segment.seq - base),
      ack: wrap(segment.ack - across),
      options: sack === undefined ? segment.options : { ...segment.options, sack },
    };
  }

  private beside({ step, time }: Sighting): void {
    const { statement } = step;
    if (statement.type === "local") this.local(statement, time);
    else {
      const text = textOf(statement, this.at);
      if (text !== null) this.written.push(`// ${oneLine(text)}`);
    }
  }

  private local({ subjects, what }: Local, time: number): void {
    if (
      !subjects.some(({ name, peer }) => name.name === this.at && (peer === null || peer.name === this.peer))
    )
      return;
    if (what.kind === "state") {
      // The one change of a state that a claim implies by a timer.
      if (what.from?.state === "TIME-WAIT" && what.to.state === "CLOSED")
        this.written.push("// timeout 2msl");
      if (what.to.state !== null) this.say(time, [assertionOf(what.to.state)]);
    } else if (what.kind === "event") this.event(what, time);
  }

  private event(what: Event, time: number): void {
    const calls = this.application.call(what);
    if (calls !== null) this.say(time, calls);
    else this.written.push(`// ${what.event === "timeout" ? `timeout ${what.timer}` : what.event}`);
  }
}

function saysWindow(statement: Statement): boolean {
  return statement.type === "segment" && statement.win !== null;
}

function saysAck({ flags }: WireSegment): boolean {
  return (flags & ACK) !== 0;
}

function remarkOf(statement: Statement): string | null {
  if (statement.type !== "segment" || statement.caption === null) return null;
  return oneLine(statement.caption.value);
}

function textOf(statement: Statement, at: string): string | null {
  if (statement.type === "section") return `== ${statement.text.value} ==`;
  if (statement.type === "elision") return "...";
  if (statement.type !== "note") return null;
  const { over, text } = statement;
  return over.length === 0 || over.some(({ name }) => name === at) ? text.value : null;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
