/**
 * Where RFC 9293 allows an end more than one outcome, or real stacks take another than its letter. The model takes the
 * letter unless it is told otherwise (`ArrivalContext.may`); each other outcome has a name here, and its source.
 */

export interface OutcomeSource {
  /** The section whose letter, or whose default, is not followed. */
  readonly rfc: string;
  /** Who does it, or what allows it. */
  readonly source: string;
}

/** What an end does beside the default, and a reader should be told. */
export const DEVIATIONS = {
  /** The accept queue is full: the third segment is dropped, the client believes it is connected. */
  "full-accept-queue": { rfc: "9293 3.10.7.4", source: "Linux" },
  /** The backlog of a listener is full: the SYN is dropped, and the client sends it again. */
  "syn-dropped": { rfc: "9293 3.10.7.2", source: "Linux, BSD" },
  /** A RST in TIME-WAIT is ignored, so that it cannot cut the wait short. */
  "time-wait-ignores-reset": { rfc: "9293 3.10.7.4", source: "RFC 1337" },
  /** FIN-WAIT-2 of a socket that nobody holds any more ends by itself. */
  "fin-wait-2-timeout": { rfc: "9293 3.10.8", source: "Linux (tcp_fin_timeout), BSD" },
  /** FIN-WAIT-2 was given up without a word, and the FIN that comes is answered by a RST. */
  "fin-wait-2-refuses": { rfc: "9293 3.10.7.4", source: "Linux (tcp_fin_timeout), BSD" },
  /** An ABORT sends RST,ACK where the RFC sends a RST without ACK. */
  "abort-with-ack": { rfc: "9293 3.10.5", source: "Linux, Windows, BSD" },
  /** A RST that answers a segment with ACK has ACK itself; the RFC's has not. */
  "reset-with-ack": { rfc: "9293 3.10.7.1", source: "Windows, BSD, middleboxes" },
  /** A RST that answers a segment without ACK has none itself; the RFC's has. */
  "reset-without-ack": { rfc: "9293 3.10.7.1", source: "middleboxes" },
  /** A keep-alive or a probe of a zero window is empty and one below SND.NXT. */
  "empty-probe": { rfc: "9293 3.8.6.1", source: "Linux" },
  /** A server with SYN cookies keeps no state before the third segment. */
  "syn-cookies": { rfc: "9293 3.10.7.2", source: "RFC 4987" },
  /** A Fast Open server sends data before the third segment. */
  "fast-open-data": { rfc: "9293 3.10.2", source: "RFC 7413" },
  /** A SYN with FIN is dropped. */
  "syn-fin-dropped": { rfc: "9293 3.10.7.2", source: "Linux, FreeBSD" },
  /** Any RST in the window resets, as before RFC 5961. */
  "rst-in-window-resets": { rfc: "9293 3.10.7.4", source: "RFC 793" },
  /** A SYN in the window is answered by a RST and ends the connection, as before RFC 5961. */
  "syn-in-window-resets": { rfc: "9293 3.10.7.4", source: "RFC 793" },
  /** A SYN in the window takes a passive SYN-RECEIVED back to LISTEN; a RST is sent beside that. */
  "syn-received-sends-reset": { rfc: "9293 3.10.7.4", source: "RFC 793, Linux" },
  /** A segment with a timestamp older than TS.Recent is taken all the same. */
  "no-paws": { rfc: "7323 5.3", source: "stacks without PAWS" },
  /** An acknowledgment below SND.UNA-MAX.SND.WND is taken for an old one. */
  "old-ack-taken": { rfc: "9293 3.10.7.4", source: "RFC 9293 MAY-12 is not done" },
  /** The same is discarded, where nothing says how wide the window was. */
  "old-ack-discarded": { rfc: "9293 3.10.7.4", source: "RFC 9293 MAY-12, RFC 5961" },
  /** Octets beyond the window are kept, for the buffer has room. */
  "window-not-trimmed": {
    rfc: "9293 3.10.7.4",
    source: "stacks whose buffer is larger than the window they offer",
  },
  /** A segment of which nothing is new is dropped, but its acknowledgment is used. */
  "old-segment-acknowledges": { rfc: "9293 3.10.7.4", source: "Linux, FreeBSD" },
  /** A SYN,ACK whose TSecr was never sent is answered by a RST. */
  "foreign-echo-refused": { rfc: "9293 3.10.7.3", source: "Linux" },
  /** A SYN,ACK has TSval 0, and echoes nothing. */
  "syn-ack-without-clock": { rfc: "7323 3.2", source: "Windows 2000, XP and Server 2003" },
  /** The RST of an ABORT has TSval 0; nobody looks at it there (§5.2). */
  "reset-without-clock": { rfc: "7323 3.2", source: "older Linux kernels, as captures show" },
  /** A newer SYN in TIME-WAIT is answered by an ACK. */
  "time-wait-stays": { rfc: "9293 3.6.1", source: "RFC 9293 MAY-2 is not done" },
  /** The data of a SYN is acknowledged with it, though it carries no cookie. */
  "syn-data-acknowledged": { rfc: "9293 3.4", source: "Linux (tcp_fastopen without cookies)" },
  /** The data of a SYN is dropped. */
  "syn-data-dropped": { rfc: "9293 3.10.7.2", source: "Linux, FreeBSD" },
  /** An ABORT sends a RST though both ends have sent their FINs. */
  "abort-after-fins": { rfc: "9293 3.10.5", source: "Windows" },
  /** A capture shows a segment longer than the MSS: the network card cuts it, or has joined it. */
  offloaded: { rfc: "9293 3.7.1", source: "segmentation and receive offload (TSO, GSO, LRO, GRO)" },
} as const satisfies Readonly<Record<string, OutcomeSource>>;

export type DeviationName = keyof typeof DEVIATIONS;

/** What the RFC leaves open, or the application decides: nothing is told of it but what it does. */
export const OPEN = {
  /** Nobody listens where a SYN arrives: the program has ended, or never began. */
  "nobody-listens": { rfc: "9293 3.10.7.1", source: "the application" },
  /** An end that is client or server of nobody has called a passive OPEN, and no line says so. */
  "peer-listens": { rfc: "9293 3.10.1", source: "the application" },
  /** Data that arrives after CLOSE finds nobody to read it (MAY-1, SHLD-3). */
  "data-refused": { rfc: "9293 3.6.1", source: "RFC 9293 SHLD-3" },
  /** The RST that refuses it is that of an ABORT, at SND.NXT. */
  "refused-by-abort": { rfc: "9293 3.10.5", source: "RFC 9293" },
  /** The RST that a SYN brings upon a connection, as before RFC 5961, answers it as one that comes to CLOSED. */
  "reset-as-answer": { rfc: "9293 3.10.7.1", source: "RFC 793, BSD (dropwithreset)" },
  /** The acknowledgment of a FIN that comes beyond RCV.NXT is held with its segment until the gap is filled (SHLD-31). */
  "ack-held": { rfc: "9293 3.10.7.4", source: "RFC 9293 SHLD-31" },
  /** A CLOSE with data unread is an ABORT. */
  "close-aborts": { rfc: "9293 3.6.1", source: "RFC 9293 MAY-1, RFC 2525" },
  /** Octets beyond the window are trimmed off, though who sent them overlooked the window. */
  "window-trimmed": { rfc: "9293 3.10.7.4", source: "RFC 9293" },
  /** A window that was zero has opened, and no segment has said so. */
  "window-opened": { rfc: "9293 3.8.6", source: "the application" },
  /** A keep-alive has SND.NXT as its number, and so asks for no answer; "generally" it has the one below. */
  "keep-alive-at-next": { rfc: "9293 3.8.4", source: "RFC 9293" },
  /** A server with SYN cookies has no need of them, and keeps the state. */
  "state-kept": { rfc: "4987 3.6", source: "RFC 4987" },
  /** What is sent again is cut otherwise: with what was sent behind it, or only its beginning. */
  "sent-again-with-more": { rfc: "9293 3.8.1", source: "RFC 9293, RFC 1122 4.2.2.15" },
  "sent-again-in-part": { rfc: "9293 3.8.1", source: "RFC 9293, RFC 1122 4.2.2.15" },
  /** The data of a SYN whose SYN,ACK did not count it was kept. */
  "syn-data-kept": { rfc: "9293 3.10.7.2", source: "RFC 9293" },
} as const satisfies Readonly<Record<string, OutcomeSource>>;

export type Outcome = DeviationName | keyof typeof OPEN;

export function isDeviation(outcome: Outcome): outcome is DeviationName {
  return outcome in DEVIATIONS;
}
