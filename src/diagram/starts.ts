/** Where the numbers of each end of a connection begin, and letters for those starts that have none. */

import type { ConnectionInfo, FlowTrace, Pair, Step } from "../check/trace.js";
import { type Num, plus } from "../tcp/number.js";

/** Where the numbers of one end of a connection begin. */
export interface NumberStart {
  /** The ISN; of a flow that begins in the middle, the first number that is seen. */
  readonly first: Num;
  /** What is 0 relative to it: the ISN, or the number before the first that is seen, so that this one is 1. */
  readonly zero: Num;
  readonly endpoint: string;
}

/** The starts of a flow, and letters for those that have none. */
export class Starts {
  private readonly middle = new Map<string, NumberStart | null>();
  private readonly names: { readonly start: NumberStart; readonly name: string; readonly ours: boolean }[] =
    [];

  constructor(private readonly flow: FlowTrace) {}

  /** A sequence number counts the sender's octets, an acknowledgment number the receiver's. */
  of(step: Step, which: "seq" | "ack"): NumberStart | null {
    const connection = this.flow.connections[step.connection];
    const segment = step.segment;
    if (connection === undefined || segment === null) return null;
    const senderIsA = segment.from === connection.a;
    return this.ofOwner(step, (which === "seq") === senderIsA ? "a" : "b");
  }

  /** Of the octets that this end sends. */
  ofOwner(step: Step, owner: "a" | "b"): NumberStart | null {
    const connection = this.flow.connections[step.connection];
    if (connection === undefined) return null;
    const isn = isnOf(step, owner);
    if (isn !== null) return { first: isn, zero: isn, endpoint: connection[owner] };
    return this.startInTheMiddle(step.connection, connection, owner);
  }

  /** All that were asked for and have a letter, in that order. */
  named() {
    return this.names;
  }

  nameOf(start: NumberStart): string {
    const known = this.names.find((one) => this.flow.numbers.equal(one.start.first, start.first) === true);
    if (known !== undefined) return known.name;
    const symbol = this.flow.symbols.order.find(
      (info) => info.kind === "sequence" && this.flow.numbers.equal(info.value, start.first) === true,
    );
    const name = symbol?.name ?? this.freeLetter();
    this.names.push({ start, name, ours: symbol === undefined });
    return name;
  }

  private freeLetter(): string {
    const used = new Set([...this.flow.symbols.all.keys(), ...this.names.map(({ name }) => name)]);
    for (let round = 1; ; round++) {
      for (const letter of ["x", "y", "z"]) {
        const name = round === 1 ? letter : `${letter}${round}`;
        if (!used.has(name)) return name;
      }
    }
  }

  private startInTheMiddle(index: number, connection: ConnectionInfo, owner: "a" | "b"): NumberStart | null {
    const key = `${index}${owner}`;
    let found = this.middle.get(key);
    if (found === undefined) {
      const first = this.flow.steps.find((step) => step.connection === index && step.before !== null);
      const number = first?.before?.[owner].sndNxt ?? null;
      found =
        number === null
          ? null
          : { first: number, zero: plus(number, -1), endpoint: owner === "a" ? connection.a : connection.b };
      this.middle.set(key, found);
    }
    return found;
  }
}

/** As the end itself knows it, else as its peer does; after the step, else before it (a RST forgets both). */
function isnOf(step: Step, owner: "a" | "b"): Num | null {
  const peer = owner === "a" ? "b" : "a";
  const of = (pair: Pair | null) => pair?.[owner].iss ?? pair?.[peer].irs ?? null;
  return of(step.after) ?? of(step.before);
}
