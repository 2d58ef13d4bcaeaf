/** What a text says itself about its findings, in comments, and what the analysis finds. */

import type { Severity } from "../../src/check/codes.js";
import type { Analysis } from "../../src/check/trace.js";

/** `line: severity code`; lines are counted from 1, as an editor shows them. */
export type Expectation = `${number}: ${string}`;

/** `# 应报 error seq-wrong：…` speaks of the line below it; `… # error seq-wrong` of its own. */
const ABOVE = /^\s*#\s*应报 (?<finding>\w+ [a-z-]+)/;
const BESIDE = /\S.*\s# (?<finding>(?:error|warning) [a-z]+(?:-[a-z]+)*)/;

export function expectedIn(text: string): Expectation[] {
  return text.split("\n").flatMap((line, i) => {
    const above = ABOVE.exec(line)?.groups?.finding;
    if (above !== undefined) return [`${i + 2}: ${above}` as const];
    const beside = BESIDE.exec(line)?.groups?.finding;
    return beside === undefined ? [] : [`${i + 1}: ${beside}` as const];
  });
}

export function foundIn(analysis: Analysis, severities: readonly Severity[]): Expectation[] {
  return analysis.findings
    .filter(({ severity }) => severities.includes(severity))
    .map(({ line, severity, code }) => `${line + 1}: ${severity} ${code}` as const);
}
