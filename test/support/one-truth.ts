/** The places that speak of a wrong number, what each of them says, and where they differ from the finding. */
import { expectedBy, type NumberName } from "../../src/check/expected.js";
import { expressAt } from "../../src/check/express.js";
import type { Analysis, Finding, FlowTrace, Step } from "../../src/check/trace.js";
import { fixesOf } from "../../src/editing/fixes.js";
import type { NumberField } from "../../src/language/ast.js";
import { hoverTexts } from "../../src/messages/hover.js";
import type { Locale } from "../../src/messages/locale.js";
import { tell } from "../../src/preview/narrative.js";
import { flowRows } from "../../src/preview/picture.js";
import { sceneAt, scenes } from "../../src/preview/scenes.js";
import { diagnostics } from "../../src/reading/diagnostics.js";
import { hover } from "../../src/reading/hover.js";

/** A number that is wrong, and what its finding expects there. */
export interface Wrong {
  readonly analysis: Analysis;
  readonly trace: FlowTrace;
  readonly step: Step;
  readonly finding: Finding;
  readonly field: NumberField;
  readonly name: NumberName;
  readonly expected: string;
  /** Another number that would do, as the finding says. */
  readonly else: string;
}

/** The text that a person reads there, and which number it names; null where it says nothing of it. */
export interface Place {
  readonly name: string;
  readonly says: (wrong: Wrong, locale: Locale) => string | null;
  readonly reads: (said: string, wrong: Wrong, locale: Locale) => string | null;
}

/** Where a place names another number than the finding does. */
export function differences(
  place: Place,
  all: readonly (readonly [where: string, wrong: Wrong])[],
  locale: Locale,
): string[] {
  return all.flatMap(([where, wrong]) => {
    const found = read(place, wrong, locale);
    return found === null || found === wrong.expected || found === wrong.else
      ? []
      : [`${where}: ${found}, not ${wrong.expected}`];
  });
}

/** The number that is named at the place. */
export function read(place: Place, wrong: Wrong, locale: Locale): string | null {
  const said = place.says(wrong, locale);
  return said === null ? null : place.reads(said, wrong, locale);
}

const NUMBERS: readonly NumberName[] = ["seq", "ack", "len"];

/** Where the flow has no word for it. */
const NAMELESS = ["SND.NXT", "RCV.NXT", "?", ""];

export function wrongNumbers(analysis: Analysis): Wrong[] {
  const open = analysis.flows.filter(({ flow }) => flow.kind === "flow");
  return open.flatMap((trace) =>
    trace.steps.flatMap((step) =>
      step.findings.flatMap((finding) =>
        NUMBERS.flatMap((name): Wrong[] => {
          const field = step.statement.type === "segment" ? step.statement[name] : null;
          const expected = expectedBy(finding, name);
          if (field === null || expected === null || NAMELESS.includes(expected)) return [];
          if (finding.span.end <= field.span.start || field.span.end <= finding.span.start) return [];
          const lag = "lag" in finding.args ? String(finding.args.lag) : "";
          return [{ analysis, trace, step, finding, field, name, expected, else: lag }];
        }),
      ),
    ),
  );
}

const THEREFORE: Readonly<Record<Locale, RegExp>> = {
  en: /so the next (?:number|octet) that \S+ (?:sends|expects) is (\S+?)\.(?:\s|$)/u,
  "zh-cn": /的下一个序号是 (\S+?)。/u,
};

/** The number as a word of its own. */
export function named(expected: string): RegExp {
  return new RegExp(`(?<![\\w+])${expected.replaceAll("+", "\\+")}(?![\\w+])`, "gu");
}

/** Sentences in which the number stands among other words. */
const heard: Place["reads"] = (said, { expected }) => {
  const squeezed = said.replaceAll(/\s+/g, " ");
  return named(expected).test(squeezed) ? expected : squeezed;
};

/** Nothing but the number. */
const bare: Place["reads"] = (said) => said;

const hoverOver: Place["says"] = ({ analysis, field }, locale) =>
  hover(analysis, field.span.start, locale)?.markdown.replaceAll(/\\([^\w\s])/g, "$1") ?? null;

export const HOVER: Place = {
  name: "hover",
  says: hoverOver,
  reads(said, _, locale) {
    const [before = "", behind = ""] = hoverTexts(locale).right("|").split("|");
    const start = said.indexOf(before);
    if (start < 0) return null;
    const rest = said.slice(start + before.length);
    return rest.slice(0, rest.indexOf(behind));
  },
};

export const PLACES: readonly Place[] = [
  { name: "message", says: messageOf, reads: heard },
  {
    name: "picture",
    says({ analysis, step, trace }, locale) {
      const rows = flowRows(analysis, trace, { locale, notes: true, states: true });
      const text = rows.find(({ line, tone }) => line === step.line && tone === "wrong")?.text ?? [];
      return text.join(" ");
    },
    reads: heard,
  },
  {
    name: "words beside the picture",
    says({ analysis, step, trace }, locale) {
      const told = tell(analysis, trace, sceneAt(scenes(trace), step.line), locale);
      return told?.findings.map(({ text }) => text).join(" ") ?? "";
    },
    reads: heard,
  },
  HOVER,
  {
    name: "reason in the hover",
    says: hoverOver,
    reads: (said, { name }, locale) => (name === "len" ? null : (THEREFORE[locale].exec(said)?.[1] ?? null)),
  },
  {
    name: "trace",
    says: ({ finding, name, step, trace }) =>
      // What has no effect is drawn as it is written, and so is a SYN that is not taken.
      step.segment?.fate === "void" || finding.code === "isn-not-beyond"
        ? null
        : expressAt(trace, step.segment?.[name], step),
    reads: bare,
  },
  {
    name: "fix",
    says: corrected,
    reads: (said, { name }) => said.replace(new RegExp(`^${name}\\s*=\\s*(?:\\p{L}=)?`, "u"), ""),
  },
];

/** What the editor writes at the squiggle. */
function messageOf({ analysis, finding }: Wrong, locale: Locale): string {
  const at = analysis.findings.indexOf(finding);
  return diagnostics(analysis, locale)[at]?.message ?? "";
}

/** The field after its preferred fix. */
function corrected({ analysis, field, finding }: Wrong): string | null {
  const fix = fixesOf(analysis, finding).find(({ preferred }) => preferred)?.draft;
  // A letter that is used twice is given another name, which is no other number.
  if (fix?.kind !== "safe" || finding.code === "isn-reused") return null;
  let text = analysis.document.text.slice(field.span.start, field.span.end);
  for (const edit of [...fix.edits].reverse()) {
    const start = edit.span.start - field.span.start;
    if (start < 0 || edit.span.end > field.span.end) return null;
    text = text.slice(0, start) + edit.text + text.slice(edit.span.end - field.span.start);
  }
  return text;
}
