/** A finding in words: the one place where codes meet their sentences. */

import { CODES, type Code, type FindingArgs } from "../check/codes.js";
import type { Finding, RelatedReason } from "../check/trace.js";
import {
  DIAGNOSTICS,
  type Entry,
  RELATED,
  type SentenceLink,
  type StackName,
  type Wording,
} from "../messages/diagnostics.js";
import { type Locale, pick } from "../messages/locale.js";
import { DEVIATIONS, type DeviationName } from "../tcp/outcomes.js";

export interface ExplainedFinding {
  readonly what: string;
  readonly expected: string | null;
  readonly why: string;
  /** `RFC 9293 §3.4`; null for a rule of the language itself. */
  readonly rfc: string | null;
  /** All of it in one sentence. */
  readonly message: string;
  /** The same without anything that a student is still to find out. */
  readonly guarded: string;
}

/** `linesAbove`: of a flow within another file, how many of that file's lines stand above it. */
export function explainFinding(finding: Finding, locale: Locale, linesAbove = 0): ExplainedFinding {
  const left = finding.related.find(({ reason }) => reason === "left");
  // Lines move as a text is edited, and so are told by where a finding points.
  if (finding.code === "state-wrong" && left !== undefined)
    return explainCode<"state-wrong">(finding.code, withLine(finding.args, left.line + linesAbove), locale);
  return explainCode(finding.code, finding.args, locale);
}

function withLine<A>(args: A, line: number): A & { readonly line: string } {
  return { ...args, line: String(line + 1) };
}

export function explainCode<C extends Code>(code: C, args: FindingArgs[C], locale: Locale): ExplainedFinding {
  const said: Wording = pick(ENTRIES[code], locale)(args);
  const rfc = rfcName(sourceOf(code, args));
  const expected = said.expected ?? null;
  const name = wiresharkName(code, locale);
  const beside = name === null ? "" : JOINTS[locale].tool(name);
  return {
    what: said.what,
    expected,
    why: said.why,
    rfc,
    message: sentence(
      (said.openly ?? said.what) + beside,
      said.why,
      expected,
      said.link ?? "so",
      rfc,
      locale,
    ),
    // A better spelling of what the student wrote is no answer.
    guarded: sentence(
      said.what + beside,
      said.why,
      said.link === "ask" ? expected : null,
      "ask",
      rfc,
      locale,
    ),
  };
}

export function codeTitle(code: Code, locale: Locale): string {
  return pick(ENTRIES[code].title, locale);
}

/** What Wireshark calls it; null where it has no name for it. */
export function wiresharkName(code: Code, locale: Locale): string | null {
  const { wireshark } = ENTRIES[code];
  return wireshark === undefined ? null : pick(wireshark, locale);
}

/** Where Wireshark would say something else, as a clause. */
export function wiresharkDiffers(code: Code, locale: Locale): string | null {
  const differs = ENTRIES[code].wiresharkDiffers;
  return differs === undefined ? null : pick(differs, locale);
}

export function explainRelated(reason: RelatedReason, locale: Locale): string {
  return pick(RELATED[reason], locale);
}

/** `9293 3.4`: the section a finding rests on, where its arguments make it more than that of its code. */
export function sourceOf<C extends Code>(code: C, args: FindingArgs[C]): string | null {
  // A habit of a stack is cited by the section whose letter it leaves.
  if ("which" in args) return DEVIATIONS[args.which].rfc;
  // In SYN-SENT it is the ACK that makes a RST acceptable.
  if ("by" in args && (args.by as string) === "ack") return "9293 3.10.7.3";
  if ("option" in args && code === "option-misplaced") return OPTION_SOURCES[args.option] ?? CODES[code].rfc;
  if ("reason" in args) return REASON_SOURCES[args.reason as string] ?? CODES[code].rfc;
  return CODES[code].rfc;
}

/** Where a reason has a section of its own. */
const REASON_SOURCES: Readonly<Record<string, string>> = {
  "not-first": "2018 4",
  "not-twice": "2883 4",
  "not-recent": "7323 4.3",
  "gone-by": "7323 4.3",
  unacceptable: "9293 3.10.7",
  "reset-answer": "9293 3.5.2",
  "reset-zero": "9293 3.5.2",
  "reset-abort": "9293 3.10.5",
  "not-front": "9293 3.10.8",
  "keep-alive": "9293 3.8.4",
  challenge: "9293 3.5.1",
};

/** Where each option is defined; MSS is RFC 9293's own. */
const OPTION_SOURCES: Readonly<Record<string, string>> = {
  wscale: "7323 2.2",
  ts: "7323 3.2",
  sackok: "2018 2",
  sack: "2018 3",
  tfo: "7413 4.1.1",
};

/** `9293 3.4` as it is cited: `RFC 9293 §3.4`. */
export function rfcName(rfc: string | null): string | null {
  const [number, section] = (rfc ?? "").split(" ");
  return number && section ? `RFC ${number} §${section}` : null;
}

export function rfcLink(rfc: string | null): string | null {
  const [number, section] = (rfc ?? "").split(" ");
  return number && section ? `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}` : null;
}

/** Where the page on a code is, below the extension's folder. */
export function diagnosticPage(code: Code, locale: Locale): string {
  return `${diagnosticsFile(locale)}#${code}`;
}

export function diagnosticsFile(locale: Locale): string {
  return locale === "en" ? "docs/diagnostics.md" : `docs/diagnostics.${locale}.md`;
}

/** Fails to compile when a code has no sentence, or takes other arguments than the check gives. */
const ENTRIES: { readonly [C in Code]: Entry<FindingArgs[C]> } = DIAGNOSTICS;

/** Fails to compile when there is a sentence without a code. */
type Orphan = Exclude<keyof typeof DIAGNOSTICS, Code> | Exclude<StackName, DeviationName>;
const NO_ORPHANS: [Orphan] extends [never] ? true : Orphan = true;
void NO_ORPHANS;

function sentence(
  what: string,
  why: string,
  expected: string | null,
  link: SentenceLink,
  rfc: string | null,
  locale: Locale,
): string {
  const joint = JOINTS[locale];
  const rest = expected === null ? "" : joint[link](expected);
  const cite = rfc === null ? "" : joint.cite(rfc);
  return joint.end(`${what}${joint.because}${why}${rest}${cite}`);
}

interface Joints extends Readonly<Record<SentenceLink, (expected: string) => string>> {
  readonly because: string;
  readonly tool: (name: string) => string;
  readonly cite: (rfc: string) => string;
  readonly end: (sentence: string) => string;
}

const JOINTS: Readonly<Record<Locale, Joints>> = {
  en: {
    because: ": ",
    so: (e) => `, so ${e}`,
    but: (e) => `, but ${e}`,
    also: (e) => `; ${e}`,
    ask: (e) => `. Did you mean ${e}?`,
    tool: (name) => ` (Wireshark: ${name})`,
    cite: (rfc) => ` (${rfc})`,
    end: (s) => s,
  },
  "zh-cn": {
    because: "：",
    so: (e) => `，因此${setOff(e)}`,
    but: (e) => `，而${setOff(e)}`,
    also: (e) => `；${e}`,
    ask: (e) => `。是不是想写${e}？`,
    tool: (name) => `（Wireshark：${name}）`,
    cite: (rfc) => `（${rfc}）`,
    end: (s) => tidy(s.endsWith("？") ? s : `${s}。`),
  },
};

/** Chinese is set off from a Latin word or a number by a blank. */
function setOff(text: string): string {
  return /^[A-Za-z0-9]/.test(text) ? ` ${text}` : text;
}

/** Between two Chinese characters there is no blank, whatever name or word was put in. */
function tidy(text: string): string {
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}
