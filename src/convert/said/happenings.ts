/** What a few words say happens at an end: a timer runs out, a system crashes. */

import { trimmedWords } from "./text.js";

/** As the language writes it; null where the words say anything else, or more. `words` name nobody. */
export function happeningIn(words: string): string | null {
  const text = trimmedWords(words.replace(/[*!！。.]+/gu, " "));
  if (text.length > LONGEST) return null;
  return EVENTS.find(([, sign]) => sign.test(text))?.[0] ?? null;
}

const LONGEST = 40;

/** How people say that a timer has run out. */
const OVER =
  "\\s*(?:时间)?(?:超时|溢出|到期|到时|到点|已到|时间到|触发|(?:has\\s+)?(?:times?\\s*-?out|timed\\s*-?out|timeout|expire[sd]?|expiry|fire[sd]?|goes\\s+off|runs\\s+out|pops))(?:了|事件|event)?";
const TIMER = "\\s*(?:计时器|定时器|timer)?";

const timer = (kind: string): RegExp =>
  new RegExp(`^(?:的|the|its|['’]s|,|\\s)*(?:${kind})${TIMER}${OVER}$`, "iu");

const EVENTS: readonly (readonly [event: string, sign: RegExp])[] = [
  [
    "timeout user",
    /^(?:the\s+)?(?:connect(?:\s*\(\))?|read|write|send|recv)?\s*(?:系统调用)?\s*(?:返回|报错|失败|fails?\s+with|returns?|gives\s+up)?\s*[:,]?\s*(?:errno\s*=?\s*)?(?:ETIMEDOUT|connection\s+timed\s+out)$/iu,
  ],
  [
    "timeout persist",
    timer("持续|坚持|零窗口(?:探测)?|窗口探测|persist(?:ence)?|zero[\\s-]window(?:\\s*probe)?"),
  ],
  ["timeout keepalive", timer("保活|存活|keep-?\\s?alive")],
  ["timeout delack", timer("延迟(?:的)?(?:确认|ACK)|delayed[\\s-]ack|delack")],
  ["timeout rto", timer("(?:RTO|超时重传|重传|重发|retransmission|retransmit|rto)?")],
  [
    "crash",
    /^(?:the\s+)?(?:system|host|machine|服务器|客户端|主机|机器)?\s*(?:突然|意外|suddenly)?\s*(?:crash(?:es|ed)?|power\s*(?:off|loss)|loses\s+power|崩溃|宕机|死机|断电|掉电)(?:了|\s*(?:and|,)?\s*(?:后|又|并)?\s*(?:重启|重新启动|reboots?|restarts?)了?)?$/iu,
  ],
];
