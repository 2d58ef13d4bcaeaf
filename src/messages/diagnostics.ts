/** The sentences of every diagnostic, by its code. */

import { INFORMATION } from "./diagnostics/information.js";
import { NAMES } from "./diagnostics/names.js";
import { NUMBERS } from "./diagnostics/numbers.js";
import { OPTIONS } from "./diagnostics/options.js";
import { RULES } from "./diagnostics/rules.js";
import { STACKS } from "./diagnostics/stacks.js";
import { SYNTAX } from "./diagnostics/syntax.js";
import { WINDOWS } from "./diagnostics/windows.js";
import type { Both } from "./locale.js";

export type { Entry, SentenceLink, Wording } from "./diagnostics/entry.js";
export type { StackName } from "./diagnostics/stacks.js";

export const DIAGNOSTICS = {
  ...SYNTAX,
  ...NAMES,
  ...NUMBERS,
  ...OPTIONS,
  ...RULES,
  ...WINDOWS,
  ...INFORMATION,
  ...STACKS,
} as const;

/** What a related place says about the finding. */
export const RELATED: Readonly<
  Record<"counts" | "defined" | "became" | "answers" | "first" | "left" | "belongs", Both<string>>
> = {
  counts: { en: "the sequence numbers taken here have to be counted", zh: "要计入这里的序号" },
  defined: { en: "the letter was given its meaning here", zh: "字母在这里有了含义" },
  became: { en: "the letter turned out to be a number here", zh: "字母在这里确定为具体的数" },
  answers: { en: "this is the line it answers", zh: "所应答的是这一行" },
  left: { en: "the state was left here", zh: "在这里离开了该状态" },
  belongs: { en: "it belongs before this line", zh: "它应当在这一行之前" },
  first: { en: "it first appears here", zh: "第一次出现在这里" },
};
