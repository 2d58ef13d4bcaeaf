/**
 * Quick fixes. What could fix a finding is thought of by its code, and tried out: offered is what makes
 * the finding go away without a new error; preferred is the first that repairs and costs nothing else.
 */

import type { Code } from "../check/codes.js";
import type { Analysis, Finding } from "../check/trace.js";
import type { Span } from "../language/ast.js";
import type { TextEdit } from "../language/edits.js";
import { type FixTexts, fixTexts } from "../messages/fixes.js";
import type { Locale } from "../messages/locale.js";
import { type Draft, type Drafter, type Drafters, siteOf } from "./fixes/draft.js";
import { ENDING_FIXES } from "./fixes/missing.js";
import { NAME_FIXES } from "./fixes/names.js";
import { NUMBER_FIXES } from "./fixes/numbers.js";
import { RULE_FIXES } from "./fixes/rules.js";
import { wider } from "./fixes/search.js";
import { TEXT_FIXES } from "./fixes/text.js";
import { type TrialResult, tryEdits } from "./fixes/trial.js";

export interface Fix {
  readonly title: string;
  readonly code: Code;
  /** What it fixes. */
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
  /** It repairs, and nothing else is wrong afterwards. At most one for a finding. */
  readonly preferred: boolean;
  /** May be done to a whole file. */
  readonly safe: boolean;
}

/** The fixes of the findings that touch the span, those of errors first. */
export function fixes(analysis: Analysis, span: Span, locale: Locale): Fix[] {
  const texts = fixTexts(locale);
  return analysis.findings
    .filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end)
    .sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity])
    .flatMap((finding) => fixesOf(analysis, finding).map((fix) => titled(fix, finding, texts)));
}

const GRAVITY = { error: 0, warning: 1, information: 2, hint: 3 } as const;

function titled({ draft, preferred }: Tried, finding: Finding, texts: FixTexts): Fix {
  const { title, edits, kind } = draft;
  return { title: title(texts), code: finding.code, finding, edits, preferred, safe: kind === "safe" };
}

export interface Tried {
  readonly draft: Draft;
  readonly preferred: boolean;
}

/** The fixes of a finding, the preferred one first. Kept, since an editor asks at every move of the cursor. */
export function fixesOf(analysis: Analysis, finding: Finding): readonly Tried[] {
  const known = kept.get(finding);
  if (known !== undefined) return known;
  const found = findFixes(analysis, finding);
  kept.set(finding, found);
  return found;
}

const kept = new WeakMap<Finding, readonly Tried[]>();

/** In an exercise only what concerns the writing may be told. */
const OPEN: Drafters = { ...TEXT_FIXES, ...NAME_FIXES };
const ALL: Drafters = { ...OPEN, ...NUMBER_FIXES, ...RULE_FIXES, ...ENDING_FIXES };

/** The codes for which there may be a fix. */
export const FIXABLE: readonly Code[] = Object.keys(ALL) as Code[];

/** More than this is not tried: the likeliest stand first. */
const TRIALS = 12;
/** Each trial costs an analysis of the flow. */
const LONG_FLOW = 3000;
const TRIALS_OF_A_LONG_FLOW = 3;

function findFixes(analysis: Analysis, finding: Finding): readonly Tried[] {
  const place = siteOf(analysis, finding);
  if (place === null) return [];
  const drafters = place.flow.kind === "exercise" ? OPEN : ALL;
  const drafter = drafters[finding.code] as Drafter<Code> | undefined;
  if (drafter === undefined) return [];
  const attempt = (drafts: readonly Draft[]): readonly Working[] =>
    distinct(drafts)
      .slice(0, place.flow.statements.length > LONG_FLOW ? TRIALS_OF_A_LONG_FLOW : TRIALS)
      .map((draft) => ({ draft, outcome: tryEdits(analysis, place.flow, finding, draft.edits) }))
      .filter(({ outcome }) => outcome.gone && outcome.errors === 0);
  let working = attempt(drafter(place));
  let best = isMistake(finding) ? preferredOf(working, finding.code) : undefined;
  if (best === undefined && WIDER.has(finding.code) && place.flow.kind === "flow") {
    const more = attempt(wider(place));
    best = preferredOf(more, null);
    working = [...more, ...working];
  }
  const rest = working.filter((one) => one !== best);
  const ordered = best === undefined ? rest : [best, ...rest];
  return ordered.map((one) => ({ draft: one.draft, preferred: one === best }));
}

/** The drafts stand by how near they are to what is written: an ack may lag, a segment may be sent again. */
const IN_ORDER: ReadonlySet<Code> = new Set<Code>([
  "ack-behind",
  "seq-wrong",
  "state-wrong",
  "data-after-fin",
  "flag-conflict",
  "flag-extra",
]);

/** Where the line that shows a mistake is often not the one that has it. */
const WIDER: ReadonlySet<Code> = new Set<Code>([
  "seq-wrong",
  "ack-beyond",
  "ack-behind",
  "state-wrong",
  "event-illegal",
  "timeout-nothing",
  "timeout-missing",
  "segment-missing",
  "segment-illegal",
  "data-after-fin",
  "elision-nobody",
]);

/** What is only worth knowing needs no repair; `?` asks for one. */
function isMistake({ severity, code }: Finding): boolean {
  return severity === "error" || severity === "warning" || code === "blank-answer";
}

type Working = { readonly draft: Draft; readonly outcome: TrialResult };

/**
 * The repair after which least is wrong; of those, the one after which there is least to say, unless the drafts
 * stand in the order of their likelihood.
 */
function preferredOf(working: readonly Working[], code: Code | null): Working | undefined {
  const inOrder = code !== null && IN_ORDER.has(code);
  // What a line says is seen only once it can be read.
  const unread = code?.startsWith("syntax-") === true;
  const repairs = working.filter(
    ({ draft, outcome }) => draft.kind !== "other" && (outcome.warnings === 0 || unread),
  );
  const isElsewhere = ({ draft }: Working): boolean => draft.elsewhere === true;
  const here = cheapest(
    repairs.filter((one) => !isElsewhere(one)),
    ({ left, remarks }) => left * MANY + (inOrder ? 0 : remarks),
  );
  const all = [...(here === undefined ? [] : [here]), ...repairs.filter(isElsewhere)];
  return cheapest(all, ({ left, remarks }) => left * MANY + remarks);
}

/** The first of those that cost least. */
function cheapest(working: readonly Working[], cost: (outcome: TrialResult) => number): Working | undefined {
  return working.reduce<Working | undefined>(
    (best, one) => (best === undefined || cost(one.outcome) < cost(best.outcome) ? one : best),
    undefined,
  );
}

/** More remarks than a flow has. */
const MANY = 1_000_000;

/** Two ways of thinking may come to the same change. */
function distinct(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ edits }) => {
    const key = JSON.stringify(edits);
    if (edits.length === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
