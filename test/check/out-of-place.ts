/**
 * Every state in which an end may stand when a segment arrives that has no place there, at the active and at the passive
 * end: the lines that lead to it, its numbers then, and lines that go on behind it as if nothing had happened.
 */

export interface Stand {
  readonly name: string;
  readonly state: string;
  /** The end that stands there, and its peer. */
  readonly here: string;
  readonly there: string;
  readonly before: readonly string[];
  readonly una: number;
  readonly nxt: number;
  readonly rcv: number;
  readonly after: readonly string[];
}

const SYNS = ["client C", "server S", "C -> S: SYN seq=100", "S -> C: SYN+ACK seq=300 ack=101"];
const THIRD = "C -> S: ACK seq=101 ack=301";

export const STANDS: readonly Stand[] = [
  ...standsOf("C", "S", 101, 301),
  ...standsOf("S", "C", 301, 101),
  {
    ...{ name: "SYN-RECEIVED of S", state: "SYN-RECEIVED", here: "S", there: "C", before: SYNS },
    ...{ una: 300, nxt: 301, rcv: 101, after: [THIRD, "S: ESTABLISHED"] },
  },
];

/** `a` is the next number of `here`, `b` that of `there`. */
function standsOf(here: string, there: string, a: number, b: number): Stand[] {
  const out = (flags: string, seq: number, ack: number) =>
    `${here} -> ${there}: ${flags} seq=${seq} ack=${ack}`;
  const lost = (flags: string, seq: number, ack: number) =>
    `${here} -x ${there}: ${flags} seq=${seq} ack=${ack}`;
  const back = (flags: string, seq: number, ack: number) =>
    `${there} -> ${here}: ${flags} seq=${seq} ack=${ack}`;
  const stand = (
    state: string,
    before: readonly string[],
    [una, nxt, rcv]: readonly [number, number, number],
    after: readonly string[],
  ): Stand => ({
    ...{ name: `${state} of ${here}`, state, here, there, una, nxt, rcv, after },
    before: [...SYNS, THIRD, ...before],
  });
  const fin = out("FIN+ACK", a, b);
  const again = [`${here}: timeout rto`, fin, back("ACK", b, a + 1)];
  const lastAgain = [`${here}: timeout rto`, out("FIN+ACK", a, b + 1), back("ACK", b + 1, a + 1)];
  return [
    stand("ESTABLISHED", [], [a, a, b], [`${back("PSH+ACK", b, a)} len=5`, out("ACK", a, b + 5)]),
    stand("FIN-WAIT-1", [lost("FIN+ACK", a, b)], [a, a + 1, b], [...again, `${here}: FIN-WAIT-2`]),
    stand(
      "FIN-WAIT-2",
      [fin, back("ACK", b, a + 1)],
      [a + 1, a + 1, b],
      [back("FIN+ACK", b, a + 1), out("ACK", a + 1, b + 1), `${here}: TIME-WAIT`],
    ),
    stand(
      "CLOSE-WAIT",
      [back("FIN+ACK", b, a), out("ACK", a, b + 1)],
      [a, a, b + 1],
      [out("FIN+ACK", a, b + 1), back("ACK", b + 1, a + 1), `${here}: CLOSED`],
    ),
    stand(
      "CLOSING",
      [
        `${there} ~> ${here}: FIN+ACK seq=${b} ack=${a} as f`,
        `${here} ~> ${there}: FIN+ACK seq=${a} ack=${b} as g`,
        "deliver f",
        out("ACK", a + 1, b + 1),
      ],
      [a, a + 1, b + 1],
      ["deliver g", back("ACK", b + 1, a + 1), `${here}: TIME-WAIT`],
    ),
    stand(
      "LAST-ACK",
      [back("FIN+ACK", b, a), lost("FIN+ACK", a, b + 1)],
      [a, a + 1, b + 1],
      [...lastAgain, `${here}: CLOSED`],
    ),
    stand(
      "TIME-WAIT",
      [fin, back("FIN+ACK", b, a + 1), out("ACK", a + 1, b + 1)],
      [a + 1, a + 1, b + 1],
      [`${here}: timeout 2msl`, `${here}: CLOSED`],
    ),
  ];
}

/** What RFC 9293 §3.10.7.4 and RFC 5961 do with it. */
export type Outcome = "acknowledged" | "dropped" | "reset" | "reopened" | "refused";

export interface Stray {
  readonly segment: string;
  readonly outcome: Outcome;
}

/** Segments that have no place there, by number and by flags. */
export function strays({ state, una, nxt, rcv }: Stand): readonly Stray[] {
  const synHere: Outcome =
    state === "SYN-RECEIVED" ? "reset" : state === "TIME-WAIT" ? "reopened" : "acknowledged";
  const answered: Outcome = state === "SYN-RECEIVED" ? "reset" : "acknowledged";
  const beyond = rcv + 90_000;
  return [
    { segment: `SYN seq=${rcv}`, outcome: synHere },
    { segment: `SYN seq=${rcv + 10}`, outcome: synHere },
    { segment: `SYN seq=${rcv - 60}`, outcome: "acknowledged" },
    { segment: `SYN seq=${beyond}`, outcome: state === "TIME-WAIT" ? "reopened" : "acknowledged" },
    { segment: `SYN+ACK seq=${rcv} ack=${nxt}`, outcome: answered },
    { segment: `SYN+ACK seq=${rcv} ack=${una}`, outcome: answered },
    { segment: `SYN+ACK seq=${rcv} ack=${nxt + 700}`, outcome: answered },
    { segment: `SYN+ACK seq=${rcv - 80} ack=${nxt}`, outcome: "acknowledged" },
    { segment: `SYN+ACK seq=${beyond} ack=${nxt}`, outcome: "acknowledged" },
    { segment: `RST seq=${rcv}`, outcome: "reset" },
    { segment: `RST+ACK seq=${rcv} ack=${nxt}`, outcome: "reset" },
    { segment: `RST+ACK seq=${rcv} ack=${nxt + 4000}`, outcome: "reset" },
    { segment: `RST seq=${rcv + 5}`, outcome: "acknowledged" },
    { segment: `RST seq=${rcv - 2}`, outcome: "dropped" },
    { segment: `RST seq=${beyond}`, outcome: "dropped" },
    {
      segment: `ACK seq=${rcv} ack=${nxt + 500}`,
      outcome: state === "SYN-RECEIVED" ? "refused" : "acknowledged",
    },
    { segment: `ACK seq=${rcv - 1} ack=${nxt}`, outcome: "acknowledged" },
    { segment: `ACK seq=${beyond} ack=${nxt}`, outcome: "acknowledged" },
    { segment: `PSH+ACK seq=${rcv - 50} ack=${nxt} len=20`, outcome: "acknowledged" },
    { segment: `PSH+ACK seq=${beyond} ack=${nxt} len=20`, outcome: "acknowledged" },
    { segment: `FIN+ACK seq=${rcv - 1} ack=${una}`, outcome: "acknowledged" },
    { segment: `NONE seq=${rcv} len=5`, outcome: "dropped" },
    { segment: `FIN seq=${rcv}`, outcome: "dropped" },
  ];
}
