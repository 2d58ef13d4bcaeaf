/** Misconceptions of states. */

import type { Misconceptions } from "./misconception-text.js";

export const STATES = {
  "established-too-early": {
    en: {
      name: "ESTABLISHED too early",
      text: "ESTABLISHED is reached only when this end has the peer's SYN and knows that its own has been acknowledged.",
    },
    zh: {
      name: "过早进入 ESTABLISHED",
      text: "只有收到对方的 SYN、并且知道自己的 SYN 已被确认之后，这一端才进入 ESTABLISHED。",
    },
  },
  "closed-too-early": {
    en: {
      name: "CLOSED too early",
      text: "CLOSED means that nothing is left of the connection. See whether this end still has something to send, to hear or to wait for.",
    },
    zh: {
      name: "过早进入 CLOSED",
      text: "CLOSED 表示连接已经什么都不剩了。看看这一端是否还有要发送的、要收到的或者要等待的。",
    },
  },
  "time-wait-side": {
    en: {
      name: "TIME-WAIT on the wrong side",
      text: "TIME-WAIT is for an end that sends its FIN before the peer's has arrived. This one had the peer's FIN first.",
    },
    zh: {
      name: "TIME-WAIT 放错了一方",
      text: "进入 TIME-WAIT 的，是在收到对方 FIN 之前就发出自己 FIN 的一端；而这一端是先收到对方的 FIN。",
    },
  },
  "closer-confused": {
    en: {
      name: "active and passive close mixed up",
      text: "An end that sends its FIN first goes through some states, an end that receives one first through others. See which came first at this end.",
    },
    zh: {
      name: "混淆主动关闭与被动关闭",
      text: "先发 FIN 的一端和先收到 FIN 的一端经过的状态不同。看看这一端是先发出还是先收到。",
    },
  },
  "state-before": {
    en: {
      name: "the state before instead of after",
      text: "This end was in that state earlier. The lines above have moved it on.",
    },
    zh: {
      name: "写成了之前的状态",
      text: "这一端早先处于该状态，前面的报文段或事件已经使它转移到了别的状态。",
    },
  },
  "state-after": {
    en: {
      name: "a state that comes later",
      text: "This end gets there later. What moves it there has not happened yet.",
    },
    zh: { name: "写成了之后的状态", text: "这一端之后才会进入该状态，引起转移的报文段或事件还没有发生。" },
  },
  "other-end": {
    en: {
      name: "the other end's state",
      text: "That is the state of the other end. Each end has a state of its own.",
    },
    zh: { name: "写成了另一端的状态", text: "这是另一端的状态。两端各有自己的状态。" },
  },
  "means-closed": {
    en: {
      name: "what CLOSED means",
      text: "CLOSED means: there is no connection at this end, either not yet or no longer. See whether all of that holds for this end here.",
    },
    zh: {
      name: "CLOSED 的含义",
      text: "CLOSED 的意思是：这一端没有连接，或是还没有建立，或是已经不存在。看看这一端在这里是否符合。",
    },
  },
  "means-listen": {
    en: {
      name: "what LISTEN means",
      text: "LISTEN means: this end waits for somebody to open a connection to it. See whether all of that holds for this end here.",
    },
    zh: {
      name: "LISTEN 的含义",
      text: "LISTEN 的意思是：这一端在等待别人来建立连接。看看这一端在这里是否符合。",
    },
  },
  "means-syn-sent": {
    en: {
      name: "what SYN-SENT means",
      text: "SYN-SENT means: this end has sent a SYN, and no SYN has reached it. See whether all of that holds for this end here.",
    },
    zh: {
      name: "SYN-SENT 的含义",
      text: "SYN-SENT 的意思是：这一端发出了 SYN，还没有收到对方的 SYN。看看这一端在这里是否符合。",
    },
  },
  "means-syn-received": {
    en: {
      name: "what SYN-RECEIVED means",
      text: "SYN-RECEIVED means: SYNs have gone both ways, and this end's own is not acknowledged. See whether all of that holds for this end here.",
    },
    zh: {
      name: "SYN-RECEIVED 的含义",
      text: "SYN-RECEIVED 的意思是：双方都发了 SYN，而自己的还没有被确认。看看这一端在这里是否符合。",
    },
  },
  "means-established": {
    en: {
      name: "what ESTABLISHED means",
      text: "ESTABLISHED means: both SYNs are acknowledged, and no FIN was sent or received here. See whether all of that holds for this end here.",
    },
    zh: {
      name: "ESTABLISHED 的含义",
      text: "ESTABLISHED 的意思是：双方的 SYN 都已确认，这一端没有发出也没有收到 FIN。看看这一端在这里是否符合。",
    },
  },
  "means-fin-wait-1": {
    en: {
      name: "what FIN-WAIT-1 means",
      text: "FIN-WAIT-1 means: this end's own FIN is out and not acknowledged, and the peer's has not come. See whether all of that holds for this end here.",
    },
    zh: {
      name: "FIN-WAIT-1 的含义",
      text: "FIN-WAIT-1 的意思是：自己的 FIN 已发出、未被确认，对方的 FIN 还没有来。看看这一端在这里是否符合。",
    },
  },
  "means-fin-wait-2": {
    en: {
      name: "what FIN-WAIT-2 means",
      text: "FIN-WAIT-2 means: this end's own FIN is acknowledged, and the peer's has not come. See whether all of that holds for this end here.",
    },
    zh: {
      name: "FIN-WAIT-2 的含义",
      text: "FIN-WAIT-2 的意思是：自己的 FIN 已被确认，对方的 FIN 还没有来。看看这一端在这里是否符合。",
    },
  },
  "means-close-wait": {
    en: {
      name: "what CLOSE-WAIT means",
      text: "CLOSE-WAIT means: the peer's FIN is here, and this end's own has not been sent. See whether all of that holds for this end here.",
    },
    zh: {
      name: "CLOSE-WAIT 的含义",
      text: "CLOSE-WAIT 的意思是：已收到对方的 FIN，自己的还没有发。看看这一端在这里是否符合。",
    },
  },
  "means-closing": {
    en: {
      name: "what CLOSING means",
      text: "CLOSING means: each FIN was sent before the other had come, and this end's own is not acknowledged. See whether all of that holds for this end here.",
    },
    zh: {
      name: "CLOSING 的含义",
      text: "CLOSING 的意思是：双方都在收到对方的 FIN 之前发出了 FIN，而自己的还没有被确认。看看这一端在这里是否符合。",
    },
  },
  "means-last-ack": {
    en: {
      name: "what LAST-ACK means",
      text: "LAST-ACK means: the peer's FIN came first, and this end's own has been sent and is not acknowledged. See whether all of that holds for this end here.",
    },
    zh: {
      name: "LAST-ACK 的含义",
      text: "LAST-ACK 的意思是：先收到对方的 FIN，自己的也已发出，还没有被确认。看看这一端在这里是否符合。",
    },
  },
  "means-time-wait": {
    en: {
      name: "what TIME-WAIT means",
      text: "TIME-WAIT means: this end's own FIN went out before the peer's came, both are acknowledged, and two MSL have to pass. See whether all of that holds for this end here.",
    },
    zh: {
      name: "TIME-WAIT 的含义",
      text: "TIME-WAIT 的意思是：在收到对方的 FIN 之前就发出了自己的 FIN，双方的 FIN 都已确认，还要等待 2MSL。看看这一端在这里是否符合。",
    },
  },
} as const satisfies Misconceptions;
