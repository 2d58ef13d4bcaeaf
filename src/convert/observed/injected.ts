/**
 * What a script puts on the wire beside what a TCP would send there. It is set apart where the end under test bears it
 * out: taken as a segment of the peer's it is wrong, and taken as one out of nowhere all that follows is right. A
 * number that is merely wrong fits neither way, and stays wrong; so does the last thing that is said.
 */

import { analyze } from "../../check/analyze.js";
import type { Code } from "../../check/codes.js";
import { parse } from "../../language/parser.js";
import { captureTexts } from "../../messages/captures.js";
import { writeFlows } from "../write.js";
import { timelineOf } from "./arrivals.js";
import type { ObservedConnection } from "./connections.js";
import { drawnFrom } from "./draw.js";
import { odditiesOf } from "./oddities.js";
import type { Seen } from "./seen.js";

/** More than anybody writes by hand; each trial reads the whole connection again. */
const MOST_SEGMENTS = 400;
const MOST_TRIALS = 40;
/** How many segments before an error may have been the cause of it. */
const REACH = 3;

export function injectedIn(connection: ObservedConnection): ReadonlySet<number> {
  const { segments, seenAt } = connection;
  let forged = odditiesOf(connection).forged;
  if (segments.length > MOST_SEGMENTS || seenAt === null || seenAt === undefined) return forged;
  let errors = errorsOf(connection, forged);
  const tried = new Set<number>();
  for (let trial = 0; trial < MOST_TRIALS && errors.length > 0; trial++) {
    const suspect = suspectOf(connection, errors, new Set([...forged, ...tried]));
    if (suspect === null) break;
    tried.add(suspect);
    const more = new Set([...forged, suspect]);
    const left = errorsOf(connection, more);
    if (left.length >= errors.length) continue;
    forged = more;
    errors = left;
    tried.clear();
  }
  return forged;
}

interface Wrong {
  /** The segment that it stands on, or comes after. */
  readonly place: number;
  readonly code: Code;
}

function errorsOf(connection: ObservedConnection, forged: ReadonlySet<number>): readonly Wrong[] {
  const flow = drawnFrom(connection, timelineOf(connection, forged), captureTexts("en"));
  const document = parse(writeFlows([flow], { header: false }));
  const written = document.flows.flatMap(({ statements }) =>
    statements.filter(({ type }) => type === "segment"),
  );
  const drawn = flow.statements.filter(({ type }) => type === "segment");
  return analyze(document).findings.flatMap(({ code, line, severity }) => {
    if (severity !== "error") return [];
    const source = drawn[written.findLastIndex((one) => one.line <= line)]?.line;
    return [
      {
        code,
        place: Math.max(
          0,
          connection.segments.findIndex((one) => one.source.line === source),
        ),
      },
    ];
  });
}

/** A segment of the peer's on which an error stands, or that came shortly before one; not the last one of all. */
function suspectOf(
  { segments, seenAt }: ObservedConnection,
  errors: readonly Wrong[],
  known: ReadonlySet<number>,
): number | null {
  const candidates = errors.flatMap(({ code, place }) =>
    Array.from({ length: REACH }, (_, back) => ({ at: place - back, code })),
  );
  const suspect = candidates.find(({ at, code }) => {
    const segment = segments[at];
    if (segment === undefined || at === segments.length - 1 || segment.way === seenAt || known.has(at))
      return false;
    return !MISCOUNTED.test(code) || segment.rst || segment.syn || isRefusal(segments[at + 1], seenAt);
  });
  return suspect?.at ?? null;
}

/** Errors of somebody who counts wrongly: those are only set apart where the very next line refuses the segment. */
const MISCOUNTED = /^(?:seq|ack|len|sack)-/;

/** Nothing but an ACK, or a reset. */
function isRefusal(answer: Seen | undefined, way: ObservedConnection["seenAt"]): boolean {
  return answer !== undefined && answer.way === way && !answer.syn && !answer.fin && answer.len === 0;
}
