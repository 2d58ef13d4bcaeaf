/** Long texts out of short exchanges, and the edits that people make in them. */

import { brokenFile, EVERYTHING, legalFile } from "../generator/files.js";
import type { Random } from "../generator/random.js";

/** A text of one or several flows, each of one or many exchanges, one after the other; now and then with a mistake. */
export function longText(random: Random): string {
  const ending = random.weigh([
    [8, "\n"],
    [2, "\r\n"],
    [1, "\r"],
  ]);
  const flows = Array.from(
    {
      length: random.weigh([
        [6, 1],
        [3, 2],
        [1, 4],
      ]),
    },
    (_, i) => {
      const header = random.weigh<string[]>([
        [4, [`flow "${i}"`]],
        [1, [`exercise "${i}"`, "task: 做一做"]],
        [i === 0 ? 4 : 0, []],
      ]);
      return [...header, ...(random.chance(0.5) ? transfer(random) : exchanges(random))];
    },
  );
  return flows.flat().join(ending) + (random.chance(0.8) ? ending : "");
}

/** What the generator writes, without what begins each file. */
function exchanges(random: Random): string[] {
  return Array.from({ length: random.int(1, 3) }, () => {
    const seed = random.int(1, 1_000_000);
    const text = random.chance(0.3)
      ? (brokenFile(seed, EVERYTHING)?.text ?? "")
      : legalFile(seed, EVERYTHING).text;
    const keepsNames = random.chance(0.5);
    return text
      .replace("\ufeff", "")
      .split(/\r\n?|\n/)
      .filter((line) => !/^\s*(?:flow|exercise)\b/.test(line))
      .filter((line) => keepsNames || !/^\s*(?:client|server|peer)\b/.test(line));
  }).flat();
}

/** A connection that lives on: data both ways, some of it lost, late, or not shown. */
function transfer(random: Random): string[] {
  const lines = random.chance(0.7) ? ['client C "客户端"', "server S"] : [];
  lines.push("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK");
  const sent = [1, 1];
  for (let i = random.int(10, 90); i > 0; i--) {
    const [from, to, own, peer] = random.chance(0.7)
      ? (["C", "S", 0, 1] as const)
      : (["S", "C", 1, 0] as const);
    const length = random.pick([10, 100, 1460]);
    const numbers = `seq=${"xy"[own]}+${sent[own]} ack=${"xy"[peer]}+${sent[peer]}`;
    const kind = random.weigh([
      [12, "numbers"],
      [6, "bare"],
      [2, "lost"],
      [2, "late"],
      [1, "elided"],
      [1, "other"],
    ]);
    if (kind === "numbers" || kind === "other") {
      lines.push(`${from} -> ${to}: PSH+ACK ${numbers} len=${length}`, `${to} -> ${from}: ACK`);
      sent[own] = (sent[own] ?? 0) + length;
      if (kind === "other") lines.push(random.pick(ODDITIES));
    } else if (kind === "bare") lines.push(`${from} -> ${to}: PSH+ACK`, `${to} -> ${from}: ACK`);
    else if (kind === "lost") {
      lines.push(
        `${from} -x ${to}: PSH+ACK len=5`,
        `${from}: timeout rto`,
        `${from} -> ${to}: PSH+ACK len=5`,
      );
      lines.push(`${to} -> ${from}: ACK`);
      sent[own] = (sent[own] ?? 0) + 5;
    } else if (kind === "late") {
      lines.push(`${from} ~> ${to}: PSH+ACK len=7 as late${i}`, `${from} -> ${to}: PSH+ACK len=3`);
      lines.push(random.chance(0.7) ? `deliver late${i}` : "deliver", `${to} -> ${from}: ACK`);
      sent[own] = (sent[own] ?? 0) + 10;
    } else lines.push(random.chance(0.5) ? "..." : `... ${from} -> ${to}`);
  }
  if (random.chance(0.5))
    lines.push("C -> S: FIN+ACK seq=u ack=v", "S -> C: ACK ack=u+1", "S -> C: FIN+ACK", "C -> S: ACK");
  return lines;
}

/** Lines that somebody may write anywhere. */
const ODDITIES = [
  "",
  "# a comment",
  "note: 说明",
  "note C, S: both",
  "== Data ==",
  "C: ESTABLISHED",
  "C, S: ESTABLISHED",
  "双方: ESTABLISHED",
  "C和S: ESTABLISHED",
  "S: CLOSE-WAIT",
  "C: close",
  "C: send 100",
  "S: receive",
  "S: TIME-WAIT -> CLOSED",
  "C: ?",
  "?",
  "...",
  "deliver",
  "C -> S: SYN",
  "S -> C: SYN+ACK",
  "C -> S: FIN+ACK seq=u",
  "S -> C: FIN+ACK seq=w ack=u+1",
  "C -> S: ACK",
  "S -> C: ACK ack=u+1",
  "C -> S: RST",
  "S -> C: RST+ACK",
  "C -> S: PSH+ACK len=n",
  "C -> S: PSH+ACK len=n+1",
  "C -> S: PSH+ACK",
  "C -x S: PSH+ACK len=4",
  "C ~> S: PSH+ACK len=4 as a",
  "deliver a",
  "old C -> S: SYN seq=z",
  "old C -> S: ACK",
  "C -> S: ACK seq=? ack=?",
  "C -> S: PSH+ACK seq=4294967290 len=20",
  "C→S：SYN，seq＝x",
  "S --> C: ACK=1, ack=x+1",
  "C -> S: SYN(seq=x)",
  "客户端发送报文段",
  "D -> S: SYN",
  "D -> S: ACK",
  "server T window=100",
  "client C isn=1000",
  'flow "more"',
  'exercise "more"',
  'answers "a.tcpflow"',
  "@5 C -> S: ACK",
  "@1 C -> S: ACK",
  "C -> S",
  "C -> S: ",
  "C -> S: ACK seq=",
  "C -> S: ACK ack=x+",
];

const CHARACTERS = [...'xyu01+-=?>.:#" CSA\n\r', "，", "：", "→", "\r\n", "和", "\ufeff", "5"];

/** The text after somebody has typed, deleted, pasted, or moved something. */
export function edited(text: string, random: Random): string {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const at = random.int(0, Math.max(0, lines.length - 1));
  const offset = random.int(0, text.length);
  const line = lines[at] ?? "";
  const bare = line.replace(/[\r\n]+$/, "");
  const ending = line.slice(bare.length) || "\n";
  const withLines = (count: number, ...by: string[]): string =>
    [...lines.slice(0, at), ...by, ...lines.slice(at + count)].join("");
  return random.weigh<() => string>([
    [6, () => text.slice(0, offset) + random.pick(CHARACTERS) + text.slice(offset)],
    [4, () => text.slice(0, offset) + text.slice(offset + random.int(1, 3))],
    [3, () => withLines(1, `${bare} # a remark${ending}`)],
    [3, () => withLines(1, `${bare} (caption)${ending}`)],
    [6, () => withLines(0, random.pick(ODDITIES) + ending)],
    [4, () => withLines(1, random.pick(ODDITIES) + ending)],
    [3, () => withLines(random.int(1, 3))],
    [2, () => withLines(0, ...lines.slice(at, at + random.int(1, 4)))],
    [2, () => withLines(2, lines[at + 1] ?? "", line)],
    [3, () => withLines(1, line.replace(/\d+/, String(random.int(0, 200))))],
    [2, () => withLines(1, line.replace(/C|S/, random.pick(["C", "S", "D"])))],
    [1, () => withLines(0, "# typed above\n")],
    [1, () => text + random.pick(ODDITIES)],
    [1, () => random.pick(ODDITIES) + ending + text],
    [1, () => text.slice(0, offset)],
  ])();
}
