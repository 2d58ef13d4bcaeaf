/** The words round a solved exercise that is explained. */

import { type Both, type Locale, pick } from "./locale.js";

interface WorkedTexts {
  readonly untitled: string;
  readonly exchange: string;
  readonly right: string;
  readonly wrong: string;
}

const TEXTS: Both<WorkedTexts> = {
  en: { untitled: "Exercise", exchange: "The exchange, step by step", right: "✓", wrong: "✗" },
  zh: { untitled: "练习", exchange: "整个交互过程，一步一步看", right: "✓", wrong: "✗" },
};

export function workedTexts(locale: Locale): WorkedTexts {
  return pick(TEXTS, locale);
}
