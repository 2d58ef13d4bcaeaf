/** Flags in a cell, as tools shorten them. */

const HEX_FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"];

/** `0x012` as Wireshark exports it. */
export function hexFlags(text: string): string | null {
  if (!/^0x[0-9a-f]{2,4}$/i.test(text)) return null;
  const bits = Number.parseInt(text, 16);
  return HEX_FLAGS.filter((_, at) => (bits >> at) & 1).join("+");
}

const LETTERS: Readonly<Record<string, string>> = {
  S: "SYN",
  A: "ACK",
  ".": "ACK",
  F: "FIN",
  P: "PSH",
  R: "RST",
  U: "URG",
  E: "ECE",
  W: "CWR",
  C: "CWR",
};

/** `SA`, `P.`: a letter a flag. */
export function letterFlags(text: string): string | null {
  return /^[SAFPRUEWC]{0,4}[A.]?$/.test(text) && text !== ""
    ? [...text].map((one) => LETTERS[one]).join("+")
    : null;
}
