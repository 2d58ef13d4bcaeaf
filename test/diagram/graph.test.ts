import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { type GraphDirection, type GraphLine, graphOf } from "../../src/diagram/graph.js";
import { parse } from "../../src/language/parser.js";

const OPEN = `client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=x+1 ack=y+1
`;

function graph(text: string, flow = 0) {
  const trace = analyze(parse(text)).flows[flow];
  if (trace === undefined) throw new Error("no flow");
  return graphOf(trace);
}

function direction(text: string, from = "C", to?: string): GraphDirection {
  const found = graph(text).directions.find(
    (one) => one.from === from && (to === undefined || one.to === to),
  );
  if (found === undefined) throw new Error(`nothing from ${from}`);
  return found;
}

/** `5:1..101 again`: what was sent, each in a line. */
function sent({ sent: { tick, low, high }, ...which }: GraphDirection): string[] {
  const names = ["again", "lost", "syn", "fin", "reset", "open"] as const;
  return tick.map((at, i) => {
    const marks = names.filter((name) => which[name].includes(i));
    return [`${at}:${low[i]}..${high[i]}`, ...marks].join(" ");
  });
}

function acks({ acks: { tick, at }, duplicate, closed }: GraphDirection): string[] {
  return tick.map((one, i) =>
    [
      `${one}:${at[i]}`,
      ...(duplicate.includes(i) ? ["again"] : []),
      ...(closed.includes(i) ? ["0"] : []),
    ].join(" "),
  );
}

function line({ tick, value }: GraphLine): string[] {
  return tick.map((at, i) => `${at}:${value[i]}`);
}

describe("what is sent and what comes back", () => {
  test("is counted from the ISN, whatever letter or number it has", () => {
    const named = `${OPEN}C -> S: PSH+ACK len=100\nS -> C: ACK\n`;
    const plain = named.replaceAll("x+1", "4000000001").replace("=x", "=4000000000");
    for (const text of [named, plain]) {
      const c = direction(text);
      expect(sent(c)).toEqual(["0:0..1 syn", "3:1..101"]);
      expect(acks(c)).toEqual(["1:1", "4:101"]);
      expect(line(c.acked)).toEqual(["0:0", "1:1", "4:101"]);
      expect(line(c.flight)).toEqual(["0:1", "1:0", "3:100", "4:0"]);
      expect(c.octets).toBe(100);
    }
    expect(direction(named).start).toEqual({ text: "x", middle: false });
    expect(direction(plain).start).toEqual({ text: "4000000000", middle: false });
  });

  test("loss, duplicate ACKs, SACK blocks and the retransmission", () => {
    const text = `${OPEN.replace("seq=x\n", "seq=x sackok\n").replace("ack=x+1\n", "ack=x+1 sackok\n")}C -> S: PSH+ACK len=10
C -x S: PSH+ACK len=10
C -> S: PSH+ACK len=10
S -> C: ACK ack=x+11 sack=x+21..x+31
C -> S: PSH+ACK len=10
S -> C: ACK ack=x+11 sack=x+21..x+41
C: timeout rto
C -> S: PSH+ACK seq=x+11 len=10
S -> C: ACK ack=x+41
`;
    const c = direction(text);
    expect(sent(c)).toEqual([
      "0:0..1 syn",
      "3:1..11",
      "4:11..21 lost",
      "5:21..31",
      "7:31..41",
      "10:11..21 again",
    ]);
    expect(acks(c)).toEqual(["1:1", "6:11", "8:11 again", "11:41"]);
    const { tick, low, high } = c.sacks;
    expect(tick.map((at, i) => `${at}:${low[i]}..${high[i]}`)).toEqual(["6:21..31", "8:21..41"]);
    // What is sent again is not sent twice.
    expect(c.octets).toBe(40);
  });

  test("numbers go on beyond 2^32", () => {
    const text = `client C
server S
C -> S: SYN seq=4294967290
S -> C: SYN+ACK seq=1 ack=4294967291
C -> S: ACK
C -> S: PSH+ACK len=100
S -> C: ACK ack=95
C -> S: PSH+ACK seq=95 len=50
S -> C: ACK ack=145
`;
    const c = direction(text);
    expect(sent(c)).toEqual(["0:0..1 syn", "3:1..101", "5:101..151"]);
    expect(acks(c)).toEqual(["1:1", "4:101", "6:151"]);
  });

  test("a window of 0, its probes, and the edge", () => {
    const text = `${OPEN.replace("ack=x+1\n", "ack=x+1 win=10\n")}C -> S: PSH+ACK len=10
S -> C: ACK win=0
C: timeout persist
C -> S: ACK len=1
S -> C: ACK ack=x+11 win=0
S -> C: ACK ack=x+11 win=20
`;
    const c = direction(text);
    expect(acks(c)).toEqual(["1:1", "4:11 0", "7:11 0", "8:11"]);
    expect(line(c.edge)).toEqual(["1:11", "8:31"]);
    expect(line(c.window)).toEqual(["1:10", "4:0", "8:20"]);
  });

  test("one stands at the sender: a segment is where it leaves, an ACK where it arrives", () => {
    const text = `${OPEN}C ~> S: PSH+ACK len=5 as d\ndeliver d\nS ~> C: ACK as a\ndeliver a\n`;
    const c = direction(text);
    expect(sent(c)).toEqual(["0:0..1 syn", "3:1..6"]);
    expect(acks(c)).toEqual(["1:1", "6:6"]);
    expect(line(c.acked).at(-1)).toBe("6:6");
  });

  test("a lost ACK is nowhere, and one that comes twice is there twice", () => {
    const lost = `${OPEN}C -> S: PSH+ACK len=5\nS -x C: ACK\n`;
    expect(acks(direction(lost))).toEqual(["1:1"]);
    const twice = `${OPEN}C -> S: PSH+ACK len=5\nS -> C: ACK as a\ndeliver a\n`;
    expect(acks(direction(twice))).toEqual(["1:1", "4:6", "5:6"]);
  });

  test("a FIN takes a number, a RST stands where it is", () => {
    const text = `${OPEN}C -> S: FIN+ACK\nS -> C: ACK\nC -> S: RST seq=x+2\n`;
    expect(sent(direction(text)).slice(1)).toEqual(["3:1..2 fin", "5:2..2 reset"]);
  });

  test("of two connections each has graphs of its own", () => {
    const text = `client C
client D
server S
C -> S: SYN seq=a
D -> S: SYN seq=b
S -> C: SYN+ACK ack=a+1
S -> D: SYN+ACK ack=b+1
C -> S: ACK
D -> S: ACK
D -> S: PSH+ACK len=7
S -> D: ACK
`;
    const all = graph(text).directions.map(({ connection, from, to, octets }) => [
      connection,
      from,
      to,
      octets,
    ]);
    expect(all).toEqual([
      [0, "C", "S", 0],
      [0, "S", "C", 0],
      [1, "D", "S", 7],
      [1, "S", "D", 0],
    ]);
    expect(sent(direction(text, "D"))).toEqual(["1:0..1 syn", "6:1..8"]);
  });

  test("a connection that is opened anew counts from its new ISN", () => {
    const text = `${OPEN}C -> S: RST seq=x+1\nC -> S: SYN seq=90000\nS -> C: SYN+ACK ack=90001\n`;
    const c = direction(text);
    expect(sent(c)).toEqual(["0:0..1 syn", "3:1..1 reset", "4:0..1 syn"]);
    expect(line(c.acked)).toEqual(["0:0", "1:1", "3:null", "4:0", "5:1"]);
  });

  test("a flow that begins in the middle counts from the first number that is seen, which is 1", () => {
    const c = direction(
      "C -> S: PSH+ACK seq=5001 len=10\nS -> C: ACK ack=5011\nC -> S: PSH+ACK seq=5011 len=10\n",
    );
    expect(sent(c)).toEqual(["0:1..11", "2:11..21"]);
    expect(acks(c)).toEqual(["1:11"]);
    expect(c.start).toEqual({ text: "5001", middle: true });
  });

  test("an amount that nobody says is drawn as small as it can be, and counted", () => {
    const c = direction(
      `${OPEN}C -> S: PSH+ACK\nS -> C: ACK\n... C -> S\nC -> S: PSH+ACK len=n\nC -> S: FIN+ACK\n`,
    );
    expect(sent(c)).toEqual(["0:0..1 syn", "3:1..2 open", "6:2..3 open", "7:3..4 fin"]);
    expect(c.gaps).toEqual([5]);
    expect(c.unsaid).toBe(3);
    expect(direction(`${OPEN}C -> S: PSH+ACK len=3\n`).unsaid).toBe(0);
  });

  test("what is without effect, or out of an earlier connection, is left out and counted", () => {
    const c = direction(`${OPEN}old C -> S: ACK seq=77 ack=5 len=3\n`);
    expect(sent(c)).toEqual(["0:0..1 syn"]);
    expect(c.leftOut).toBe(1);
  });
});

describe("time", () => {
  test("a flow without times, or with one alone, has steps only", () => {
    expect(graph(OPEN).times).toBeNull();
    expect(graph(OPEN.replace("C -> S: SYN", "@1s C -> S: SYN")).times).toBeNull();
  });

  test("what has no time stands evenly between what has; at the ends it stands with its neighbour", () => {
    const text = `client C\nserver S\nC: open\n@0 C -> S: SYN seq=x\nS -> C: SYN+ACK\nC -> S: ACK\n@30ms C -> S: PSH+ACK len=5\nS -> C: ACK\n`;
    const { times, untimed, lines } = graph(text);
    expect(times).toEqual([0, 0, 10, 20, 30, 30]);
    expect(untimed).toEqual([0, 2, 3, 5]);
    expect(lines).toEqual([2, 3, 4, 5, 6, 7]);
  });

  test("never runs backwards", () => {
    const text = `client C\nserver S\n@5ms C -> S: SYN seq=x\n@1ms S -> C: SYN+ACK\n@9ms C -> S: ACK\n`;
    expect(graph(text).times).toEqual([5, 5, 9]);
  });
});

test("of an exercise nothing is told", () => {
  const text = `exercise "e"\n${OPEN.replace("ack=x+1\n", "ack=?\n")}`;
  expect(graph(text)).toEqual({ silent: true, lines: [], times: null, untimed: [], directions: [] });
});
