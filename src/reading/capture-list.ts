/** The list of a capture's connections, as it is shown. */

import type { AnalysisName } from "../convert/captures/analysis.js";
import type { CapturedConnection } from "../convert/captures/connections.js";
import { endText } from "../convert/captures/flows.js";
import type { Listing } from "../convert/captures/import.js";
import { numberAt } from "../language/at.js";
import { captureTexts } from "../messages/captures.js";
import type { Locale } from "../messages/locale.js";

export interface CaptureEntry {
  readonly stream: number;
  readonly ends: string;
  readonly segments: number;
  readonly octets: number;
  readonly lasted: number;
  readonly lastedText: string;
  readonly ended: string;
  readonly wrong: string;
  readonly wrongCount: number;
}

/** Of what is worth knowing these are nothing wrong. */
const HARMLESS: ReadonlySet<AnalysisName> = new Set(["window-update", "keep-alive", "keep-alive-ack"]);

export function captureEntries({ connections, reading }: Listing, locale: Locale): readonly CaptureEntry[] {
  const named = (address: string) => reading.names.get(address) ?? address;
  return connections.map((connection) => ({
    stream: connection.stream,
    ends: connection.ends.map((end) => endText({ ...end, address: named(end.address) })).join(" – "),
    segments: connection.segments,
    octets: connection.octets[0] + connection.octets[1],
    lasted: connection.lasted,
    lastedText: captureTexts(locale).seconds(connection.lasted),
    ended: captureTexts(locale).ending[connection.ending],
    ...wrongIn(connection, locale),
  }));
}

function wrongIn(
  { remarks }: CapturedConnection,
  locale: Locale,
): Pick<CaptureEntry, "wrong" | "wrongCount"> {
  const names = captureTexts(locale).analysis;
  const wrong = [...remarks].filter(([name]) => !HARMLESS.has(name) && !isToldAlready(name, remarks));
  return {
    wrong: wrong.map(([name, times]) => `${times} × ${names[name]}`).join(", "),
    wrongCount: wrong.reduce((sum, [, times]) => sum + times, 0),
  };
}

/** A fast or spurious retransmission is a retransmission too: where all of them are, the plain word says nothing more. */
function isToldAlready(name: AnalysisName, remarks: ReadonlyMap<AnalysisName, number>): boolean {
  if (name !== "retransmission") return false;
  const special = (remarks.get("fast-retransmission") ?? 0) + (remarks.get("spurious-retransmission") ?? 0);
  return special === remarks.get("retransmission");
}

/** What is to be said of the file itself: where reading ended early, and which frames were left out. */
export function captureRemarks({ reading }: Listing, locale: Locale): readonly string[] {
  const texts = captureTexts(locale);
  const { cancelled, frames, problem, segments, skipped } = reading;
  return [
    ...(problem === null ? [] : [`${texts.problem(problem)}${texts.semicolon}${texts.kept(frames)}`]),
    ...(cancelled ? [texts.cancelled(frames)] : []),
    ...(problem === null && !cancelled && segments === 0 ? [texts.noSegments] : []),
    ...skipped.map(({ count, frames: first, why }) => texts.skipped(why, count, numberAt(first, 0))),
  ];
}
