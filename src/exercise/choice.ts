/**
 * `kind: choice`: a question with written options, for what no number can ask. Which option is right, and why the
 * others are not, is said under each option in the key: a template is read before it is answered.
 */

import type { Flow, Statement } from "../language/ast.js";
import { isOpenAnswer } from "../language/words.js";

export interface Choice {
  /** `A` */
  readonly name: string;
  readonly text: string;
  /** null where neither key nor template says so. */
  readonly right: boolean | null;
  /** Why it is right, or is not. */
  readonly reason: string | null;
}

/** The options of the question at this statement, an `answer:` line. */
export function choicesAt(flow: Flow, statement: number, key: Flow | null): readonly Choice[] {
  const place = flow.statements.slice(0, statement).filter(isAnswer).length;
  const own = questionsOf(flow)[place];
  if (own === undefined) return [];
  const keyed = key === null ? null : (questionsOf(key)[place] ?? null);
  const said = keyed?.options.some(({ verdict }) => verdict !== null) ? keyed : own;
  const chosen = keyed === null ? null : chosenOf(keyed.answer, keyed.options);
  const isKnown = chosen !== null || said.options.some(({ verdict }) => verdict === "right");
  return own.options.map(({ name, text }): Choice => {
    const other = said.options.find((one) => one.name === name);
    const right = isKnown ? name === chosen || other?.verdict === "right" : null;
    return { name, text, right, reason: other?.reason ?? null };
  });
}

/** The letter that an answer means, by itself or by what stands beside it; null where it means none. */
export function chosenOf(
  written: string,
  options: readonly { readonly name: string; readonly text: string }[],
): string | null {
  const [said, ...words] = [plain(written), ...written.split(/[\s:：.。、)）,，]+/).map(plain)];
  const named = options.find(({ name }) => plain(name) === said);
  const whole = options.find(({ text }) => plain(text) === said);
  const first = words.find((word) => word !== "" && word !== "OPTION" && word !== "选项");
  const begun = options.find(({ name, text }) => plain(name) === first && said?.endsWith(plain(text)));
  return (named ?? whole ?? begun)?.name ?? null;
}

/** `（ｂ）.` is B. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/^(?:OPTION|选项)\s*/, "")
    .replace(/[\s"“”「」'‘’()[\]{}.。、,:;!]+/g, "");
}

interface Question {
  readonly options: readonly Said[];
  readonly answer: string;
}

interface Said {
  readonly name: string;
  readonly text: string;
  readonly verdict: "right" | "wrong" | null;
  readonly reason: string | null;
}

function isAnswer({ type }: Statement): boolean {
  return type === "answer";
}

function questionsOf({ statements }: Flow): readonly Question[] {
  const questions: Question[] = [];
  let options: Said[] = [];
  for (const s of statements) {
    if (s.type === "option")
      options.push({ name: s.name.name, text: s.text.value, verdict: null, reason: null });
    else if (s.type === "right" || s.type === "wrong") {
      const last = options.pop();
      if (last !== undefined) options.push({ ...last, verdict: s.type, reason: s.text.value });
    } else if (s.type === "answer") {
      questions.push({ options, answer: isOpenAnswer(s.text.value) ? "" : s.text.value });
      options = [];
    }
  }
  return questions;
}
