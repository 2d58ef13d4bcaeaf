/** Sentences about windows: what an end offers, and how a closed window is opened again. */

import { entry, given, sameName } from "./entry.js";

export const WINDOWS = {
  "window-wrong": entry<{ from: string; written: string; most: string }>({
    title: { en: "More window than there is room", zh: "窗口大于剩余的接收缓存" },
    en: (a) => ({
      what: `${a.from} offers ${a.written} octets, more than its receive buffer has left`,
      why: "the window is the free part of the buffer, and data that has not been read takes up room",
      expected: `at most ${a.most} can be offered`,
    }),
    zh: (a) => ({
      what: `${a.from} 通告的窗口是 ${a.written} 字节，超过了接收缓存的剩余空间`,
      why: "窗口是接收缓存空闲的部分，还没有读走的数据要占用空间",
      expected: `最多只能是 ${a.most}`,
    }),
  }),
  "window-shrunk": entry<{ from: string; edge: string; before: string; least: string }>({
    title: { en: "The window shrinks", zh: "窗口收缩" },
    en: (a) => ({
      what: `${a.from} takes back part of the window that it has offered`,
      why: "the peer may already have used it, so the right edge (ack plus window) should never move left",
      expected: given(a.edge && a.before, () => `the right edge was ${a.before} and is now ${a.edge}`),
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.from} 收回了已经通告的窗口`,
      why: "对方可能已经用了这部分窗口，窗口的右边界（确认号加窗口）不应左移",
      expected: given(a.edge && a.before, () => `右边界原来是 ${a.before}，现在是 ${a.edge}`),
      link: "also",
    }),
  }),
  "window-scaled": entry<{ from: string; written: string; wire: string }>({
    title: { en: "A window as Wireshark shows it", zh: "Wireshark 所显示的窗口" },
    en: (a) => ({
      what: `${a.from}'s window of ${a.written} is more than the field can hold`,
      why: "the field has 16 bits, and Wireshark shows it with the window scale applied; all windows of this connection are read so",
      expected: given(a.wire, (wire) => `${a.from}'s segment itself holds ${wire}`),
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.from} 的窗口 ${a.written} 超出了窗口字段的范围`,
      why: "窗口字段只有 16 位，Wireshark 显示的是乘上窗口扩大因子之后的值，这个连接的窗口都按这种写法理解",
      expected: given(a.wire, (wire) => `${a.from} 的报文段里实际是 ${wire}`),
      link: "also",
    }),
  }),
  "wscale-missing": entry<{ from: string; to: string; window: string; shift: string; other: string }>({
    title: { en: "A window scale was left out", zh: "缺少窗口扩大选项" },
    en: (a) => ({
      what: `${a.from}'s window would be only ${a.window} octets, a fraction of what its SYN offered`,
      why: "a drop like that right after the handshake usually means that the “wscale” of the SYNs was not copied",
      expected: `both SYNs probably had one, that of ${a.from} wscale=${a.shift}; the windows of this connection are not checked further`,
    }),
    zh: (a) => ({
      what: `${a.from} 的窗口只剩 ${a.window} 字节，远小于它在 SYN 中通告的窗口`,
      why: "握手之后窗口立即变得这么小，通常是抄写时漏掉了 SYN 中的 wscale 选项",
      expected: `双方的 SYN 很可能都带有这个选项，${a.from} 的大约是 wscale=${a.shift}，这个连接的窗口不再检查`,
    }),
  }),
  "zero-window": entry<{ from: string; to: string }>({
    title: { en: "Zero window", zh: "零窗口（zero window）" },
    wireshark: sameName("TCP ZeroWindow"),
    wiresharkDiffers: {
      en: "it says so of every segment with window 0, not only of the first",
      zh: "凡是窗口为 0 的报文段都会这样标，不只是第一个",
    },
    en: (a) => ({
      what: `${a.from} closes its window`,
      why: `there is no room for more, so ${a.to} holds its data back and only probes the window from time to time`,
    }),
    zh: (a) => ({
      what: `${a.from} 通告了零窗口`,
      why: `接收缓存没有空间了，${a.to} 要暂停发送数据，只能不时探测窗口`,
    }),
  }),
  "window-probe": entry<{ from: string }>({
    title: { en: "Window probe", zh: "窗口探测（window probe）" },
    wireshark: sameName("TCP ZeroWindowProbe"),
    wiresharkDiffers: {
      en: "the answer is TCP ZeroWindowProbeAck; a probe at SND.NXT-1 is TCP Keep-Alive",
      zh: "对它的应答标为 TCP ZeroWindowProbeAck，而序号为 SND.NXT-1 的探测标为 TCP Keep-Alive",
    },
    en: (a) => ({
      what: `${a.from} probes the closed window of its peer`,
      why: "the segment that reopens a window may be lost, and without probes both sides would then wait for ever",
    }),
    zh: (a) => ({
      what: `${a.from} 探测对方的零窗口`,
      why: "重新打开窗口的报文段可能丢失，没有探测双方就会一直等下去",
    }),
  }),
  "probe-unanswered": entry<{ from: string; to: string }>({
    title: { en: "A probe that nobody need answer", zh: "不必应答的探测" },
    en: (a) => ({
      what: `${a.to} need not answer this probe`,
      why: "a segment without data at the next sequence number is acceptable and brings nothing new; only a probe with an octet of data, or with a lower number, calls for an answer",
    }),
    zh: (a) => ({
      what: `${a.to} 不必应答这个探测`,
      why: "序号正好是下一个、又不带数据的报文段可以接受，但没有新内容，无须应答；带一个字节的数据，或者使用更小的序号，才必须应答",
    }),
  }),
  "window-update": entry<{ from: string; window: string }>({
    title: { en: "Window update", zh: "窗口更新（window update）" },
    wireshark: sameName("TCP Window Update"),
    wiresharkDiffers: {
      en: "it says so of any empty segment in which only the window has changed",
      zh: "凡是只有窗口改变的空报文段都会这样标",
    },
    en: (a) => ({
      what: `${a.from} opens its window again`,
      why: "the application has read data, which makes room for more",
      expected: `the window is now ${a.window}`,
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.from} 重新打开了窗口`,
      why: "应用程序读走数据之后，接收缓存又有了空间",
      expected: `窗口现在是 ${a.window}`,
      link: "also",
    }),
  }),
} as const;
