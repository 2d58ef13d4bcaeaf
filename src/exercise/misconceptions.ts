/** The misconceptions that an answer can show, each with the section that puts it right. */

import type { Code } from "../check/codes.js";
import { type Both, type Locale, pick } from "../messages/locale.js";
import { MISCONCEPTIONS, type MisconceptionText } from "../messages/misconceptions.js";

export type Misconception = keyof typeof MISCONCEPTIONS;

export interface MisconceptionWords {
  readonly name: string;
  readonly text: string;
  /** `RFC 9293 §3.4`; null for a rule of the language. */
  readonly rfc: string | null;
  /** The explanation with its place in the RFC. */
  readonly message: string;
}

export function misconceptionWords(misconception: Misconception, locale: Locale): MisconceptionWords {
  const both: Both<MisconceptionText> = MISCONCEPTIONS[misconception];
  const { name, text } = pick(both, locale);
  const section = SECTIONS[misconception];
  const [first, other] = section?.split(" ") ?? [];
  const rfc = other === undefined ? section && `RFC 9293 §${first}` : `RFC ${first} §${other}`;
  const cited = locale === "zh-cn" ? `（${rfc}）。` : ` (${rfc}).`;
  return { name, text, rfc, message: rfc === null ? text : text.replace(/[.。]$/, "") + cited };
}

/** What is told of a wrong answer: what its key says of it, else what is said of the misconception. */
export function messageOf({ misconception, reason }: Told, locale: Locale): string {
  const { message } = misconceptionWords(misconception, locale);
  return reason == null ? message : `${message}${locale === "zh-cn" ? "" : " "}${reason}`;
}

interface Told {
  readonly misconception: Misconception;
  readonly reason?: string | null | undefined;
}

/** Sections of RFC 9293, or of another RFC where its number stands before. */
const SECTIONS: Readonly<Record<Misconception, string | null>> = {
  "syn-not-counted": "3.4",
  "fin-not-counted": "3.4",
  "pure-ack-counted": "3.4",
  "ack-for-seq": "3.1",
  "seq-for-ack": "3.1",
  "peer-number": "3.4",
  "peer-octets-counted": "3.4",
  "length-not-counted": "3.4",
  "length-counted-twice": "3.4",
  "own-octets-counted": "3.1",
  "last-octet": "3.4",
  "off-by-one": "3.4",
  "isn-assumed": "3.4.1",
  "same-isn": "3.4.1",
  "isn-again": "3.4.1",
  "new-number-for-retransmission": "3.8.1",
  "old-number": "3.4",
  "number-skipped": "3.4",
  "ack-old": "3.10.7.4",
  "ack-ahead": "3.10.7.4",
  "ack-not-arrived": "3.10.7.4",
  "ack-not-taken": "3.10.7.4",
  "before-the-beginning": "3.4.1",
  "other-number": "3.4",
  "beyond-32-bits": "3.4",
  "reset-number": "3.5.2",
  "new-letter": null,
  undetermined: null,
  "wrong-length": "3.4",
  "header-counted": "3.1",
  "flag-counted-as-data": "3.4",
  "characters-for-octets": "3.4",
  "number-for-length": "3.4",
  "established-too-early": "3.3.2",
  "closed-too-early": "3.6.1",
  "time-wait-side": "3.6.1",
  "closer-confused": "3.6",
  "state-before": "3.3.2",
  "state-after": "3.3.2",
  "other-end": "3.3.2",
  "means-closed": "3.3.2",
  "means-listen": "3.3.2",
  "means-syn-sent": "3.3.2",
  "means-syn-received": "3.3.2",
  "means-established": "3.3.2",
  "means-fin-wait-1": "3.3.2",
  "means-fin-wait-2": "3.3.2",
  "means-close-wait": "3.3.2",
  "means-closing": "3.3.2",
  "means-last-ack": "3.3.2",
  "means-time-wait": "3.3.2",
  "ack-flag-missing": "3.1",
  "ack-flag-extra": "3.5",
  "flag-missing": "3.1",
  "syn-extra": "3.5",
  "fin-extra": "3.6",
  "rst-extra": "3.5.2",
  "impossible-flags": "3.1",
  "wrong-flags": "3.1",
  "wrong-sender": "3.10.7",
  "wrong-fate": "3.8.1",
  "data-missing": "3.4",
  "wrong-segment": "3.10",
  owed: "3.10.7",
  "unneeded-segment": "3.10",
  "wrong-event": "3.10",
  incomplete: null,
  "unknown-name": null,
  "not-its-own": null,
  "state-asked": null,
  "event-asked": null,
  "not-a-step": null,
  "wrong-window": "3.8.6",
  "wrong-option": "3.2",
  "wrong-block": "2018 3",
  unreadable: null,
  "carried-over": null,
  "still-wrong": null,
  "claim-removed": null,
  "another-claim": null,
  "wrong-order": null,
  "later-order": null,
  "wrong-choice": null,
  "no-option": null,
  unrecognised: null,
};

/** What a finding of the check says of the answer it stands on, where nothing closer is known. */
export const BY_CODE: { readonly [C in Code | "undecided"]?: Misconception } = {
  undecided: "undetermined",
  "symbol-as-length": "number-for-length",
  "symbol-unknown": "new-letter",
  "symbol-two-new": "new-letter",
  "symbol-another-name": "new-letter",
  "symbol-becomes-number": "isn-assumed",
  "symbol-same-isn": "same-isn",
  "isn-reused": "isn-again",
  "flag-conflict": "impossible-flags",
  "event-illegal": "wrong-event",
  "timeout-nothing": "wrong-event",
  "window-wrong": "wrong-window",
  "window-shrunk": "wrong-window",
};
