/**
 * packetdrill's scripts, as google/packetdrill and FreeBSD's tests have them: what one end sends (`>`) and gets (`<`), and
 * what its application calls. That is a connection seen at one end, so what arrived at the other is worked out.
 */

import { wrap } from "../../tcp/sequence.js";
import { blocksMoved } from "../observed/segment.js";
import type { ObservedEnd, ObservedEvent, ObservedFlow, ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { callOf, closesSending, lingersNot, receives, type SocketCall, sends } from "./calls.js";
import { cutAtAnswers } from "./giants.js";
import { type ScriptEntry, type ScriptTime, scriptOf } from "./lines.js";
import { isSegment, readScriptPacket, type ScriptPacket } from "./packet.js";
import { assertedState } from "./states.js";
import { withUnsaid } from "./unsaid.js";

export const packetdrill: Reader = { name: "packetdrill", read };

const SURE = 0.96;

function read({ lines }: Source): SourceReading | null {
  if (!lines.some((line) => SIGN.test(line))) return null;
  const { entries, comments } = scriptOf(lines);
  if (!entries.some(({ kind, body }) => kind === "packet" && isSegment(body))) return null;
  const script = new Script();
  for (const entry of entries) script.take(entry);
  if (script.unread !== null)
    return { sure: SURE, lines: new Set([script.unread]), unread: script.unread, flows: [] };
  return { sure: SURE, lines: script.understood, comments, flows: [script.flow()] };
}

const SIGN = /^\s*(?:\*|[+\d.][^<>]*)?[<>].*?(?:\d+:\d+|\.\.\.)\(\d+\)/;

/** One use of a socket by the script: what belongs to it until the script makes another socket. */
interface Socket {
  readonly ours: ObservedEnd;
  readonly theirs: ObservedEnd;
  /** The descriptors that stand for it. */
  fd: number | null;
  listener: number | null;
  readonly isn: { ours: number | null; theirs: number | null };
  /** Its application has closed it, or a reset has. */
  closed: boolean;
  aborts: boolean;
  opened: boolean;
  read: boolean;
}

class Script {
  readonly understood = new Set<number>();
  unread: number | null = null;
  private readonly segments: ObservedSegment[] = [];
  private readonly events: ObservedEvent[] = [];
  /** The lines of SYNs whose options are not told. */
  private readonly unsaid = new Set<number>();
  private socket: Socket | null = null;
  private count = 0;
  /** Milliseconds since the script began. */
  private time = 0;
  /** Reads that return later than the call. */
  private waiting: { readonly until: number; readonly event: ObservedEvent }[] = [];

  flow(): ObservedFlow {
    this.flush(Number.POSITIVE_INFINITY);
    const used = new Set(this.segments.map(({ from }) => from.port));
    // Data opened a connection only if a SYN shows it.
    const began = (port: string): boolean => {
      const first = this.segments.find(({ from }) => from.port === port);
      return first?.flags?.includes("SYN") === true && first.from.address === OURS;
    };
    const said = [...used].reduce(
      (segments, port) => replaced(segments, port, (own) => withUnsaid(own, this.unsaid)),
      this.segments as readonly ObservedSegment[],
    );
    const { segments, places } = cutAtAnswers(said, OURS);
    return {
      kind: "observed",
      numbers: "absolute",
      segments,
      events: this.events
        .filter(({ at }) => used.has(at.port))
        .filter(
          ({ at, remark, what }) =>
            remark !== null || !("event" in what) || what.event !== "open" || began(at.port),
        )
        .map((event) => ({ ...event, before: places[event.before] ?? segments.length })),
      seenAt: OURS,
      scripted: true,
    };
  }

  take(entry: ScriptEntry): void {
    const time = this.moment(entry);
    if (time !== null) this.flush(time);
    if (entry.kind === "told") this.told(entry);
    else if (entry.kind === "packet") this.packet(entry, time);
    else if (entry.kind === "call") this.call(entry, time);
    else this.code(entry, time);
  }

  private moment({ when }: ScriptEntry): number | null {
    if (when.from === null) return null;
    this.time = this.absolute(when.from);
    return this.time;
  }

  private absolute({ relative, ms }: ScriptTime): number {
    return Math.round((relative ? this.time + ms : ms) * MICROSECONDS) / MICROSECONDS;
  }

  /** A socket is made: what comes next is another connection. */
  private fresh(fd: number | null): Socket {
    this.count++;
    const port = String(this.count);
    this.socket = {
      ours: { address: OURS, port, label: OURS },
      theirs: { address: THEIRS, port, label: THEIRS },
      fd,
      listener: null,
      isn: { ours: null, theirs: null },
      closed: false,
      aborts: false,
      opened: false,
      read: false,
    };
    return this.socket;
  }

  private packet({ body, first, last, remark, when }: ScriptEntry, time: number | null): void {
    if (!isSegment(body)) return;
    const packet = readScriptPacket(body);
    if (packet === null) {
      this.unread ??= first;
      return;
    }
    this.understand(first, last);
    const socket = this.socket ?? this.fresh(null);
    const words = [when.range ?? "", packet.words ?? "", remark ?? ""].filter((one) => one !== "").join(" ");
    const { ours, theirs } = socket;
    const [from, to] = packet.inbound ? [theirs, ours] : [ours, theirs];
    const segment = joined(packet, socket);
    if (packet.anyOptions && packet.segment.flags?.includes("SYN") && !packet.inbound) this.unsaid.add(first);
    this.segments.push({ line: first, time, from, to, ...segment, words: words === "" ? null : words });
    if (packet.segment.flags?.includes("RST")) socket.closed = true;
  }

  private understand(first: number, last: number): void {
    for (let line = first; line <= last; line++) this.understood.add(line);
  }

  private call(entry: ScriptEntry, time: number | null): void {
    const call = callOf(entry.body);
    if (call === null) return;
    if (call.name === "socket") this.fresh(call.result);
    const socket = this.socketOf(call);
    if (socket === null || call.fd === null) return;
    if (call.name === "accept" && call.fd === (socket.listener ?? call.fd)) {
      socket.fd = call.result !== null && call.result >= 0 ? call.result : socket.fd;
      return;
    }
    if (isDeferredOpen(call, socket)) this.opened(entry, time, socket);
    const event = this.eventOf(call, socket);
    if (event === null) return;
    // A listener that was closed while its connection lives is told apart from it in the flow only by what it is called.
    this.understand(entry.first, entry.last);
    const { ours, theirs } = socket;
    const until = entry.when.until === null ? null : this.absolute(entry.when.until);
    const made: ObservedEvent = {
      line: entry.first,
      time: until !== null && receives(call) ? until : time,
      at: ours,
      peer: theirs,
      what: { event },
      before: this.segments.length,
      remark: [entry.body, entry.remark ?? ""].filter((one) => one !== "").join(" // "),
    };
    if (until !== null && receives(call)) this.waiting.push({ until, event: made });
    else this.events.push(made);
  }

  /** An excerpt leaves out how it came by its sockets. */
  private socketOf({ fd, name }: SocketCall): Socket | null {
    const { socket } = this;
    if (socket === null && fd !== null && (name === "connect" || name === "listen")) return this.fresh(fd);
    if (socket !== null && socket.fd === null && socket.listener === null && name !== "accept")
      socket.fd = fd;
    return socket;
  }

  /** Data that is given to a socket of no connection asks for one (RFC 7413 §4.2). */
  private opened(entry: ScriptEntry, time: number | null, socket: Socket): void {
    const { ours, theirs } = socket;
    socket.opened = true;
    this.understand(entry.first, entry.last);
    const before = this.segments.length;
    this.events.push({
      line: entry.first,
      time,
      at: ours,
      peer: theirs,
      what: { event: "open" },
      before,
      remark: null,
    });
  }

  /** Reads that have returned by now. */
  private flush(time: number): void {
    for (const { until, event } of this.waiting)
      if (until < time) this.events.push({ ...event, before: this.segments.length });
    this.waiting = this.waiting.filter(({ until }) => until >= time);
  }

  private eventOf(call: SocketCall, socket: Socket): string | null {
    const { fd, result } = call;
    if (call.name === "listen") {
      socket.listener = fd;
      return result === 0 ? "listen" : null;
    }
    if (fd !== socket.fd && fd !== socket.listener) return null;
    if (call.name === "connect" && !socket.opened) {
      socket.opened = true;
      return "open";
    }
    if (lingersNot(call)) socket.aborts = true;
    if (call.name === "close" && result === 0 && fd === socket.listener && fd !== socket.fd)
      return this.unlistened(socket);
    if (fd !== socket.fd || socket.closed || result === null) return null;
    if ((call.name === "close" && result === 0) || (closesSending(call) && result === 0)) {
      socket.closed = true;
      return socket.aborts && call.name === "close" ? "abort" : "close";
    }
    if (sends(call) && result > 0) return `send ${result}`;
    if (receives(call) && result > 0) return `receive ${result}`;
    return null;
  }

  private unlistened(socket: Socket): string {
    socket.listener = null;
    return this.segments.some(({ from }) => from.port === socket.ours.port) ? "unlisten" : "close";
  }

  /** What no call makes happen stands in a comment of an exported script. */
  private told(entry: ScriptEntry): void {
    const { socket } = this;
    if (socket === null) return;
    this.understand(entry.first, entry.last);
    this.events.push({
      line: entry.first,
      time: null,
      at: socket.ours,
      peer: socket.theirs,
      what: { event: entry.body },
      before: this.segments.length,
      remark: "",
    });
  }

  /** What a condition says of the state is a claim; all else of it stands as a comment. */
  private code({ body, first, last }: ScriptEntry, time: number | null): void {
    const state = assertedState(body);
    const socket = this.socket;
    if (state === null || socket === null) return;
    this.understand(first, last);
    const { ours, theirs } = socket;
    this.events.push({
      line: first,
      time,
      at: ours,
      peer: theirs,
      what: { state },
      before: this.segments.length,
      remark: body,
    });
  }
}

/** The segments of one connection are changed, and all stay in their places. */
function replaced(
  segments: readonly ObservedSegment[],
  port: string,
  change: (own: readonly ObservedSegment[]) => readonly ObservedSegment[],
): readonly ObservedSegment[] {
  const changed = [...change(segments.filter(({ from }) => from.port === port))];
  return segments.map((segment) => (segment.from.port === port ? (changed.shift() ?? segment) : segment));
}

/** As the script calls the two directions. */
const OURS = ">";
const THEIRS = "<";
const MICROSECONDS = 1e6;

function isDeferredOpen(call: SocketCall, { fd, opened, listener }: Socket): boolean {
  return sends(call) && call.fd === fd && !opened && listener === null && !/MSG_OOB/.test(call.arguments);
}

/** Numbers count from those of the SYNs, which alone stand as on the wire; so does what a SYN acknowledges. */
function joined({ absolute, inbound, segment }: ScriptPacket, { isn }: Socket): ScriptPacket["segment"] {
  const own = inbound ? "theirs" : "ours";
  const peer = inbound ? "ours" : "theirs";
  const { flags, seq, ack, options } = segment;
  if (flags?.includes("SYN")) {
    if (seq !== null && isn[own] === null) isn[own] = seq;
    return segment;
  }
  const [base, across] = [isn[own] ?? 0, isn[peer] ?? 0];
  const sack = options?.sack && blocksMoved(options.sack, across);
  return {
    ...segment,
    seq: seq === null || absolute.seq ? seq : wrap(seq + base),
    ack: ack === null || absolute.ack ? ack : wrap(ack + across),
    options: sack === undefined ? (options ?? {}) : { ...options, sack },
  };
}
