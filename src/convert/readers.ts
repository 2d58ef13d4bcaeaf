/** All readers. The order decides only between readings that are equally sure and understand as many lines. */

import { tcpdump } from "./dumps/tcpdump.js";
import type { Reader } from "./reader.js";

export const READERS: readonly Reader[] = [tcpdump];
