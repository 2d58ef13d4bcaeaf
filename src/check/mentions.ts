/** Where a flow first speaks of an endpoint, so that none of thousands of connections has to look through all of it. */

import type { Flow, Local, Segment } from "../language/ast.js";
import type { State } from "../tcp/state.js";

interface Said {
  /** The lines of the first claim, and of the first event; infinite where there is none. */
  claim: number;
  event: number;
  state: State | null;
}

const NOTHING_SAID: readonly Said[] = [];

export class Mentions {
  /** By name, and the peer that it is said of; "" where none is named. */
  private readonly said = new Map<string, Map<string, Said>>();
  /** By name; a claim of CLOSED says no more than a flow that says nothing. */
  private readonly firstLocal = new Map<string, number>();
  /** By sender and receiver; made when it is asked for. */
  private firstSegment: Map<string, Map<string, Segment>> | null = null;

  constructor(private readonly flow: Flow) {
    for (const s of flow.statements) {
      if (s.type !== "local") continue;
      for (const { name, peer } of s.subjects) {
        if (!saysClosed(s) && !this.firstLocal.has(name.name)) this.firstLocal.set(name.name, s.line);
        const said = this.saidOf(name.name, peer?.name ?? "");
        if (s.what.kind === "event") said.event = Math.min(said.event, s.line);
        else if (
          s.what.kind === "state" &&
          s.what.from === null &&
          s.what.to.state !== null &&
          said.state === null
        ) {
          said.claim = s.line;
          said.state = s.what.to.state;
        }
      }
    }
  }

  /** The first segment of one endpoint to another, where nothing is said of it before but that it is CLOSED. */
  firstWord(from: string, to: string): Segment | null {
    this.firstSegment ??= firstSegmentsOf(this.flow);
    const segment = this.firstSegment.get(from)?.get(to) ?? null;
    const local = this.firstLocal.get(from) ?? Number.POSITIVE_INFINITY;
    return segment !== null && segment.line < local ? segment : null;
  }

  /** The first state that is claimed of an endpoint before a line, in general or towards this peer. */
  claimBefore(name: string, peer: string, line: number): State | null {
    const claims = this.both(name, peer).filter(({ claim }) => claim < line);
    return claims.sort((a, b) => a.claim - b.claim)[0]?.state ?? null;
  }

  /** Whether something happens at an endpoint before a line, and before it is said in which state that is. */
  hasEventBefore(name: string, peer: string, line: number): boolean {
    const said = this.both(name, peer);
    const claim = Math.min(...said.map((one) => one.claim));
    return said.some(({ event }) => event < line && event < claim);
  }

  private both(name: string, peer: string): readonly Said[] {
    const said = this.said.get(name);
    if (said === undefined) return NOTHING_SAID;
    return ["", peer].flatMap((key) => said?.get(key) ?? []);
  }

  private saidOf(name: string, peer: string): Said {
    const known = this.said.get(name) ?? new Map<string, Said>();
    this.said.set(name, known);
    const said = known.get(peer) ?? {
      claim: Number.POSITIVE_INFINITY,
      event: Number.POSITIVE_INFINITY,
      state: null,
    };
    known.set(peer, said);
    return said;
  }
}

/** It says no more of a connection that has not begun than a flow that says nothing. */
export function saysClosed({ what }: Local): boolean {
  return what.kind === "state" && what.from === null && what.to.state === "CLOSED";
}

function firstSegmentsOf({ statements }: Flow): Map<string, Map<string, Segment>> {
  const first = new Map<string, Map<string, Segment>>();
  for (const s of statements) {
    if (s.type !== "segment" || s.old !== null) continue;
    const { from, to } = s;
    const known = first.get(from.name);
    if (known === undefined) first.set(from.name, new Map([[to.name, s]]));
    else if (!known.has(to.name)) known.set(to.name, s);
  }
  return first;
}
