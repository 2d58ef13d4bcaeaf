/** Why a sequence or acknowledgment number is wrong: what was forgotten, or counted once too often. */

export type SeqReason =
  | "syn-counts"
  | "fin-counts"
  | "ack-takes-none"
  | "data-counts"
  | "peer"
  | "behind"
  | "acked"
  | "ahead"
  | "before-isn"
  | "length"
  | "amount"
  | "range"
  | RuleReason;
type RuleReason =
  | "syn-again"
  | "data-again"
  | "fin-again"
  | "isn-declared"
  | "reset-answer"
  | "reset-zero"
  | "reset-abort"
  | "not-front"
  | "keep-alive";
export type AckReason = "syn-counts" | "fin-counts" | "data-counts" | "acked";
export interface WrongNumber {
  from: string;
  to: string;
  written: string;
  expected: string;
  /** Of a range: how many octets it has. */
  octets?: string;
}

/** Of an ack that is neither too high nor too low. */
export type ForeignReason = "direction" | "length" | "amount";

const OTHER_LETTER_EN =
  "each letter stands for an amount of its own, and nothing says that two of them are the same";
const OTHER_LETTER_ZH = "每个字母各代表一段数据的长度，没有说明相等的两个字母不能互相代替";

const AMOUNT_ALONE_EN =
  "numbers are counted from an initial sequence number, and a length alone says how many, not from where";
const AMOUNT_ALONE_ZH = "序号要从初始序号算起，单独一个长度只说明有多少字节，没有说明从哪里算起";

export function foreignEn(a: WrongNumber & { reason: ForeignReason }): { what: string; why: string } {
  if (a.reason === "length")
    return { what: `ack=${a.written} counts the wrong amount of data`, why: OTHER_LETTER_EN };
  if (a.reason === "amount") return { what: `ack=${a.written} is an amount of data`, why: AMOUNT_ALONE_EN };
  return {
    what: `ack=${a.written} is not one of ${a.to}'s sequence numbers`,
    why: `each direction has its own numbering, and ack names the next octet that ${a.from} expects from ${a.to}`,
  };
}

export function foreignZh(a: WrongNumber & { reason: ForeignReason }): { what: string; why: string } {
  if (a.reason === "length") return { what: `ack=${a.written} 计入的数据长度不对`, why: OTHER_LETTER_ZH };
  if (a.reason === "amount") return { what: `ack=${a.written} 只是一段数据的长度`, why: AMOUNT_ALONE_ZH };
  return {
    what: `ack=${a.written} 不是 ${a.to} 这个方向的序号`,
    why: `两个方向各自编号，ack 表示 ${a.from} 期望从 ${a.to} 收到的下一个字节的序号`,
  };
}

export function seqEn(a: WrongNumber & { reason: SeqReason }): { what: string; why: string } {
  const seq = `seq=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${seq} does not count ${a.from}'s SYN`, why: "a SYN takes one sequence number" };
    case "fin-counts":
      return { what: `${seq} does not count ${a.from}'s FIN`, why: "a FIN takes one sequence number" };
    case "ack-takes-none":
      return {
        what: `${seq} counts a segment that carried no data`,
        why: "a pure ACK takes no sequence number",
      };
    case "data-counts":
      return {
        what: `${seq} does not count the data that ${a.from} has sent`,
        why: "every octet of data takes one sequence number",
      };
    case "peer":
      return {
        what: `${seq} is one of ${a.to}'s sequence numbers`,
        why: `each direction has its own numbering, and seq is a number of the sender, ${a.from}`,
      };
    case "behind":
      return {
        what: `${seq} has been used by ${a.from} before`,
        why: "old numbers are used again only to retransmit the same octets",
      };
    case "acked":
      return {
        what: `${seq} goes back to what is acknowledged already`,
        why: `${a.from} has received that acknowledgment, and what is acknowledged is never sent again`,
      };
    case "ahead":
      return {
        what: `${seq} leaves out sequence numbers`,
        why: "the octets of a direction are numbered without gaps",
      };
    case "before-isn":
      return {
        what: `${seq} is no number of this connection`,
        why: `${a.from} counts upwards from its initial sequence number, and this lies before it`,
      };
    case "length":
      return { what: `${seq} counts the wrong amount of data`, why: OTHER_LETTER_EN };
    case "amount":
      return { what: `${seq} is an amount of data`, why: AMOUNT_ALONE_EN };
    case "range":
      return {
        what: `${seq} gives a range of numbers`,
        why: `seq is the number of the first octet alone, and len=${a.octets ?? ""} says how many there are`,
      };
    default:
      return ruleEn(a, a.reason);
  }
}

/** The numbers that a rule fixes, whatever was counted. */
function ruleEn(a: WrongNumber, reason: RuleReason): { what: string; why: string } {
  const seq = `seq=${a.written}`;
  switch (reason) {
    case "syn-again":
      return {
        what: `${seq} gives ${a.from}'s SYN a different number than before`,
        why: "a SYN that is sent again keeps its initial sequence number, because a different one would ask for another connection",
      };
    case "data-again":
      return {
        what: `${seq} gives the data that ${a.from} sends again a different number than before`,
        why: "what is sent again keeps its sequence numbers, because they say which octets it carries",
      };
    case "isn-declared":
      return {
        what: `${seq} is not the initial sequence number that ${a.from} is declared with`,
        why: "isn= says which number its first connection begins with",
      };
    case "fin-again":
      return {
        what: `${seq} gives ${a.from}'s FIN a different number than before`,
        why: "a FIN that is sent again keeps its number, because it is the same FIN",
      };
    case "reset-answer":
      return {
        what: `${seq} is not the number that this RST should have`,
        why: `a RST that answers a segment with ACK takes that segment's acknowledgment number as its seq, otherwise ${a.to} would not accept it`,
      };
    case "reset-zero":
      return {
        what: `${seq} is not the number that this RST should have`,
        why: "a RST that answers a segment without ACK has seq 0, and acknowledges that segment instead",
      };
    case "reset-abort":
      return {
        what: `${seq} is not the number that this RST should have`,
        why: `a RST that aborts a connection takes the sender's next sequence number, otherwise ${a.to} would not accept it`,
      };
    case "not-front":
      return {
        what: `${seq} is not what ${a.from}'s retransmission timer sends again`,
        why: "when it expires, the oldest octets that are not acknowledged go first",
      };
    case "keep-alive":
      return {
        what: `${seq} is not the number of a keep-alive`,
        why: `it repeats the last number that ${a.to} has acknowledged, which makes ${a.to} answer`,
      };
  }
}

export function seqZh(a: WrongNumber & { reason: SeqReason }): { what: string; why: string } {
  const seq = `seq=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${seq} 没有计入 ${a.from} 的 SYN`, why: "SYN 要占用一个序号" };
    case "fin-counts":
      return { what: `${seq} 没有计入 ${a.from} 的 FIN`, why: "FIN 要占用一个序号" };
    case "ack-takes-none":
      return { what: `${seq} 多计了一个不带数据的报文段`, why: "不携带数据的 ACK 不占用序号" };
    case "data-counts":
      return { what: `${seq} 没有计入 ${a.from} 已发送的数据`, why: "每个数据字节都占一个序号" };
    case "peer":
      return {
        what: `${seq} 是 ${a.to} 那个方向的序号`,
        why: `两个方向各自编号，seq 是发送方 ${a.from} 自己的序号`,
      };
    case "behind":
      return { what: `${seq} 是 ${a.from} 用过的序号`, why: "只有重传同样的字节时才会再次使用旧序号" };
    case "acked":
      return {
        what: `${seq} 退回到了已经得到确认的字节`,
        why: `${a.from} 收到过这个确认，已确认的内容不会再发送`,
      };
    case "ahead":
      return { what: `${seq} 跳过了一些序号`, why: "同一方向的字节连续编号，中间没有空缺" };
    case "before-isn":
      return {
        what: `${seq} 不是这条连接的序号`,
        why: `${a.from} 的序号从初始序号（ISN）开始递增，而这个数在初始序号之前`,
      };
    case "length":
      return { what: `${seq} 计入的数据长度不对`, why: OTHER_LETTER_ZH };
    case "amount":
      return { what: `${seq} 只是一段数据的长度`, why: AMOUNT_ALONE_ZH };
    case "range":
      return {
        what: `${seq} 写成了一段序号`,
        why: `seq 只是第一个字节的序号，字节数由 len=${a.octets ?? ""} 表示`,
      };
    default:
      return ruleZh(a, a.reason);
  }
}

/** The numbers that a rule fixes, whatever was counted. */
function ruleZh(a: WrongNumber, reason: RuleReason): { what: string; why: string } {
  const seq = `seq=${a.written}`;
  switch (reason) {
    case "syn-again":
      return {
        what: `${a.from} 重发 SYN 时换了序号（${seq}）`,
        why: "重发的 SYN 沿用原来的初始序号，换了序号就成了另一次建立连接的请求",
      };
    case "data-again":
      return {
        what: `${a.from} 重传数据时换了序号（${seq}）`,
        why: "重传的数据沿用原来的序号，序号说明携带的是哪些字节",
      };
    case "isn-declared":
      return {
        what: `${seq} 与声明的 ${a.from} 的初始序号不符`,
        why: "isn= 规定了第一次连接从哪个序号开始",
      };
    case "fin-again":
      return {
        what: `${a.from} 重传 FIN 时换了序号（${seq}）`,
        why: "重传的 FIN 沿用原来的序号，它仍是同一个 FIN",
      };
    case "reset-answer":
      return {
        what: `这个 RST 的序号不应是 ${a.written}`,
        why: `应答带 ACK 的报文段时，RST 的序号取自该报文段的确认号，否则 ${a.to} 不会接受它`,
      };
    case "reset-zero":
      return {
        what: `这个 RST 的序号不应是 ${a.written}`,
        why: "应答不带 ACK 的报文段时，RST 的序号为 0，并用确认号指出所应答的报文段",
      };
    case "reset-abort":
      return {
        what: `这个 RST 的序号不应是 ${a.written}`,
        why: `中止连接的 RST 使用发送方的下一个序号，否则 ${a.to} 不会接受它`,
      };
    case "not-front":
      return {
        what: `${a.from} 的重传计时器超时后，重传的不应是 ${seq}`,
        why: "超时后首先重传最早发送、尚未确认的字节",
      };
    case "keep-alive":
      return {
        what: `保活报文段的序号不应是 ${a.written}`,
        why: `它重复 ${a.to} 最后确认过的那个序号，促使 ${a.to} 应答`,
      };
  }
}

export function behindEn(a: WrongNumber & { reason: AckReason }): { what: string; why: string } {
  const ack = `ack=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${ack} does not cover ${a.to}'s SYN`, why: "a SYN takes one sequence number" };
    case "fin-counts":
      return { what: `${ack} does not cover ${a.to}'s FIN`, why: "a FIN takes one sequence number" };
    case "data-counts":
      return {
        what: `${ack} does not cover all the data of ${a.to} that has arrived`,
        why: "the acknowledgment number is one past the last octet received in order",
      };
    case "acked":
      return {
        what: `${ack} is less than ${a.from} has acknowledged before`,
        why: "an acknowledgment is cumulative and never taken back",
      };
  }
}

export function behindZh(a: WrongNumber & { reason: AckReason }): { what: string; why: string } {
  const ack = `ack=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${ack} 没有确认 ${a.to} 的 SYN`, why: "SYN 要占用一个序号" };
    case "fin-counts":
      return { what: `${ack} 没有确认 ${a.to} 的 FIN`, why: "FIN 要占用一个序号" };
    case "data-counts":
      return {
        what: `${ack} 没有确认 ${a.to} 已到达的全部数据`,
        why: "确认号等于按序收到的最后一个字节的序号加 1",
      };
    case "acked":
      return { what: `${ack} 比 ${a.from} 之前确认过的还小`, why: "确认是累积的，不会后退" };
  }
}
