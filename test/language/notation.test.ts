import { describe, expect, it } from "vitest";
import { withNotationsApplied } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { meaning, under } from "./support.js";

interface Case {
  readonly row: string;
  readonly typed: string;
  /** The line that means the same. */
  readonly canonical: string;
  /** [what the use stands under, what is to be written there] */
  readonly use: readonly [string, string];
  readonly warn: boolean;
}

const loud = (row: string, typed: string, canonical: string, ...use: [string, string]): Case => ({
  row,
  typed,
  canonical,
  use,
  warn: true,
});
const quiet = (row: string, typed: string, canonical: string, ...use: [string, string]): Case => ({
  row,
  typed,
  canonical,
  use,
  warn: false,
});

const arrows = ["→", "-->", "--->", "->>", "-->>", "=>", "——>", "—>", "⟶", "-→"];
const mirrored = ["←", "<--", "<---", "<<-", "<<--", "<=", "<——"];

const segments: readonly Case[] = [
  ...arrows.map((arrow) => loud("arrow", `C ${arrow} S: SYN`, "C -> S: SYN", arrow, "->")),
  ...mirrored.map((arrow) => loud("arrow", `C ${arrow} S: SYN`, "C <- S: SYN", arrow, "<-")),
  loud("arrow", "C→S: SYN", "C->S: SYN", "→", "->"),
  quiet("flag-list", "C -> S: SYN-ACK seq=y", "C -> S: SYN+ACK seq=y", "SYN-ACK", "SYN+ACK"),
  quiet("flag-list", "C -> S: SYN, ACK seq=y", "C -> S: SYN+ACK seq=y", "SYN, ACK", "SYN+ACK"),
  quiet("flag-list", "C -> S: SYN ACK seq=y", "C -> S: SYN+ACK seq=y", "SYN ACK", "SYN+ACK"),
  quiet("flag-list", "C -> S: SYN + ACK", "C -> S: SYN+ACK", "SYN + ACK", "SYN+ACK"),
  loud("flag-separator", "C -> S: SYN/ACK", "C -> S: SYN+ACK", "SYN/ACK", "SYN+ACK"),
  loud("flag-separator", "C -> S: SYN|ACK", "C -> S: SYN+ACK", "SYN|ACK", "SYN+ACK"),
  loud("flag-brackets", "C -> S: [SYN, ACK] seq=y", "C -> S: SYN+ACK seq=y", "[SYN, ACK]", "SYN+ACK"),
  loud("flag-brackets", "C -> S: [S.] seq=y", "C -> S: SYN+ACK seq=y", "[S.]", "SYN+ACK"),
  loud("flag-brackets", "C -> S: [P.], seq=y", "C -> S: PSH+ACK seq=y", "[P.]", "PSH+ACK"),
  loud("flag-noun", "C -> S: SYN报文 seq=x", "C -> S: SYN seq=x", "SYN报文", "SYN"),
  loud("flag-noun", "S -> C: SYN+ACK报文段 seq=y", "S -> C: SYN+ACK seq=y", "SYN+ACK报文段", "SYN+ACK"),
  loud("flag-noun", "C -> S: ACK 包 seq=x", "C -> S: ACK seq=x", "ACK 包", "ACK"),
  loud("flag-noun", "C -> S: SYN segment seq=x", "C -> S: SYN seq=x", "SYN segment", "SYN"),
  loud("flag-noun", "S -> C: FIN, ACK packet", "S -> C: FIN+ACK", "FIN, ACK packet", "FIN+ACK"),
  quiet("flag-case", "C -> S: syn", "C -> S: SYN", "syn", "SYN"),
  quiet("flag-case", "C -> S: Syn+ack", "C -> S: SYN+ACK", "Syn+ack", "SYN+ACK"),
  quiet("flag-case", "C -> S: ACK syn=0", "C -> S: ACK SYN=0", "syn", "SYN"),
  loud("flag-slip", "C -> S: find=1 seq=u", "C -> S: FIN seq=u", "find=1", "FIN"),
  loud("flag-slip", "C -> S: find=1, ACK=1, seq=u", "C -> S: FIN+ACK seq=u", "find=1, ACK=1", "FIN+ACK"),
  loud("flag-bits", "C -> S: SYN=1 seq=x", "C -> S: SYN seq=x", "SYN=1", "SYN"),
  loud(
    "flag-bits",
    "S -> C: SYN=1, ACK=1, seq=y, ack=x+1",
    "S -> C: SYN+ACK seq=y ack=x+1",
    "SYN=1, ACK=1",
    "SYN+ACK",
  ),
  loud("flag-bits", "S -> C: ACK = 1, ack = u + 1", "S -> C: ACK ack=u+1", "ACK = 1", "ACK"),
  loud("flag-bits", "C -> S: ACK=1", "C -> S: ACK", "ACK=1", "ACK"),
  loud("flag-bits", "C -> S: SYN=0, ACK=1, ack=5", "C -> S: SYN=0 ACK ack=5", "ACK=1", "ACK"),
  loud("ack-number", "C -> S: ACK=x+1", "C -> S: ack=x+1", "ACK=x+1", "ack=x+1"),
  loud("ack-bit", "C -> S: ack=1 ACKnum=y+1", "", "ack=1", "ACK"),
  loud("fields-in-brackets", "C -> S: SYN(seq=x)", "C -> S: SYN seq=x", "(seq=x)", " seq=x"),
  loud("fields-in-brackets", "C -> S: FIN（seq=u）", "C -> S: FIN seq=u", "（seq=u）", " seq=u"),
  loud("fields-in-brackets", "C -> S: ACK(u+1)", "C -> S: ACK ack=u+1", "(u+1)", " ack=u+1"),
  loud(
    "fields-in-brackets",
    "C -> S: ACK（seq＝x，ack＝y＋1）",
    "C -> S: ACK seq=x ack=y+1",
    "（seq＝x，ack＝y＋1）",
    " seq=x,ack=y+1",
  ),
  loud(
    "fields-in-brackets",
    "S -> C: SYN(seq=y), ACK=x+1",
    "S -> C: SYN+ACK seq=y ack=x+1",
    "SYN(seq=y), ACK=x+1",
    "SYN+ACK seq=y, ack=x+1",
  ),
  loud(
    "wireshark",
    "C -> S: SYN Seq=0 Len=0 Win=64240",
    "C -> S: SYN seq=0 len=0 win=64240",
    "Seq=0 Len=0 Win=64240",
    "seq=0 len=0 win=64240",
  ),
  loud("wireshark", "C -> S: ACK Ack=1", "C -> S: ACK ack=1", "Ack", "ack"),
  loud("wireshark", "C -> S: SYN WS=256", "C -> S: SYN wscale=8", "WS=256", "wscale=8"),
  loud("wireshark", "C -> S: SYN SACK_PERM", "C -> S: SYN sackok", "SACK_PERM", "sackok"),
  loud("wireshark", "C -> S: SYN SACK_PERM=1", "C -> S: SYN sackok", "SACK_PERM=1", "sackok"),
  loud("wireshark", "C -> S: SYN TSval=1 TSecr=2", "C -> S: SYN ts=1:2", "TSval=1 TSecr=2", "ts=1:2"),
  ...["ACKnum", "acknum", "确认号", "确认序号"].map((name) =>
    loud("field-name", `C -> S: ACK ${name}=y+1`, "C -> S: ACK ack=y+1", name, "ack"),
  ),
  ...["序号", "序列号"].map((name) =>
    loud("field-name", `C -> S: SYN ${name}=x`, "C -> S: SYN seq=x", name, "seq"),
  ),
  loud("no-equals", "C -> S: SYN seq 100", "C -> S: SYN seq=100", "seq 100", "seq=100"),
  loud(
    "no-equals",
    "C -> S: ACK seq 101, ack 301",
    "C -> S: ACK seq=101 ack=301",
    "seq 101, ack 301",
    "seq=101, ack=301",
  ),
  loud(
    "no-equals",
    "C -> S: ACK seq x+1, ack y+1",
    "C -> S: ACK seq=x+1 ack=y+1",
    "seq x+1, ack y+1",
    "seq=x+1, ack=y+1",
  ),
  loud("no-equals", "C -> S: SYN SEQ: 1000", "C -> S: SYN seq=1000", "SEQ: 1000", "seq=1000"),
  loud("no-equals", "C -> S: SYN 序号：1000", "C -> S: SYN seq=1000", "序号：1000", "seq=1000"),
  loud("no-equals", "C -> S: PSH+ACK length 5", "C -> S: PSH+ACK len=5", "length 5", "len=5"),
  loud("no-equals", "C -> S: ACK win 502", "C -> S: ACK win=502", "win 502", "win=502"),
  loud("ack-number", "C -> S: ACK ACK 101", "", "ACK 101", "ack=101"),
  loud("flag-number", "C -> S: SYN=x", "C -> S: SYN seq=x", "SYN=x", "SYN seq=x"),
  loud("flag-number", "C -> S: FIN = 500", "C -> S: FIN seq=500", "FIN = 500", "FIN seq=500"),
  loud("flag-number", "C -> S: SYN J", "C -> S: SYN seq=J", "SYN J", "SYN seq=J"),
  loud(
    "flag-number",
    "S -> C: SYN=k, ACK=j+1",
    "S -> C: SYN+ACK seq=k ack=j+1",
    "SYN=k, ACK=j+1",
    "SYN+ACK seq=k, ack=j+1",
  ),
  loud("ack-number", "C -> S: ACK K+1", "C -> S: ack=K+1", "ACK K+1", "ack=K+1"),
  loud("fields-in-brackets", "C -> S: SYN(syn=j)", "C -> S: SYN seq=j", "(syn=j)", " seq=j"),
  loud(
    "fields-in-brackets",
    "S -> C: SYN+ACK(syn=k, ack=j+1)",
    "S -> C: SYN+ACK seq=k ack=j+1",
    "(syn=k, ack=j+1)",
    " seq=k, ack=j+1",
  ),
  loud("fields-in-brackets", "C -> S: SYN(100)", "C -> S: SYN seq=100", "(100)", " seq=100"),
  loud("fields-in-brackets", "C -> S: SYN(seq 100)", "C -> S: SYN seq=100", "(seq 100)", " seq=100"),
  loud(
    "fields-in-brackets",
    "C -> S: PSH+ACK (data, seq=x+77)",
    "C -> S: PSH+ACK (data) seq=x+77",
    ", seq=x+77)",
    ") seq=x+77",
  ),
  ...["- ", "* ", "• ", "1. ", "2) ", "3、", "（3）", "(4) ", "③ ", "⑩", "1."].map((bullet) =>
    loud("bullet", `${bullet}C -> S: SYN`, "C -> S: SYN", bullet, ""),
  ),
  ...["-X", "--x", "-×", "-✗"].map((arrow) => loud("arrow", `C ${arrow} S: SYN`, "C -x S: SYN", arrow, "-x")),
  ...["X-", "x--", "×-"].map((arrow) => loud("arrow", `C ${arrow} S: SYN`, "C x- S: SYN", arrow, "x-")),
  ...["丢失", "丢包", "lost", "(丢失)", "（lost）"].flatMap((word) => [
    loud(
      "lost",
      `C -> S: SYN seq=x ${word}`,
      "C -x S: SYN seq=x",
      `-> S: SYN seq=x ${word}`,
      "-x S: SYN seq=x ",
    ),
    loud("lost", `C<-S: SYN ${word}`, "C x- S: SYN", `<-S: SYN ${word}`, " x- S: SYN "),
  ]),
  loud("lost", "C → S：SYN，seq=x，丢失", "C -x S: SYN seq=x", "→ S：SYN，seq=x，丢失", "-x S:SYN,seq=x,"),
  ...[
    "100 bytes",
    "100B",
    "100 B",
    "100 octets",
    "100字节",
    "100 个字节",
    "100字节数据",
    "100 bytes of data",
    "(100 bytes)",
    "（100字节）",
  ].map((typed) =>
    loud("length", `C -> S: ACK ack=1 ${typed}`, "C -> S: ACK ack=1 len=100", typed, "len=100"),
  ),
  loud("length", "C -> S: ACK ack=1,100 bytes", "C -> S: ACK ack=1 len=100", "100 bytes", "len=100"),
  loud("length", "C -> S: ACK(100 bytes)", "C -> S: ACK len=100", "(100 bytes)", " len=100"),
  loud("length", "C -> S: ACK len=100B win=5", "C -> S: ACK len=100 win=5", "B", ""),
  loud("length", "C -> S: SYN mss=1460字节", "C -> S: SYN mss=1460", "字节", ""),
  loud("field-name", "C -> S: ACK rwnd=300", "C -> S: ACK win=300", "rwnd", "win"),
  loud("field-name", "C -> S: ACK 接收窗口=300", "C -> S: ACK win=300", "接收窗口", "win"),
  loud("field-name", "C -> S: PSH 长度=5", "C -> S: PSH len=5", "长度", "len"),
  loud("field-name", "C -> S: ACK 窗口=5", "C -> S: ACK win=5", "窗口", "win"),
];

const states: readonly (readonly [string, string])[] = [
  ["SYN_SENT", "SYN-SENT"],
  ["SYN_RCVD", "SYN-RECEIVED"],
  ["SYN_RECV", "SYN-RECEIVED"],
  ["SYN-RCVD", "SYN-RECEIVED"],
  ["ESTAB", "ESTABLISHED"],
  ["established", "ESTABLISHED"],
  ["Listen", "LISTEN"],
  ["FIN_WAIT_1", "FIN-WAIT-1"],
  ["FINWAIT1", "FIN-WAIT-1"],
  ["CLOSED-WAIT", "CLOSE-WAIT"],
  ["TIMEWAIT", "TIME-WAIT"],
  ["time wait", "TIME-WAIT"],
];
const chineseStates: readonly (readonly [string, string])[] = [
  ["同步已发送", "SYN-SENT"],
  ["同步收到", "SYN-RECEIVED"],
  ["终止等待1", "FIN-WAIT-1"],
  ["终止等待2", "FIN-WAIT-2"],
  ["关闭等待", "CLOSE-WAIT"],
  ["最后确认", "LAST-ACK"],
  ["时间等待", "TIME-WAIT"],
  ["FIN-WAIT-1（终止等待1）", "FIN-WAIT-1"],
  ["关闭等待状态", "CLOSE-WAIT"],
];

const locals: readonly Case[] = [
  ...states.map(([typed, state]) => quiet("state-alias", `C: ${typed}`, `C: ${state}`, typed, state)),
  ...chineseStates.map(([typed, state]) => loud("state-name", `C: ${typed}`, `C: ${state}`, typed, state)),
  quiet("state-alias", "C: CLOSED -> SYN_SENT", "C: CLOSED -> SYN-SENT", "SYN_SENT", "SYN-SENT"),
  quiet("state-alias", "client C state=SYN_SENT", "client C state=SYN-SENT", "SYN_SENT", "SYN-SENT"),
  loud("arrow", "C: TIME-WAIT → CLOSED", "C: TIME-WAIT -> CLOSED", "→", "->"),
  loud("arrow", "... C → S", "... C -> S", "→", "->"),
  loud("bullet", "- C: ESTABLISHED", "C: ESTABLISHED", "- ", ""),
  loud("bullet", "2. note C: hi", "note C: hi", "2. ", ""),
  loud("timer-2msl", "C: 2MSL", "C: timeout 2msl", "2MSL", "timeout 2msl"),
  loud("timer-2msl", "C: 等待2MSL", "C: timeout 2msl", "等待2MSL", "timeout 2msl"),
  quiet("timer-case", "C: timeout 2MSL", "C: timeout 2msl", "timeout 2MSL", "timeout 2msl"),
  ...["wait 2MSL", "waits for 2MSL", "等2MSL", "2MSL timeout", "经过 2MSL 时间", "2×MSL"].map((typed) =>
    loud("timer-2msl", `C: ${typed}`, "C: timeout 2msl", typed, "timeout 2msl"),
  ),
  ...[
    "超时",
    "超时重传",
    "重传超时",
    "RTO",
    "RTO 超时",
    "rto expired",
    "重传计时器超时",
    "retransmission timeout",
  ].map((typed) => loud("timer-rto", `C: ${typed}`, "C: timeout rto", typed, "timeout rto")),
  loud("enumeration-comma", "C、S: ESTABLISHED", "C, S: ESTABLISHED", "、", ","),
  loud("and-between-names", "C和S: ESTABLISHED", "C, S: ESTABLISHED", "C和S", "C, S"),
  loud("and-between-names", "C 和 S: ESTABLISHED", "C, S: ESTABLISHED", " 和", ","),
  loud("both-ends", "双方: ESTABLISHED", "C, S: ESTABLISHED", "双方", "C, S"),
  loud("both-ends", "note 双方: hi", "note C, S: hi", "双方", "C, S"),
];

const characters: readonly Case[] = [
  loud("semicolon", "C -> S: SYN；seq=x", "C -> S: SYN seq=x", "；", ","),
  loud("enumeration-comma", "C -> S: SYN、seq=x", "C -> S: SYN seq=x", "、", ","),
  loud("comma", "C -> S: SYN，seq=x", "C -> S: SYN seq=x", "，", ","),
  loud("colon", "C -> S：SYN", "C -> S: SYN", "：", ":"),
  loud("colon", "note：第一次，握手 # ：", "note: 第一次，握手", "：", ":"),
  loud("equals", "C -> S: SYN seq＝x", "C -> S: SYN seq=x", "＝", "="),
  loud("plus", "C -> S: ACK seq=x＋1", "C -> S: ACK seq=x+1", "＋", "+"),
  loud("minus", "C -> S: ACK seq=x－1", "C -> S: ACK seq=x-1", "－", "-"),
  loud(
    "brackets",
    "C -> S: SYN （第一次，握手）",
    "C -> S: SYN (第一次，握手)",
    "（第一次，握手）",
    "(第一次，握手)",
  ),
  loud("brackets", "S（C2）: ESTABLISHED", "S(C2): ESTABLISHED", "（C2）", "(C2)"),
  loud("quotes", "C -> S: PSH “你，好”", 'C -> S: PSH "你，好"', "“你，好”", '"你，好"'),
  loud("quotes", "C -> S: PSH 「a」", 'C -> S: PSH "a"', "「a」", '"a"'),
  loud("quotes", 'C -> S: PSH 「a"b」', 'C -> S: PSH "a\\"b"', '「a"b」', '"a\\"b"'),
  loud("question-mark", "C -> S: SYN seq=？", "C -> S: SYN seq=?", "？", "?"),
  loud("question-mark", "？", "?", "？", "?"),
  loud("hash", "C -> S: SYN ＃ c", "C -> S: SYN # c", "＃", "#"),
  loud("tilde", "C ～> S: SYN", "C ~> S: SYN", "～", "~"),
  loud("bar", "C -> S: SYN｜ACK", "C -> S: SYN+ACK", "", ""),
  loud("ellipsis", "……", "...", "……", "..."),
  loud("ellipsis", "… C -> S", "... C -> S", "…", "..."),
  loud("full-width", "C -> S: SYN seq=１００", "C -> S: SYN seq=100", "１００", "100"),
  loud("full-width", "Ｃ -> S: SYN", "C -> S: SYN", "Ｃ", "C"),
  loud("blank", "C\u3000-> S: SYN", "C -> S: SYN", "\u3000", " "),
  loud("blank", "C\u00a0-> S: SYN", "C -> S: SYN", "\u00a0", " "),
  ...["。", "．", ".", "！", "!", "；", ";", "，", "、", "！。", "；  "].flatMap((mark) => [
    loud("line-end", `C -> S: SYN seq=x${mark}`, "C -> S: SYN seq=x", mark.trim(), ""),
    loud("line-end", `C, S: ESTABLISHED${mark} # why`, "C, S: ESTABLISHED # why", mark.trim(), ""),
    loud("line-end", `C: timeout 2msl${mark}`, "C: timeout 2msl", mark.trim(), ""),
    loud("line-end", `peer P state=CLOSED${mark}`, "peer P state=CLOSED", mark.trim(), ""),
    loud("line-end", `... C -> S${mark}`, "... C -> S", mark.trim(), ""),
  ]),
  loud("line-end", 'C -> S: SYN "data"。', 'C -> S: SYN "data"', "。", ""),
  loud("line-end", "C: ESTABLISHED,", "C: ESTABLISHED", ",", ""),
  loud("line-end", "deliver a。", "deliver a", "。", ""),
  loud("heading-end", "== Data", "== Data ==", "Data", "Data =="),
].filter(({ use }) => use[0] !== "");

const CONTEXT = "client C\nserver S\n";

describe.each([
  ["segments", segments],
  ["locals", locals],
  ["characters", characters],
] as const)("%s", (_title, cases) => {
  it.each(cases.filter(({ canonical }) => canonical !== "").map((one) => [one.typed, one] as const))(
    "%s",
    (_typed, one) => {
      const doc = parse(`${CONTEXT}${one.typed}`);
      expect(doc.problems).toEqual([]);
      expect(
        doc.notations.map(({ row, span, typed, canonical, warn, line }) => ({
          row,
          use: [under(doc.text, span), canonical],
          typed,
          warn,
          line,
        })),
      ).toEqual([{ row: one.row, use: one.use, typed: one.use[0], warn: one.warn, line: 2 }]);
      expect(meaning(doc)).toEqual(meaning(parse(`${CONTEXT}${one.canonical}`)));
      const normalized = parse(withNotationsApplied(doc));
      expect(normalized.notations).toEqual([]);
      expect(meaning(normalized)).toEqual(meaning(doc));
    },
  );
});

describe("several notations on a line", () => {
  const lines = [
    ["C→S：SYN，seq＝x，len＝１００", "C -> S: SYN seq=x len=100"],
    ["S -> C: ack=1 syn=1 seq=y ACKnum=x+1", "S -> C: ACK+SYN seq=y ack=x+1"],
    ["C -> S: ack=1 ACKnum=y+1", "C -> S: ACK ack=y+1"],
    ["S -> C: ACK = 1， ack = u + 1， seq = v", "S -> C: ACK seq=v ack=u+1"],
    ["S -> C: SYN=1 seq=y ACK=1 ack=x+1", "S -> C: SYN+ACK seq=y ack=x+1"],
    ["S -> C: SYN+ACK seq=y ACK=x+1", "S -> C: SYN+ACK seq=y ack=x+1"],
    ["S -> C: SYN（SYN=1，seq=x）", "S -> C: SYN seq=x"],
    ["C -> S: SYN｜ACK", "C -> S: SYN+ACK"],
    ["C -> S：ＳＹＮ＝１", "C -> S: SYN"],
    ["C，S：ＥＳＴＡＢ", "C, S: ESTABLISHED"],
    ["Ｃ和Ｓ: ESTABLISHED", "C, S: ESTABLISHED"],
    ["　　C：终止等待1→终止等待2　＃ c", "C: FIN-WAIT-1 -> FIN-WAIT-2"],
    ["（1）客户端 → 服务器：SYN＝1，seq＝x", "客户端 -> 服务器: SYN seq=x"],
    ["- C -> S: SYN=1 seq 100", "C -> S: SYN seq=100"],
    ["C -> S: (SYN=1, seq=x)", "C -> S: SYN seq=x"],
    ["S -> C: (SYN+ACK, seq=y, ack=x+1)", "S -> C: SYN+ACK seq=y ack=x+1"],
    ["C -> S: SYN（seq=x，第一次握手）", "C -> S: SYN seq=x (第一次握手)"],
    ["C -> S: SYN: 1, SEQ: 1000", "C -> S: SYN seq=1000"],
    ["C -> S: ACK: 1, SEQ: 1001, ACK: 2001", "C -> S: ACK seq=1001 ack=2001"],
    ["1. C -> S: SYN seq=x。", "C -> S: SYN seq=x"],
    ["C -> S: FIN M", "C -> S: FIN seq=M"],
    ["C -> S: FIN M, ACK K+1", "C -> S: FIN+ACK seq=M ack=K+1"],
    ["＝＝ 三次，握手 ＝＝", "== 三次，握手 =="],
    [
      "S → C: [SYN, ACK] Seq=0 Ack=1 Win=65535 Len=0 MSS=1460 WS=256 SACK_PERM TSval=1 TSecr=2",
      "S -> C: SYN+ACK seq=0 ack=1 win=65535 len=0 mss=1460 wscale=8 sackok ts=1:2",
    ],
  ] as const;
  it.each(lines)("%s", (typed, canonical) => {
    const doc = parse(CONTEXT + typed);
    expect(doc.problems).toEqual([]);
    expect(doc.notations.length).toBeGreaterThan(0);
    expect(meaning(doc)).toEqual(meaning(parse(CONTEXT + canonical)));
    const normalized = parse(withNotationsApplied(doc));
    expect(normalized.notations).toEqual([]);
    expect(meaning(normalized)).toEqual(meaning(doc));
  });
});

describe("what is left alone", () => {
  const lines = [
    'C -> S: PSH "“，：＝→"',
    "C -> S: SYN (第一次握手：seq，→)",
    "C -> S: SYN (hello)",
    "C -> S: ACK (u)",
    "C -> S: ACK ack=y (ack=y)",
    "C -> S: ack=1",
    "C -> S: ACK ack=1",
    "C -> S: SYN=0 ack=1",
    "C -> S: FIN seq=f=v+1",
    "note: 第一次，握手：seq＝x",
    "note C: → ，",
    "== 三次，握手 ==",
    "C -> S: SYN # ，：＝→",
    'client C "客户端，（一）"',
    'flow "标题：→"',
    "客户端 -> 服务器: SYN",
    "note: 第一次握手。",
    "C -x S: SYN (丢失)",
    "C -> S: SYN (ACK 丢失)",
    "C -> S: ACK len=100 (100 bytes)",
    'C -> S: ACK (5 bytes) "hello"',
    "C -> S: SYN seq=x # 第一次握手。",
    'C -> S: PSH "好。"',
    "C -> S: SYN (好。)",
    "...",
  ] as const;
  it.each(lines)("%s", (text) => {
    const doc = parse(text);
    expect(doc.notations).toEqual([]);
    expect(doc.problems).toEqual([]);
  });

  it("an endpoint whose name holds 和 is one endpoint", () => {
    const doc = parse("client 和平\nserver S\n和平: ESTABLISHED\n和平, S: ESTABLISHED\n");
    expect(doc.notations).toEqual([]);
  });

  it("keeps spans exact around what is normalized", () => {
    const text = "C → S：SYN＝1，seq＝x＋1";
    const line = parse(text).flows[0]?.statements[0];
    if (line?.type !== "segment") throw new Error("no segment");
    expect(under(text, line.span)).toBe(text);
    expect(under(text, line.arrow.span)).toBe("→");
    expect(under(text, line.to.span)).toBe("S");
    expect(line.flags.words.map(({ span }) => under(text, span))).toEqual(["SYN＝1"]);
    expect(line.seq && under(text, line.seq.span)).toBe("seq＝x＋1");
    expect(line.seq?.value.terms.map(({ span }) => under(text, span))).toEqual(["x", "1"]);
  });

  it.each([
    "C -> S: SYN-ACK(seq=y, ack=x+1)",
    "C -> S: SYN-ACK(seq=y, ack=x+1 )",
    "C→S：ACK（ack=u+1）",
    "C -> S: ACK(u+1)",
  ])("a statement ends behind the bracket of its fields: %s", (text) => {
    for (const after of ["", "  ", "　", "   # why", "　＃ why"]) {
      const line = parse(`${text}${after}`).flows[0]?.statements[0];
      expect(line && under(text, line.span)).toBe(text);
    }
  });
});

describe("a window as Wireshark shows it", () => {
  const after = (first: string, second: string, line: string): ReturnType<typeof parse> =>
    parse([first, second, line, ""].join("\n"));
  const wire = (doc: ReturnType<typeof parse>): number | null => {
    const last = doc.flows[0]?.statements.at(-1);
    return last?.type === "segment" ? (last.win?.value ?? null) : Number.NaN;
  };
  const SCALED = [
    "C -> S: [SYN] Seq=0 Win=64240 Len=0 WS=128",
    "S -> C: [SYN, ACK] Seq=0 Ack=1 Win=65160 Len=0 WS=64",
  ];
  const PLAIN = ["C -> S: SYN seq=0", "S -> C: SYN+ACK seq=0 ack=1"];
  const MIDDLE = ["client C", "server S"];
  const cases: readonly (readonly [string, readonly string[], string, number | null, string])[] = [
    [
      "has its scale taken off",
      SCALED,
      "C -> S: [ACK] Seq=1 Ack=1 Win=64256 Len=0",
      502,
      "C -> S: ACK seq=1 ack=1 win=502 len=0",
    ],
    [
      "by the sender's own scale",
      SCALED,
      "S -> C: [ACK] Seq=1 Ack=1 Win=65152 Len=0",
      1018,
      "S -> C: ACK seq=1 ack=1 win=1018 len=0",
    ],
    [
      "though it is too large for the field",
      SCALED,
      "C -> S: [ACK] Seq=1 Ack=1 Win=262144",
      2048,
      "C -> S: ACK seq=1 ack=1 win=2048",
    ],
    [
      "is none where the option was not offered",
      PLAIN,
      "C -> S: [ACK] Seq=1 Ack=1 Win=64256",
      64256,
      "C -> S: ACK seq=1 ack=1 win=64256",
    ],
    [
      "is none where one side offered it",
      [SCALED[0] ?? "", PLAIN[1] ?? ""],
      "C -> S: [ACK] Win=64256",
      64256,
      "C -> S: ACK win=64256",
    ],
    [
      "is as it stands where nobody knows",
      MIDDLE,
      "C -> S: [ACK] Seq=1 Ack=1 Win=502",
      502,
      "C -> S: ACK seq=1 ack=1 win=502",
    ],
    [
      "is a comment where nobody knows and it does not fit",
      MIDDLE,
      "C -> S: [FIN, ACK] Seq=1 Ack=10000002 Win=262140 Len=0",
      null,
      "C -> S: FIN+ACK seq=1 ack=10000002 len=0  # Win=262140",
    ],
    [
      "is known from the declarations too",
      ["client C wscale=7", "server S wscale=7"],
      "C -> S: [ACK] Win=64256",
      502,
      "C -> S: ACK win=502",
    ],
  ];
  it.each(cases)("%s", (_, [first = "", second = ""], line, win, canonical) => {
    const doc = after(first, second, line);
    expect(doc.problems).toEqual([]);
    expect(wire(doc)).toBe(win);
    const normalized = withNotationsApplied(doc);
    expect(normalized.split("\n")[2]).toBe(canonical);
    expect(meaning(parse(normalized))).toEqual(meaning(doc));
  });
});

describe("a caption that looks like fields", () => {
  const problems = (text: string): readonly string[] => parse(text).problems.map(({ code }) => code);

  it.each([
    "S -> C: SYN+ACK seq=y ack=x+1 (ack=x)",
    "C -> S: ACK ack=y+1 (ack=seq+1)",
    "C -> S: ACK (重传，seq=上次的序号，不是新的)",
    "C -> S: PSH+ACK (first, seq=x+1, then more)",
  ])("is told, and the line is read: %s", (text) => {
    const doc = parse(text);
    expect(problems(text)).toEqual(["syntax-caption"]);
    expect(doc.flows[0]?.statements[0]?.type).toBe("segment");
  });

  it.each([
    "C -> S: ACK ack=y+1 (ack = y + 1)",
    "S -> C: SYN+ACK (SYN=1, ACK=1 都置位)",
    "C -> S: SYN (第一次握手)",
    "C -> S: SYN (请求 seq)",
  ])("is none, or says what the line says: %s", (text) => {
    expect(problems(text)).toEqual([]);
  });

  it("is told where a field's name stands for a number", () => {
    expect(problems("S -> C: ACK (ack=x+9+len)")).toEqual(["syntax-caption"]);
  });
});

describe("words of other alphabets that look like ours", () => {
  it.each([
    "C -> S: SYN sdű=x",
    "C -> S: \u017fyn seq=x",
    "C -> S: f\u0131n seq=x",
    "C -> S: ac\u212a=1",
    "C -> S: SYN wıŮ=5",
  ])("%s", (text) => {
    expect(parse(text).problems.map(({ code }) => code)).toEqual(["syntax-unknown-word"]);
  });

  it("a state with a long s is none", () => {
    expect(parse("C: CLO\u017fED").problems).toHaveLength(1);
  });
});

describe("bullets", () => {
  it.each(["- 然后服务器就会回复", "1. 注意：这里很重要", "- ...", "* 三次握手", "3.5 C -> S: SYN"])(
    "stay where no line of ours follows: %s",
    (text) => {
      expect(parse(text).notations).toEqual([]);
      expect(parse(text).problems).toHaveLength(1);
    },
  );

  it("a slip behind a bullet is told as a slip", () => {
    expect(parse("- C -> S: SYM seq=x").problems.map(({ code }) => code)).toEqual(["syntax-unknown-word"]);
  });
});
