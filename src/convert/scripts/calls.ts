/** What a call of the sockets interface is to TCP: an event of RFC 9293 §3.9, or nothing. */

export interface SocketCall {
  readonly name: string;
  /** The socket that it is about; null where that is no number. */
  readonly fd: number | null;
  /** What it returned. */
  readonly result: number | null;
  readonly arguments: string;
}

export function callOf(body: string): SocketCall | null {
  const found = /^([a-z_]\w*)\s*\((.*)\)\s*(?:=\s*(-?\d+|0x[0-9a-f]+)?.*)?$/is.exec(body);
  if (found === null) return null;
  const [, name = "", given = "", result] = found;
  const fd = /^\s*(\d+)/.exec(given)?.[1];
  return {
    name,
    fd: fd === undefined ? null : Number(fd),
    result: result === undefined ? null : Number(result),
    arguments: given,
  };
}

const SENDS: ReadonlySet<string> = new Set([
  "write",
  "writev",
  "send",
  "sendto",
  "sendmsg",
  "sendfile",
  "splice",
]);
const RECEIVES: ReadonlySet<string> = new Set(["read", "readv", "recv", "recvfrom", "recvmsg"]);

export function sends({ name }: SocketCall): boolean {
  return SENDS.has(name);
}

/** What is only looked at stays unread. */
export function receives({ name, arguments: given }: SocketCall): boolean {
  return RECEIVES.has(name) && !/\bMSG_(?:PEEK|ERRQUEUE)\b/.test(given);
}

/** `shutdown` of what is sent is the CLOSE of RFC 9293; of what is received it is nothing to TCP. */
export function closesSending({ name, arguments: given }: SocketCall): boolean {
  return name === "shutdown" && /\bSHUT_(?:WR|RDWR)\b|,\s*[12]\s*$/.test(given);
}

/** A socket that lingers for no time is aborted by its close. */
export function lingersNot({ name, arguments: given }: SocketCall): boolean {
  return (
    name === "setsockopt" &&
    /\bSO_LINGER\b.*(?:onoff\s*=\s*1|\[\s*1).*(?:linger\s*=\s*0|,\s*0\s*\])/.test(given)
  );
}
