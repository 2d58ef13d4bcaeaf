/**
 * Where real stacks differ from the letter of RFC 9293. Each is a named entry: neither behaviour is an error,
 * and an information says which one a line shows. What lies beside an entry is still judged by the RFC.
 */

export interface Deviation {
  /** The section whose letter is not followed. */
  readonly rfc: string;
  /** Who does it, and since when it is described. */
  readonly source: string;
}

export const DEVIATIONS = {
  /** The accept queue is full: the third segment is dropped, the client believes it is connected. */
  "full-accept-queue": { rfc: "9293 3.10.7.4", source: "Linux" },
  /** A RST in TIME-WAIT is ignored, so that it cannot cut the wait short. */
  "time-wait-ignores-reset": { rfc: "9293 3.10.7.4", source: "RFC 1337" },
  /** FIN-WAIT-2 of a socket that nobody holds any more ends by itself. */
  "fin-wait-2-timeout": { rfc: "9293 3.10.8", source: "Linux (tcp_fin_timeout), BSD" },
  /** An ABORT sends RST,ACK where the RFC sends a RST without ACK. */
  "abort-with-ack": { rfc: "9293 3.10.5", source: "Linux, Windows, BSD" },
  /** A keep-alive or a probe of a zero window is empty and one below SND.NXT. */
  "empty-probe": { rfc: "9293 3.8.6.1", source: "Linux" },
  /** A server with SYN cookies keeps no state before the third segment. */
  "syn-cookies": { rfc: "9293 3.10.7.2", source: "RFC 4987" },
  /** A Fast Open server sends data before the third segment. */
  "fast-open-data": { rfc: "9293 3.10.2", source: "RFC 7413" },
  /** A SYN with FIN that reaches LISTEN is dropped. */
  "syn-fin-dropped": { rfc: "9293 3.10.7.2", source: "Linux" },
} as const satisfies Readonly<Record<string, Deviation>>;

export type DeviationName = keyof typeof DEVIATIONS;
