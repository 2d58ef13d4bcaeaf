/**
 * For every code an exchange that shows it, and the same put right. The docs print them, and a test
 * runs each: `wrong` gives that diagnostic, `right` nothing of its severity or worse.
 */

import type { Code } from "../check/codes.js";
import type { Example } from "./examples/example.js";
import { INFORMATION_EXAMPLES } from "./examples/information.js";
import { NUMBER_EXAMPLES } from "./examples/numbers.js";
import { RULE_EXAMPLES } from "./examples/rules.js";
import { STACK_EXAMPLES } from "./examples/stacks.js";
import { TEXT_EXAMPLES } from "./examples/text.js";
import { WINDOW_EXAMPLES } from "./examples/windows.js";

export const EXAMPLES: { readonly [C in Code]: Example<C> } = {
  ...TEXT_EXAMPLES,
  ...NUMBER_EXAMPLES,
  ...RULE_EXAMPLES,
  ...WINDOW_EXAMPLES,
  ...INFORMATION_EXAMPLES,
  ...STACK_EXAMPLES,
};
