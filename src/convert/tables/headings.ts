/** What the columns of a table hold, by their headings. */

import { textAt } from "../../language/at.js";
import { directionIn } from "../prose/people.js";
import { endKindOf } from "../said/cast.js";
import { isSegment, saidIn } from "../said/said.js";
import { plainText } from "../said/text.js";

export type TableColumn =
  | "step"
  | "time"
  | "from"
  | "to"
  | "from-port"
  | "to-port"
  | "way"
  | "segment"
  | "seq"
  | "ack"
  | "len"
  | "win"
  | "end"
  | "end-state"
  | "state"
  | "words"
  | "bit";

const HEADINGS: readonly (readonly [TableColumn, RegExp])[] = [
  ["bit", /^(?:SYN|ACK|FIN|RST|PSH|URG)$/],
  ["from-port", /^(?:(?:src|source|源)[\s._]*(?:port|端口)|s_?port)$/i],
  ["to-port", /^(?:(?:dst|dest|destination|目的|目标)[\s._]*(?:port|端口)|d_?port)$/i],
  [
    "end-state",
    /^.*(?:客户|服务|client|server|主动|被动|sender|receiver).*(?:状态|state).*$|^(?:状态|state)s?\s*[(（].+[)）]$/i,
  ],
  ["state", /(?:状态|state)/i],
  ["seq", /^(?:相对序号|rel(?:ative)?\.?\s*seq.*|seq\b.*|.*序列号.*|sequence\b.*|顺序号|seq.*)$/i],
  ["ack", /^(?:rel(?:ative)?\.?\s*ack.*|ack\b.*|.*确认.*号.*|acknowledg.*|确认号?|ack.*)$/i],
  [
    "way",
    /^(?:direction|dir\.?|way|方向|传输方向|流向|收发方向|from\s*(?:→|->|-+>|\/)\s*to|发送方\s*(?:→|->|\/)\s*接收方|.*(?:→|->|↔|<->).*)$/i,
  ],
  [
    "from",
    /^(?:from|source|src|(?:src|source)[\s._]*(?:ip|addr(?:ess)?|host)|saddr|ip_?src|sender|发送方|发送端|发送者|发起者|发起方|发起端|谁发?|谁发送|发送|源|源地址|源主机|来源|主体|who)$/i,
  ],
  [
    "to",
    /^(?:to|destination|dest|dst|(?:dst|dest|destination)[\s._]*(?:ip|addr(?:ess)?|host)|daddr|ip_?dst|receiver|接收方|接收端|接收者|目的|目的地址|目标|对象)$/i,
  ],
  [
    "len",
    /^(?:len\.?|length|size|(?:(?:tcp|transport|segment)\s+)?(?:data|payload|数据|载荷|len(?:gth)?)(?:\s*(?:len.*|size|[(（]\s*(?:bytes?|octets?|B|字节)\s*[)）]|bytes?|字节数?))?|bytes|octets|.*长度.*|字节数?)$/i,
  ],
  ["win", /^(?:win\.?|window.*|.*窗口.*|rwnd)$/i],
  ["time", /^(?:time.*|timestamp|ts|时间|时刻|t(?:\s*\(.*\))?)$/i],
  [
    "segment",
    /^(?:.*flags?.*|control(?:\s*bits?)?|ctl|.*标志.*|.*标识.*|type|.*报文.*|类型|message|msg|segment|packet(?:\s*(?:type|sent))?|info|消息|数据包|包|内容|发送内容|send|sent)$/i,
  ],
  [
    "step",
    /^(?:#|no\.?|nr\.?|num(?:ber)?|step|steps|序号|步骤|次序|编号|阶段|顺序|次数|frame|packet\s*(?:#|no\.?)|phase|order|握手|挥手|第几次|)$/i,
  ],
];

/** `序号` counts the rows where another column has the sequence numbers. */
export function columnsOf(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly TableColumn[] {
  const names = header.map((cell) => plainText(cell).trim());
  const columns = names.map((name, at) => (travels(names, at, rows) ? "segment" : columnFor(name, at, rows)));
  const packets = columns.filter((one) => one === "segment").length;
  const byContent = inferred(columns, rows);
  return byContent.map((column, at) => {
    // A column of packets that only counts them.
    if (column === "segment" && packets > 1 && rows.every((row) => /^\d*$/.test(textAt(row, at).trim())))
      return "step";
    return column;
  });
}

/** Between the columns of two ends, without a heading, stands what travels. */
function travels(names: readonly string[], at: number, rows: readonly (readonly string[])[]): boolean {
  const [before = "", behind = ""] = [names[at - 1], names[at + 1]];
  if (names[at] !== "" || before === "" || behind === "") return false;
  return rows.some((row) => ARROW.test(textAt(row, at)) && isSegment(saidIn(textAt(row, at))));
}

const ARROW = /[→←]|[-=]>|<[-=]/u;

/** Headings of other languages: what stands below them says what they are. */
function inferred(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): readonly TableColumn[] {
  const values = (at: number): readonly string[] =>
    rows.map((row) => plainText(textAt(row, at)).trim()).filter((value) => value !== "");
  const unknown = columns.flatMap((column, at) => (column === "words" && values(at).length > 0 ? [at] : []));
  const has = (column: TableColumn, found: readonly TableColumn[]): boolean => found.includes(column);
  const result = [...columns];
  for (const at of unknown) {
    if (
      !has("step", result) &&
      values(at).length > 1 &&
      values(at).every((value, i) => value === String(i + 1))
    )
      result[at] = "step";
    else if (!has("way", result) && values(at).every((value) => directionIn(value) !== null))
      result[at] = "way";
    else if (!has("segment", result) && values(at).every((value) => onlyFlags(value))) result[at] = "segment";
  }
  const names = unknown.filter((at) => result[at] === "words" && new Set(values(at)).size === 2);
  const [from, to] = names;
  const swapped =
    from !== undefined && to !== undefined && values(from).every((value, i) => value !== values(to)[i]);
  const same =
    from !== undefined && to !== undefined && values(from).every((value) => values(to).includes(value));
  if (
    !has("from", result) &&
    !has("way", result) &&
    from !== undefined &&
    to !== undefined &&
    swapped &&
    same
  ) {
    result[from] = "from";
    result[to] = "to";
  }
  return result;
}

function onlyFlags(value: string): boolean {
  const said = saidIn(value);
  return said.flags.length > 0 && said.words === "";
}

function columnFor(name: string, at: number, rows: readonly (readonly string[])[]): TableColumn {
  const values = rows.map((row) => textAt(row, at).trim());
  if (/^序号$/.test(name) && values.every((value, i) => value === String(i + 1))) return "step";
  if (/^序号$/.test(name)) return "seq";
  if (/^(?:报文|包|packet|frame|segment)$/i.test(name) && values.every((value) => /^\d+$/.test(value)))
    return "step";
  if (name === "ACK" && values.some((value) => /[a-z+]|\d{2}/i.test(value))) return "ack";
  const found = HEADINGS.find(([, sign]) => sign.test(name))?.[0];
  if (found === "bit" && values.some((value) => /[a-z]|\d{2}/i.test(value)))
    return name === "SYN" || name === "FIN" ? "seq" : "words";
  if (found === undefined || (found === "segment" && endKindOf(name) !== null))
    return endKindOf(name) !== null || isName(actorIn(name)) ? "end" : "words";
  if ((found === "from" || found === "to") && name === "") return "words";
  return found;
}

const ENDS = /^(?:host\s*[A-Z0-9]|主机\s*[A-Z0-9甲乙]|[A-Z]|[甲乙]|alice|bob|peer\s*[A-Z0-9]|tcp\s*[A-Z])$/i;

function isName(name: string): boolean {
  return ENDS.test(name);
}

/** `Client sends`, `服务器发送的报文`: whose column it is. */
export function actorIn(heading: string): string {
  return (
    heading.replace(/\s*(?:(?<![A-Za-z])(?:sends?|sent)|发送|发出)(?:的?(?:报文段?|数据包))?\s*$/iu, "") ||
    heading
  );
}
