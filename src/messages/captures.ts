/** What is said about capture files, and about what is in them. */

import { type Both, count, type Locale, pick } from "./locale.js";

type Problem =
  | { readonly code: "not-a-capture" | "empty-file" | "bad-compression" }
  | { readonly code: "cut-short"; readonly frame: number }
  | { readonly code: "false-length"; readonly frame: number; readonly length: number }
  | { readonly code: "unknown-interface"; readonly frame: number; readonly index: number }
  | { readonly code: "unknown-version"; readonly version: string };

type AnalysisWord =
  | "retransmission"
  | "fast-retransmission"
  | "spurious-retransmission"
  | "out-of-order"
  | "duplicate-ack"
  | "lost-segment"
  | "ack-lost-segment"
  | "keep-alive"
  | "keep-alive-ack"
  | "zero-window"
  | "zero-window-probe"
  | "zero-window-probe-ack"
  | "window-full"
  | "window-update"
  | "reused-ports";

export type EndingWord = "open" | "half-closed" | "closed" | "reset" | "refused" | "unanswered";

export interface CaptureTexts {
  readonly problem: (problem: Problem) => string;
  /** Behind a problem: what was read before it is kept. */
  readonly kept: (frames: number) => string;
  readonly skipped: (why: string, frames: number, first: number) => string;
  readonly noSegments: string;
  readonly noStream: (stream: number, streams: number) => string;
  readonly ending: Readonly<Record<EndingWord, string>>;
  readonly analysis: Readonly<Record<AnalysisWord, string>>;
  readonly semicolon: string;
  readonly cancelled: (frames: number) => string;
  readonly page: {
    readonly reading: string;
    readonly cancel: string;
    readonly filter: string;
    readonly shown: string;
    readonly nothing: string;
    readonly howTo: string;
    readonly open: string;
    readonly columns: Readonly<
      Record<"stream" | "ends" | "segments" | "octets" | "lasted" | "ended" | "wrong", string>
    >;
  };
  readonly importing: string;
  readonly openDialog: string;
  readonly files: string;
  readonly cannotOpen: (name: string, reason: string) => string;
  /** One line of the list. */
  readonly columns: readonly [string, string, string, string, string, string, string];
  readonly seconds: (seconds: number) => string;
  /** Comments at the top of an imported flow. */
  readonly seenAt: (end: string) => string;
  readonly seenNowhere: string;
  readonly bothEnds: (one: string, other: string) => string;
  readonly relative: string;
  readonly midStream: string;
  readonly giants: (frames: number, octets: number) => string;
  readonly cutFrames: (frames: number) => string;
  readonly copies: (frames: number) => string;
  readonly comesFrom: (file: string, stream: number, first: number, last: number) => string;
  readonly streams: string;
  readonly exportEnding: string;
  readonly noEnd: (end: string, ends: string) => string;
  readonly scriptEnd: (ends: string) => string;
  /** Beside data that follows from the numbers around it. */
  readonly unseen: (octets: number) => string;
  /** Beside a segment without data that follows from those around it. */
  readonly unseenSegment: string;
  /** Beside each part of data that was captured as one segment, and was several. */
  readonly part: (octets: number) => string;
  /** The time at which a flow's own time begins, as the source has it. */
  readonly began: (time: string) => string;
}

const TEXTS: Both<CaptureTexts> = {
  en: {
    problem: (problem) => {
      switch (problem.code) {
        case "not-a-capture":
          return "this is no capture file: it begins neither as pcap nor as pcapng does";
        case "empty-file":
          return "the file is empty";
        case "bad-compression":
          return "the compressed file is damaged, or was cut short";
        case "cut-short":
          return `the file ends within frame ${problem.frame}`;
        case "false-length":
          return `frame ${problem.frame} claims a length of ${problem.length} octets, which cannot be; nothing behind it can be read`;
        case "unknown-interface":
          return `frame ${problem.frame} is of interface ${problem.index}, which the file does not describe`;
        case "unknown-version":
          return `version ${problem.version} of the file format is not known (2.4 is)`;
      }
    },
    kept: (frames) =>
      frames === 0
        ? "no frame could be read"
        : `${count(frames, "frame")} before it ${frames === 1 ? "was" : "were"} read`,
    skipped: (why, frames, first) =>
      `${count(frames, "frame")} left out: ${why} (the first is frame ${first})`,
    noSegments: "there is no TCP segment in it",
    noStream: (stream, streams) =>
      `there is no connection ${stream}: the capture has ${count(streams, "connection")}, counted from 0`,
    ending: {
      open: "open",
      "half-closed": "half-closed",
      closed: "closed",
      reset: "reset",
      refused: "refused",
      unanswered: "unanswered",
    },
    analysis: {
      retransmission: "retransmission",
      "fast-retransmission": "fast retransmission",
      "spurious-retransmission": "spurious retransmission",
      "out-of-order": "out of order",
      "duplicate-ack": "duplicate ACK",
      "lost-segment": "segment not seen",
      "ack-lost-segment": "ACK of a segment not seen",
      "keep-alive": "keep-alive",
      "keep-alive-ack": "keep-alive ACK",
      "zero-window": "zero window",
      "zero-window-probe": "zero window probe",
      "zero-window-probe-ack": "ACK of a zero window probe",
      "window-full": "window full",
      "window-update": "window update",
      "reused-ports": "ports used again",
    },
    semicolon: "; ",
    cancelled: (frames) => `reading was cancelled after ${count(frames, "frame")}`,
    page: {
      reading: "Reading the capture …",
      cancel: "Cancel",
      filter: "Filter: an address, a port, a word",
      shown: "{0} of {1} connections",
      nothing: "No connection fits the filter.",
      howTo: "Enter or a double click opens a connection as a flow; with Shift or Ctrl several are chosen.",
      open: "Open as Flow",
      columns: {
        stream: "No.",
        ends: "Endpoints",
        segments: "Segments",
        octets: "Octets",
        lasted: "Duration",
        ended: "Ended",
        wrong: "Remarkable",
      },
    },
    importing: "Importing the connection …",
    openDialog: "Import Capture",
    files: "Captures",
    cannotOpen: (name, reason) => `${name} cannot be read: ${reason}`,
    columns: ["stream", "endpoints", "segments", "octets", "duration", "ended", "remarks"],
    seconds: (seconds) => `${seconds.toFixed(3)} s`,
    seenAt: (end) =>
      `Seen at ${end}: its segments stand where they left, those of the other end where they arrived.`,
    seenNowhere:
      "Where it was seen cannot be told; what arrived when is worked out from the acknowledgments.",
    bothEnds: (one, other) =>
      `From ${one} and ${other}, taken at both ends: departures and arrivals are those that were seen.`,
    relative: "Numbers are relative: each side counts from its first one.",
    midStream: "The capture begins in the middle: the SYN was not seen.",
    giants: (frames, octets) =>
      `${count(frames, "frame")} with up to ${octets} octets of data: larger than the MSS, for the network card cuts them up or puts them together (offload).`,
    cutFrames: (frames) =>
      `Of ${count(frames, "frame")} only the beginning is in the file: the data is counted, not shown.`,
    copies: (frames) =>
      `${count(frames, "frame")} left out: the same packet, seen again on its way through this machine.`,
    comesFrom: (file, stream, first, last) =>
      `From ${file}, connection ${stream}, frames ${first} to ${last}.`,
    streams: "0 or more numbers of connections, as 0,2,5",
    exportEnding:
      "the output needs a name that ends in .pcap, .pcapng or .pkt (a packetdrill script); give it with -o",
    noEnd: (end, ends) => `there is no endpoint ${end}; --at takes ${ends} or middle`,
    unseen: (octets) => `${count(octets, "octet")} that the capture does not show`,
    unseenSegment: "the capture does not show it; what follows needs it",
    part: (octets) => `part of ${count(octets, "octet")} that were captured as one segment`,
    began: (time) => `@0 is ${time} in the capture`,
    scriptEnd: (ends) => `a packetdrill script tests one end, not the middle; --at takes ${ends} here`,
  },
  zh: {
    problem: (problem) => {
      switch (problem.code) {
        case "not-a-capture":
          return "这不是抓包文件：开头既不是 pcap 也不是 pcapng 的格式";
        case "empty-file":
          return "文件是空的";
        case "bad-compression":
          return "压缩文件已损坏，或不完整";
        case "cut-short":
          return `文件在第 ${problem.frame} 帧中间结束`;
        case "false-length":
          return `第 ${problem.frame} 帧声称长 ${problem.length} 字节，这不可能；它之后的内容无法读取`;
        case "unknown-interface":
          return `第 ${problem.frame} 帧属于接口 ${problem.index}，而文件没有描述这个接口`;
        case "unknown-version":
          return `不认识文件格式的 ${problem.version} 版（认识的是 2.4 版）`;
      }
    },
    kept: (frames) => (frames === 0 ? "没有读到任何帧" : `它之前的 ${frames} 帧已经读入`),
    skipped: (why, frames, first) => `略去 ${frames} 帧：${why}（第一个是第 ${first} 帧）`,
    noSegments: "其中没有 TCP 报文段",
    noStream: (stream, streams) => `没有编号为 ${stream} 的连接：这个文件中有 ${streams} 个连接，从 0 数起`,
    ending: {
      open: "未关闭",
      "half-closed": "半关闭",
      closed: "已关闭",
      reset: "被复位",
      refused: "被拒绝",
      unanswered: "无应答",
    },
    analysis: {
      retransmission: "重传",
      "fast-retransmission": "快重传",
      "spurious-retransmission": "虚假重传",
      "out-of-order": "乱序",
      "duplicate-ack": "重复 ACK",
      "lost-segment": "有报文段未抓到",
      "ack-lost-segment": "确认了未抓到的报文段",
      "keep-alive": "保活",
      "keep-alive-ack": "保活应答",
      "zero-window": "零窗口",
      "zero-window-probe": "零窗口探测",
      "zero-window-probe-ack": "零窗口探测的应答",
      "window-full": "窗口已满",
      "window-update": "窗口更新",
      "reused-ports": "端口重用",
    },
    semicolon: "；",
    cancelled: (frames) => `读到第 ${frames} 帧后已取消`,
    page: {
      reading: "正在读取抓包文件…",
      cancel: "取消",
      filter: "筛选：地址、端口或词语",
      shown: "{1} 个连接中的 {0} 个",
      nothing: "没有符合筛选条件的连接。",
      howTo: "按 Enter 或双击把连接打开为流程；按住 Shift 或 Ctrl 可选多个。",
      open: "打开为流程",
      columns: {
        stream: "编号",
        ends: "两端",
        segments: "报文段",
        octets: "字节",
        lasted: "时长",
        ended: "结局",
        wrong: "值得注意",
      },
    },
    importing: "正在导入连接…",
    openDialog: "导入抓包文件",
    files: "抓包文件",
    cannotOpen: (name, reason) => `无法读取 ${name}：${reason}`,
    columns: ["编号", "两端", "报文段", "字节", "时长", "结局", "备注"],
    seconds: (seconds) => `${seconds.toFixed(3)} 秒`,
    seenAt: (end) => `在 ${end} 一端抓取：它的报文段写在发出的时刻，对端的报文段写在到达的时刻。`,
    seenNowhere: "无法判断在何处抓取；报文段何时到达由确认推出。",
    bothEnds: (one, other) => `取自两端的抓包 ${one} 和 ${other}：发出与到达都是实际看到的。`,
    relative: "序号是相对的：两端各从自己的第一个序号数起。",
    midStream: "抓包从连接中途开始：没有抓到 SYN。",
    giants: (frames, octets) =>
      `有 ${frames} 帧的数据最多达 ${octets} 字节，超过 MSS：网卡会代为切分或合并（offload）。`,
    cutFrames: (frames) => `有 ${frames} 帧只保存了开头：数据计入长度，但不显示。`,
    copies: (frames) => `略去 ${frames} 帧：同一个分组经过本机时被抓到了两次。`,
    comesFrom: (file, stream, first, last) =>
      `取自 ${file}，第 ${stream} 号连接，第 ${first} 到 ${last} 帧。`,
    streams: "一个或多个连接编号，例如 0,2,5",
    exportEnding: "输出文件名要以 .pcap、.pcapng 或 .pkt（packetdrill 脚本）结尾，用 -o 给出",
    noEnd: (end, ends) => `没有端点 ${end}；--at 可取 ${ends} 或 middle`,
    unseen: (octets) => `抓包中没有出现的 ${octets} 字节`,
    unseenSegment: "抓包中没有出现，但后面的报文段以它为前提",
    part: (octets) => `抓包中合为一个报文段的 ${octets} 字节的一部分`,
    began: (time) => `@0 即抓包中的 ${time}`,
    scriptEnd: (ends) => `packetdrill 脚本测试的是某一端，而不是中间；这里 --at 可取 ${ends}`,
  },
};

export function captureTexts(locale: Locale): CaptureTexts {
  return pick(TEXTS, locale);
}
