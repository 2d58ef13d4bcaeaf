/** All readers. The order decides only between readings that are equally sure and understand as many lines. */

import { FIGURE } from "./drawings/figure.js";
import { LADDER } from "./drawings/ladder.js";
import { MERMAID } from "./drawings/mermaid.js";
import { PLANTUML } from "./drawings/plantuml.js";
import { tcpdump } from "./dumps/tcpdump.js";
import { LIST, PROSE } from "./prose/prose.js";
import type { Reader } from "./reader.js";
import { TABLE } from "./tables/table.js";

export const READERS: readonly Reader[] = [tcpdump, MERMAID, PLANTUML, FIGURE, TABLE, LADDER, LIST, PROSE];
