/** The questions with written options, by topic. */

import type { Both } from "../locale.js";
import { CLOSE } from "./close.js";
import { DATA } from "./data.js";
import { HEADER } from "./header.js";
import { OPEN } from "./open.js";
import type { WrittenQuestion } from "./question.js";

export type { WrittenQuestion } from "./question.js";

const ALL = { ...OPEN, ...CLOSE, ...DATA, ...HEADER };

export const QUESTIONS: Readonly<Record<keyof typeof ALL, readonly Both<WrittenQuestion>[]>> = ALL;
