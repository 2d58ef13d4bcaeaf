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
  const rfc = section === null ? null : `RFC 9293 §${section}`;
  const cited = locale === "zh-cn" ? `（${rfc}）。` : ` (${rfc}).`;
  return { name, text, rfc, message: rfc === null ? text : text.replace(/[.。]$/, "") + cited };
}

/** Sections of RFC 9293. */
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
  "fin-waits-confused": "3.3.2",
  "close-wait-last-ack": "3.3.2",
  "closing-confused": "3.6",
  "listen-syn-sent": "3.3.2",
  "syn-states-confused": "3.3.2",
  "state-before": "3.3.2",
  "state-after": "3.3.2",
  "other-end": "3.3.2",
  "wrong-state": "3.3.2",
  "ack-flag-missing": "3.1",
  "ack-flag-extra": "3.5",
  "syn-for-syn-ack": "3.5",
  "syn-missing": "3.5",
  "syn-extra": "3.5",
  "fin-missing": "3.6",
  "fin-extra": "3.6",
  "rst-missing": "3.5.2",
  "rst-extra": "3.5.2",
  "impossible-flags": "3.1",
  "wrong-flags": "3.1",
  "wrong-sender": "3.10.7",
  "wrong-segment": "3.10",
  "unneeded-segment": "3.10",
  "wrong-event": "3.10",
  "not-a-step": null,
  "wrong-option": "3.2",
  unreadable: null,
  "carried-over": null,
  "still-wrong": null,
  "claim-removed": null,
  "wrong-order": null,
  unrecognised: null,
};

/** What a finding of the check says of the answer it stands on, where nothing closer is known. */
export const BY_CODE: { readonly [C in Code | "undecided"]?: Misconception } = {
  undecided: "undetermined",
  "seq-wrong": "number-skipped",
  "isn-reused": "isn-again",
  "seq-ack-swapped": "ack-for-seq",
  "ack-beyond": "ack-ahead",
  "ack-not-arrived": "ack-not-arrived",
  "ack-behind": "ack-old",
  "ack-foreign": "peer-number",
  "ack-without-flag": "ack-flag-missing",
  "len-wrong": "wrong-length",
  "mss-exceeded": "wrong-length",
  "window-exceeded": "wrong-length",
  "symbol-as-length": "number-for-length",
  "symbol-unknown": "new-letter",
  "symbol-two-new": "new-letter",
  "symbol-another-name": "new-letter",
  "symbol-becomes-number": "isn-assumed",
  "symbol-same-isn": "same-isn",
  "elision-negative": "old-number",
  "flag-conflict": "impossible-flags",
  "flag-missing": "wrong-flags",
  "flag-extra": "wrong-flags",
  "flag-cleared": "wrong-flags",
  "flag-ack-omitted": "ack-flag-missing",
  "state-wrong": "wrong-state",
  "state-from-wrong": "wrong-state",
  "timeout-missing": "closed-too-early",
  "segment-illegal": "wrong-segment",
  "segment-missing": "wrong-segment",
  "data-after-fin": "wrong-segment",
  "retransmission-differs": "old-number",
  "event-illegal": "wrong-event",
  "timeout-nothing": "wrong-event",
  "window-wrong": "wrong-option",
  "window-shrunk": "wrong-option",
  "option-misplaced": "wrong-option",
  "timestamp-wrong": "wrong-option",
  "sack-wrong": "wrong-option",
  "ecn-not-agreed": "wrong-option",
};
