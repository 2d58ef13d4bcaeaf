/** Fixes of names: endpoints and the ids of segments in flight. */

import type { Segment } from "../../language/ast.js";
import { replace } from "../../language/edits.js";
import { insertAfter, insertBefore, removeLines } from "../../language/line-edits.js";
import { alternative, type Draft, type Drafters, type FixSite, repair, safe } from "./draft.js";
import { flagsOf, writeArrow } from "./segment.js";

export const NAME_FIXES: Drafters = {
  "endpoint-unknown": (p) => [...declaredAs(p), ...declareIt(p)],
  "endpoint-self": (p) => otherEnd(p),
  "endpoint-twice": (p) => [repair((t) => t.removeLine, removeLines(p.analysis.document, p.finding.line))],
  "role-reversed": otherRoles,
  "id-unknown": (p) => knownIds(p),
  "id-twice": (p) => newId(p),
  "deliver-lost": (p) => keepInFlight(p),
  "deliver-nothing": (p) => [
    ...lastInFlight(p),
    alternative((t) => t.removeLine, removeLines(p.analysis.document, p.finding.line)),
  ],
};

function otherRoles({ flow, finding }: FixSite<"role-reversed">): readonly Draft[] {
  const { server, client } = finding.args;
  const edits = flow.statements.flatMap((s) => {
    if (s.type !== "endpoint" || (s.name.name !== server && s.name.name !== client)) return [];
    const { start } = s.span;
    return [replace({ start, end: start + s.role.length }, s.name.name === server ? "client" : "server")];
  });
  return [repair((t) => t.write(`client ${server}, server ${client}`), ...edits)];
}

/** The name meant, by its spelling or by the label of a declaration. */
function declaredAs({ finding, trace }: FixSite<"endpoint-unknown">): readonly Draft[] {
  const { suggestion, name } = finding.args;
  const labelled = trace.endpoints.filter(({ label }) => label?.includes(name)).map((e) => e.name);
  const names = [...new Set([suggestion, ...labelled])].filter((n) => n !== "");
  return names.map((n) => safe((t) => t.write(n), replace(finding.span, n)));
}

function declareIt({ finding, flow, analysis }: FixSite<"endpoint-unknown">): readonly Draft[] {
  const { name } = finding.args;
  const line = `${roleOf(name, flow.statements)} ${name}`;
  const last = flow.statements.findLast(({ type }) => type === "endpoint");
  const { document } = analysis;
  const edit =
    last === undefined
      ? insertBefore(document, flow.statements[0]?.line ?? finding.line, line)
      : insertAfter(document, last.line, line);
  return [repair((t) => t.declare(line), edit)];
}

/** Whoever sends a SYN without ACK is a client, whoever is sent one a server (rule 5). */
function roleOf(name: string, statements: FixSite["flow"]["statements"]): "client" | "server" | "peer" {
  const syns = statements.filter(
    (s): s is Segment => s.type === "segment" && flagsOf(s).includes("SYN") && !flagsOf(s).includes("ACK"),
  );
  const opens = syns.some(({ from }) => from.name === name);
  const opened = syns.some(({ to }) => to.name === name);
  if (opens === opened) return "peer";
  return opens ? "client" : "server";
}

function otherEnd({ finding, trace, segment }: FixSite<"endpoint-self">): readonly Draft[] {
  const others = trace.endpoints.map((e) => e.name).filter((name) => name !== finding.args.name);
  const known = others.length > 0 ? others : [finding.args.name === "S" ? "C" : "S"];
  return known.map((name) => repair((t) => t.write(name), replace(segment?.to.span ?? finding.span, name)));
}

function knownIds({ finding, flow }: FixSite<"id-unknown">): readonly Draft[] {
  const { suggestion } = finding.args;
  const ids = flow.statements.flatMap((s) =>
    s.type === "segment" && s.line < finding.line && s.id !== null ? [s.id.name] : [],
  );
  const names = [...new Set([suggestion, ...ids.reverse()])].filter((n) => n !== "");
  return names.map((name, at) =>
    (at === 0 && suggestion !== "" ? safe : repair)((t) => t.write(name), replace(finding.span, name)),
  );
}

function newId({ finding, flow }: FixSite<"id-twice">): readonly Draft[] {
  const used = new Set(
    flow.statements.flatMap((s) => (s.type === "segment" && s.id !== null ? [s.id.name] : [])),
  );
  let number = 2;
  while (used.has(`${finding.args.id}${number}`)) number++;
  const name = `${finding.args.id}${number}`;
  return [repair((t) => t.write(name), replace(finding.span, name))];
}

function keepInFlight({ finding, flow }: FixSite<"deliver-lost">): readonly Draft[] {
  return flow.statements.flatMap((s) =>
    s.type === "segment" && s.id?.name === finding.args.id && s.arrow.kind === "-x"
      ? [repair((t) => t.staysInFlight, writeArrow(s, "~>"))]
      : [],
  );
}

function lastInFlight({ finding, flow }: FixSite): readonly Draft[] {
  const last = flow.statements.findLast(
    (s) => s.type === "segment" && s.line < finding.line && s.arrow.kind === "->",
  );
  return last?.type === "segment" ? [repair((t) => t.staysInFlight, writeArrow(last, "~>"))] : [];
}
