/**
 * An exchange in words: every scene as a teacher would tell it, and as a screen reader reads it in place of the
 * picture. In an exercise only what is written is read out.
 */

import type { Analysis, Finding, FlowTrace, Step } from "../check/trace.js";
import { explainFinding } from "../explain/diagnostic.js";
import type { Local, Statement } from "../language/ast.js";
import { textAt } from "../language/at.js";
import { type Locale, pick } from "../messages/locale.js";
import { type Happening, narrativeTexts } from "../messages/narrative.js";
import { lineOf } from "../reading/hover/segment.js";
import { flagsText } from "../tcp/segment.js";
import { meaning, segmentAsNotation, segmentInWords } from "./narrative/segment.js";
import { statesAtBeginning, statesOfScene } from "./narrative/states.js";
import type { Told, ToldFinding } from "./narrative/told.js";
import { writtenScene } from "./narrative/written.js";
import { type Scene, scenes } from "./scenes.js";

/** `linesAbove`: of a flow within another file, how many of that file's lines stand above it. */
export function tell(
  analysis: Analysis,
  trace: FlowTrace,
  index: number,
  locale: Locale,
  linesAbove = 0,
): Told | null {
  const scene = scenes(trace)[index];
  if (scene === undefined) return null;
  if (trace.flow.kind === "exercise") return writtenScene(analysis, index, scene, locale, linesAbove);
  const { statement } = scene;
  const base = { scene: index, line: scene.line, chapter: scene.chapter };
  if (statement === null) return { ...base, ...beginning(trace, locale) };
  const steps = trace.steps.slice(scene.first, scene.last + 1);
  const { changes, still } = statesOfScene(trace, steps, locale);
  const told = {
    ...base,
    findings: findingsOf(analysis, scene, steps, locale, linesAbove),
    states: still,
  };
  const said = sayStatement({ analysis, trace, steps, linesAbove }, statement, locale);
  return {
    ...told,
    ...said,
    sentences: [...said.sentences, ...changes],
    wordsRepeat: statement.type === "segment",
  };
}

/** `count` scenes from `from` on. */
export function narrative(
  analysis: Analysis,
  trace: FlowTrace,
  from: number,
  count: number,
  locale: Locale,
  linesAbove = 0,
): readonly Told[] {
  const out: Told[] = [];
  for (let i = Math.max(0, from); i < from + count; i++) {
    const told = tell(analysis, trace, i, locale, linesAbove);
    if (told !== null) out.push(told);
  }
  return out;
}

type Said = Pick<Told, "title" | "words" | "sentences">;

function beginning(trace: FlowTrace, locale: Locale): Omit<Told, "scene" | "line" | "chapter"> {
  const texts = narrativeTexts(locale);
  const said = statesAtBeginning(trace, locale);
  return {
    title: texts.beginning,
    words: texts.beginning,
    wordsRepeat: true,
    sentences: said === "" ? [texts.nothingYet] : [said],
    states: "",
    findings: [],
  };
}

interface Telling {
  readonly analysis: Analysis;
  readonly trace: FlowTrace;
  readonly steps: readonly Step[];
  readonly linesAbove: number;
}

function sayStatement(
  { analysis, trace, steps, linesAbove }: Telling,
  statement: Statement,
  locale: Locale,
): Said {
  const texts = narrativeTexts(locale);
  const { text } = analysis.document;
  const source = text.slice(statement.span.start, statement.span.end);
  const plainly = (words: string, sentences: readonly string[] = []): Said => ({
    title: source,
    words,
    sentences,
  });
  const step = steps[0];
  switch (statement.type) {
    case "segment": {
      if (step === undefined || step.segment === null) return plainly(source, [texts.noEffect]);
      const place = { trace, step, segment: step.segment, linesAbove };
      const words = segmentInWords(place, text, locale);
      return { title: segmentAsNotation(place, text), words, sentences: meaning(place, locale) };
    }
    case "deliver": {
      const arriving = steps.flatMap((at) => arrivalsAt(trace, at));
      const said = arriving.map((sent) =>
        sent.segment === null
          ? ""
          : texts.arrives(
              flagsText(sent.segment.flags),
              sent.segment.from,
              sent.segment.to,
              lineOf(sent, linesAbove),
            ),
      );
      return said.length === 0
        ? plainly(texts.nothingArrives)
        : { title: source, words: textAt(said, 0), sentences: said.slice(1) };
    }
    case "local":
      return sayLocal(statement, source, locale);
    case "elision": {
      const { from, to } = statement;
      const said = statement.text === null ? null : statement.text.value;
      return plainly(
        from === null || to === null ? texts.elided(said) : texts.elidedOneWay(from.name, to.name, said),
      );
    }
    case "note": {
      const over = statement.over.map(({ name }) => name);
      const words = texts.note(over, statement.text.value);
      return { title: words, words, sentences: [] };
    }
    case "blank":
      return plainly(texts.blank);
    default:
      return plainly(texts.broken(lineOf(statement, linesAbove), source));
  }
}

function sayLocal({ subjects, what }: Local, source: string, locale: Locale): Said {
  const texts = narrativeTexts(locale);
  const names = subjects.map(({ name, peer }) => (peer === null ? name.name : `${name.name}(${peer.name})`));
  if (what.kind === "blank") return { title: source, words: texts.blank, sentences: [] };
  if (what.kind === "state")
    return { title: source, words: texts.claimed(names, what.to.state ?? "?"), sentences: [] };
  const happening: Happening = what.event === "timeout" ? what.timer : what.event;
  const said = names.map((name) => texts.event[happening](name));
  return { title: source, words: said[0] ?? source, sentences: said.slice(1) };
}

/** The segments that arrive with a step. */
function arrivalsAt(trace: FlowTrace, at: Step): Step[] {
  return trace.steps.filter(
    (step) => step.index <= at.index && step.segment?.arrivals.includes(at.index) === true,
  );
}

/** What the check has to say of the line; of a broken one why it could not be read. */
function findingsOf(
  analysis: Analysis,
  { statement, line }: Scene,
  steps: readonly Step[],
  locale: Locale,
  linesAbove: number,
): ToldFinding[] {
  const found: Finding[] =
    statement?.type === "broken"
      ? analysis.findings.filter((finding) => finding.line === line)
      : steps.flatMap((step) => step.findings);
  const texts = narrativeTexts(locale);
  return found
    .filter((finding) => finding.code !== "blank-answer" && finding.code !== "symbol-another-name")
    .map((finding): ToldFinding => {
      const { message, what } = explainFinding(finding, locale, linesAbove);
      if (finding.severity === "error") return { tone: "error", text: texts.error(message) };
      if (finding.severity === "warning") return { tone: "warning", text: texts.warning(message) };
      return { tone: "information", text: tidy(`${what}${pick(STOP, locale)}`) };
    });
}

const STOP = { en: ".", zh: "。" };

/** Between two Chinese characters there is no blank, whatever name or word was put in. */
function tidy(text: string): string {
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}
