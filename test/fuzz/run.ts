/** Feeds texts to the whole of the program. */

import { analyze } from "../../src/check/analyze.js";
import { firstVersion, nextVersion } from "../../src/check/revise.js";
import type { Analysis } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import { type Random, randomFrom } from "../generator/random.js";
import { edited } from "../property/edits.js";
import { askAt, askOfDocument, shown } from "./features.js";
import { anyText, type Kind } from "./inputs.js";

export interface Crash {
  readonly seed: number;
  readonly kind: Kind;
  readonly error: string;
  readonly text: string;
}

export interface Depth {
  /** Of so many texts one is edited, and analysed out of the version before. */
  readonly edited: number;
  /** Of so many texts one is asked all that concerns a document, and one place in it. */
  readonly whole: number;
  /** Of so many texts one is asked at every offset. */
  readonly everywhere: number;
}

/** null where nothing throws. */
export function feed(seed: number, seeds: readonly string[], depth: Depth): Crash | null {
  const random = randomFrom(seed);
  const { kind, text } = anyText(random, seeds);
  let last = text;
  try {
    const analysis = withoutFault(analyze(parse(text)));
    shown(analysis, random.chance(0.5) ? "en" : "zh-cn");
    if (seed % depth.edited === 0) {
      let version = firstVersion(text);
      for (let i = random.int(1, 4); i > 0; i--) {
        last = edited(last, random);
        version = nextVersion(version, last);
        withoutFault(version.analysis);
      }
      askAt(version.analysis, random.int(0, last.length), "en");
      last = text;
    }
    if (seed % depth.whole === 0) {
      askOfDocument(analysis);
      askAt(analysis, random.int(0, text.length), "zh-cn");
    }
    if (seed % depth.everywhere === 0) everywhere(text, random);
    return null;
  } catch (error) {
    return { seed, kind, error: reasonOf(error), text: last };
  }
}

/** What fails within the check is caught there, and becomes a finding: nothing would be thrown. */
export function withoutFault(analysis: Analysis): Analysis {
  const fault = analysis.findings.find(({ code }) => code === "internal-fault");
  if (fault !== undefined) throw new Error(`the check fails: ${JSON.stringify(fault.args)}`);
  return analysis;
}

function everywhere(text: string, random: Random): void {
  const analysis = analyze(parse(text));
  const locale = random.chance(0.5) ? "en" : "zh-cn";
  for (let offset = 0; offset <= text.length; offset++) askAt(analysis, offset, locale);
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split("\n").slice(0, 6).join("\n")
    : String(error);
}
