/** What the time–sequence graph says. `{0}` and so on are filled in by the page. */

import { type Both, count, type Locale, pick } from "./locale.js";

/** Plain words, which the page shows as they are. */
interface GraphPageMessages {
  readonly title: string;
  readonly direction: string;
  readonly axis: string;
  readonly time: string;
  readonly steps: string;
  readonly table: string;
  readonly zoomOut: string;
  readonly legend: string;
  readonly series: Readonly<
    Record<"sent" | "again" | "acked" | "sack" | "edge" | "flight" | "window", string>
  >;
  readonly above: string;
  readonly timeAxis: string;
  readonly stepAxis: string;
  readonly flightAxis: string;
  readonly at: { readonly time: string; readonly step: string };
  readonly sent: string;
  readonly octet: string;
  readonly octets: string;
  readonly flagged: string;
  readonly reset: string;
  readonly acknowledges: string;
  readonly sack: string;
  readonly again: string;
  readonly lost: string;
  readonly open: string;
  readonly duplicate: string;
  readonly closed: string;
  readonly inFlight: string;
  readonly windowIs: string;
  readonly line: string;
  readonly comma: string;
  readonly columns: {
    readonly when: string;
    readonly line: string;
    readonly what: string;
    readonly inFlight: string;
  };
  readonly rows: string;
  readonly earlier: string;
  readonly later: string;
}

interface GraphMessages {
  readonly page: GraphPageMessages;
  readonly keys: (from: string, to: string) => string;
  readonly entry: (title: string, octets: number) => string;
  /** `start` is null where the flow has no word for it. */
  readonly sequenceAxis: (end: string, start: string | null, middle: boolean) => string;
  readonly exportAs: string;
  readonly silent: string;
  readonly nothing: string;
  readonly noTimes: string;
  readonly placed: (points: number) => string;
  readonly unsaid: (amounts: number) => string;
  readonly noWindow: (end: string) => string;
  readonly leftOut: (segments: number) => string;
}

const TEXTS: Both<GraphMessages> = {
  en: {
    page: {
      title: "Time–sequence graph",
      direction: "Direction",
      axis: "Horizontal axis",
      time: "Time",
      steps: "Steps",
      table: "Table",
      zoomOut: "Show all",
      legend: "What is shown",
      series: {
        sent: "segment",
        again: "lost, or sent again",
        acked: "acknowledged (SND.UNA)",
        sack: "SACK block",
        edge: "edge of the window",
        flight: "in flight",
        window: "window (SND.WND)",
      },
      above: "{0}: higher up, at {1}",
      timeAxis: "time ({0})",
      stepAxis: "step",
      flightAxis: "octets in flight (SND.NXT − SND.UNA)",
      at: { time: "{0}", step: "step {0}" },
      sent: "segment {0}..{1} ({2})",
      octet: "1 octet",
      octets: "{0} octets",
      flagged: "{0} {1}..{2}",
      reset: "RST at {0}",
      acknowledges: "ACK up to {0}",
      sack: "SACK {0}..{1}",
      again: "sent again",
      lost: "lost",
      open: "of a length that is not said",
      duplicate: "duplicate ACK",
      closed: "window 0",
      inFlight: "in flight: {0}",
      windowIs: "window: {0}",
      line: "line {0}",
      comma: ", ",
      columns: { when: "When", line: "Line", what: "What", inFlight: "In flight" },
      rows: "Points {0} to {1} of {2}",
      earlier: "Earlier points",
      later: "Later points",
    },
    keys: (from, to) =>
      `Time–sequence graph from ${from} to ${to}. Left and right go from point to point, up and down to the next retransmission, loss, duplicate ACK, SACK block or window of 0; Enter goes to its line, plus and minus zoom, 0 shows all. The same stands in the table.`,
    entry: (title, octets) => `${title} (${count(octets, "octet")})`,
    sequenceAxis: (end, start, middle) =>
      middle
        ? `sequence number of ${end}, octets from the first one seen${start === null ? "" : ` (${start})`}`
        : `sequence number of ${end}, octets from its ISN${start === null ? "" : ` (${start})`}`,
    exportAs: "Export the time–sequence graph as",
    silent:
      "This is an exercise. The graph would show numbers and what was lost or sent again, which are for you to find; so it is not shown here.",
    nothing: "There is nothing to draw yet: no segment of this flow takes sequence numbers.",
    noTimes: "The flow has no times (@), so its steps stand one after the other.",
    placed: (points) =>
      `${count(points, "point")} ${points === 1 ? "has no time of its own and stands" : "have no time of their own and stand"} evenly between those that do.`,
    unsaid: (amounts) =>
      `The flow does not say how much data there is in ${count(amounts, "place")}; it is drawn as small as it can be, so the true numbers are higher.`,
    noWindow: (end) => `The flow does not say the window of ${end}, so its edge is not drawn.`,
    leftOut: (segments) =>
      `${count(segments, "segment")} ${segments === 1 ? "is" : "are"} not drawn: without effect, out of an earlier connection, or of an unknown number.`,
  },
  zh: {
    page: {
      title: "时间–序号图",
      direction: "方向",
      axis: "横轴",
      time: "时间",
      steps: "步骤",
      table: "表格",
      zoomOut: "显示全部",
      legend: "显示的内容",
      series: {
        sent: "报文段",
        again: "丢失或重传",
        acked: "已确认（SND.UNA）",
        sack: "SACK 块",
        edge: "窗口右沿",
        flight: "在途",
        window: "窗口（SND.WND）",
      },
      above: "{0}：在图的上方，{1}",
      timeAxis: "时间（{0}）",
      stepAxis: "步骤",
      flightAxis: "在途字节数（SND.NXT − SND.UNA）",
      at: { time: "{0}", step: "第 {0} 步" },
      sent: "报文段 {0}..{1}（{2}）",
      octet: "1 字节",
      octets: "{0} 字节",
      flagged: "{0} {1}..{2}",
      reset: "RST，序号 {0}",
      acknowledges: "ACK 确认到 {0}",
      sack: "SACK {0}..{1}",
      again: "重传",
      lost: "丢失",
      open: "长度未说明",
      duplicate: "重复 ACK",
      closed: "零窗口",
      inFlight: "在途：{0}",
      windowIs: "窗口：{0}",
      line: "第 {0} 行",
      comma: "，",
      columns: { when: "何时", line: "行", what: "内容", inFlight: "在途" },
      rows: "第 {0} 到 {1} 个点，共 {2} 个",
      earlier: "更早的点",
      later: "后面的点",
    },
    keys: (from, to) =>
      `从 ${from} 到 ${to} 的时间–序号图。左右方向键逐点移动，上下方向键转到下一个重传、丢失、重复 ACK、SACK 块或零窗口；按 Enter 转到对应的行，加号和减号缩放，0 显示全部。同样的内容列在表格里。`,
    entry: (title, octets) => `${title}（${octets} 字节）`,
    sequenceAxis: (end, start, middle) =>
      middle
        ? `${end} 的序号，从最先见到的序号${start === null ? "" : `（${start}）`}数起的字节数`
        : `${end} 的序号，从它的 ISN${start === null ? "" : `（${start}）`}数起的字节数`,
    exportAs: "将时间–序号图导出为",
    silent:
      "这是一道练习。图中会显示各个序号，以及哪些报文段丢失或重传，这些都要由你自己找出，所以这里不显示。",
    nothing: "还没有可画的内容：这个流程里没有占用序号的报文段。",
    noTimes: "这个流程没有写时间（@），所以按步骤依次排列。",
    placed: (points) => `有 ${points} 个点没有写时间，均匀地排在写了时间的点之间。`,
    unsaid: (amounts) => `有 ${amounts} 处没有说明数据有多少，图中按可能的最小值画出，真正的序号更大。`,
    noWindow: (end) => `流程没有说明 ${end} 的窗口，所以没有画出窗口右沿。`,
    leftOut: (segments) => `有 ${segments} 个报文段没有画出：不起作用、来自更早的连接，或者序号未知。`,
  },
};

export function graphMessages(locale: Locale): GraphMessages {
  return pick(TEXTS, locale);
}
