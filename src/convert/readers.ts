/** All readers. The order decides only between readings that are equally sure and understand as many lines. */

import { CHAIN } from "./drawings/chain.js";
import { FIGURE } from "./drawings/figure.js";
import { LADDER } from "./drawings/ladder.js";
import { LATEX } from "./drawings/latex.js";
import { MERMAID } from "./drawings/mermaid.js";
import { MSCGEN } from "./drawings/mscgen.js";
import { PLANTUML } from "./drawings/plantuml.js";
import { packetLines } from "./dumps/packet-lines.js";
import { packetTrees } from "./dumps/packet-trees.js";
import { SCAPY_SHOW } from "./dumps/scapy.js";
import { tcpdump } from "./dumps/tcpdump.js";
import { wiresharkDetails } from "./dumps/wireshark-details.js";
import { wiresharkGraph } from "./dumps/wireshark-graph.js";
import { wiresharkList } from "./dumps/wireshark-list.js";
import { DIALOGUE } from "./prose/dialogue.js";
import { LIST, PROSE } from "./prose/prose.js";
import type { Reader } from "./reader.js";
import { JSON_RECORDS } from "./records/json.js";
import { LOG } from "./records/log.js";
import { YAML } from "./records/yaml.js";
import { packetdrill } from "./scripts/packetdrill.js";
import { HTML_TABLE } from "./tables/html.js";
import { TABLE } from "./tables/table.js";

const DUMPS: readonly Reader[] = [
  tcpdump,
  packetdrill,
  wiresharkDetails,
  wiresharkList,
  wiresharkGraph,
  packetTrees,
  packetLines,
  SCAPY_SHOW,
];

export const READERS: readonly Reader[] = [
  ...DUMPS,
  MERMAID,
  PLANTUML,
  MSCGEN,
  LATEX,
  FIGURE,
  TABLE,
  HTML_TABLE,
  JSON_RECORDS,
  YAML,
  LOG,
  LADDER,
  CHAIN,
  DIALOGUE,
  LIST,
  PROSE,
];
