/** What the preview page must do, step by step, each on a page of its own. */

import { ACCESSIBLE } from "./accessible.js";
import { DRAWING } from "./drawing.js";
import { GRAPH } from "./graph.js";
import { HANDS } from "./hands.js";
import { HOSTILE_STEPS } from "./hostile.js";
import { PANELS } from "./panels.js";
import { SIGHTS } from "./sights.js";
import { STAYING } from "./staying.js";
import type { Step } from "./support.js";

export const STEPS: readonly Step[] = [
  ...DRAWING,
  ...STAYING,
  ...PANELS,
  ...GRAPH,
  ...HANDS,
  ...HOSTILE_STEPS,
  ...SIGHTS,
  ...ACCESSIBLE,
];
