/** The application of the end that a script tests: the calls that make TCP do what the flow shows. */

import type { Event } from "../../language/ast.js";
import { ACK, SYN } from "../../tcp/segment.js";
import { distance } from "../../tcp/sequence.js";

/** A segment that the end is about to send. */
interface Outgoing {
  /** It opens the connection. */
  readonly syn: boolean;
  readonly fin: boolean;
  /** The end of its data; null without any. */
  readonly end: number | null;
  readonly tfo: boolean;
  readonly octets: number;
}

interface Seen {
  readonly inbound: boolean;
  readonly flags: number;
  readonly len: number;
}

const LISTENER = 3;
const ACCEPTED = 4;
const ABORT = "setsockopt(FD, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0";

export class Application {
  private fd: number | null;
  private listening = false;
  private opened = false;
  private closed = false;
  /** Octets that were given to TCP and not sent yet. */
  private queued = 0;
  private sentUpTo: number | null = null;
  /** Octets that arrived and were not read. */
  private unread = 0;
  /** How many of the segments have not come yet. */
  private left: Seen[];

  constructor(
    private readonly passive: boolean,
    segments: readonly Seen[],
  ) {
    this.left = [...segments];
    this.fd = passive ? null : LISTENER;
  }

  /** A flow that begins in the middle has a socket, and nothing tells how it came by its connection. */
  begin(opens: boolean): readonly string[] {
    const made = [`socket(..., SOCK_STREAM, IPPROTO_TCP) = ${LISTENER}`];
    if (!opens) {
      this.fd = LISTENER;
      this.opened = true;
      return made;
    }
    if (!this.passive) return [...made, `fcntl(${LISTENER}, F_SETFL, O_RDWR|O_NONBLOCK) = 0`];
    this.listening = true;
    return [
      ...made,
      `setsockopt(${LISTENER}, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0`,
      `bind(${LISTENER}, ..., ...) = 0`,
      `listen(${LISTENER}, 1) = 0`,
    ];
  }

  /** Calls without which the segment would not be sent. */
  before({ end, fin, octets, syn, tfo }: Outgoing): readonly string[] {
    const calls: string[] = [];
    if (syn && !this.opened) calls.push(...this.open(tfo ? octets : 0));
    if (end !== null) {
      const news = this.sentUpTo === null ? octets : Math.min(octets, distance(end, this.sentUpTo));
      if (news > this.queued) calls.push(...this.write(news - this.queued));
      if (news > 0) {
        this.queued -= news;
        this.sentUpTo = end;
      }
    }
    if (fin) calls.push(...this.close());
    this.left.shift();
    return calls;
  }

  /** Calls that follow on a segment that came. */
  behind(flags: number, octets: number): readonly string[] {
    this.left.shift();
    this.unread += octets;
    if (!this.passive || this.fd !== null || (flags & SYN) !== 0 || (flags & ACK) === 0) return [];
    this.fd = ACCEPTED;
    return [`accept(${LISTENER}, ..., ...) = ${ACCEPTED}`];
  }

  /** A reset leaves nothing to call. */
  over(): void {
    this.closed = true;
  }

  /** The calls that an event of the flow is; null where it is none of the application's. */
  call(what: Event): readonly string[] | null {
    switch (what.event) {
      case "listen":
        return this.listening ? [] : null;
      case "unlisten":
        this.listening = false;
        return [`close(${LISTENER}) = 0`];
      case "open":
        return this.opened ? [] : this.open(0);
      case "close":
        return this.close();
      case "abort":
        return this.abort();
      case "send": {
        const octets = amountOf(what);
        return octets === 0 ? [] : this.write(octets);
      }
      case "receive": {
        const octets = Math.min(this.unread, amountOf(what) || this.unread);
        this.unread -= octets;
        return octets === 0 ? [] : [`read(${this.fd ?? ACCEPTED}, ..., ${octets}) = ${octets}`];
      }
      default:
        return null;
    }
  }

  private open(octets: number): readonly string[] {
    this.opened = true;
    const fd = this.fd ?? LISTENER;
    if (octets > 0) {
      this.queued += octets;
      return [`sendto(${fd}, ..., ${octets}, MSG_FASTOPEN, ..., ...) = ${octets}`];
    }
    return [`connect(${fd}, ..., ...) = -1 EINPROGRESS (Operation now in progress)`];
  }

  private write(octets: number): readonly string[] {
    this.queued += octets;
    return [`write(${this.fd ?? ACCEPTED}, ..., ${octets}) = ${octets}`];
  }

  /** Where data still comes, only the sending side is closed: a socket that is gone would answer it with RST. */
  private close(): readonly string[] {
    if (this.closed) return [];
    this.closed = true;
    const fd = this.fd ?? (this.passive ? ACCEPTED : LISTENER);
    const comes = this.left.some(({ inbound, len }) => inbound && len > 0);
    return [comes ? `shutdown(${fd}, SHUT_WR) = 0` : `close(${fd}) = 0`];
  }

  private abort(): readonly string[] {
    if (this.closed) return [];
    this.closed = true;
    const fd = String(this.fd ?? ACCEPTED);
    return [ABORT.replace("FD", fd), `close(${fd}) = 0`];
  }
}

/** 0 where it is not said. */
function amountOf(what: Event): number {
  if (what.event !== "send" && what.event !== "receive") return 0;
  if (what.payload !== null) return new TextEncoder().encode(what.payload.value).length;
  const [term, more] = what.amount?.terms ?? [];
  return term?.kind === "number" && more === undefined ? term.value : 0;
}
