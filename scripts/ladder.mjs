// Turns ladders of real exchanges into flows: npm run ladder -- FILE.ladder.tsv…
// What tshark says of the frames is looked for beside them (FILE.A.tshark.tsv, FILE.B.tshark.tsv), and for options
// that it leaves out, the captures (FILE.A.pcap, FILE.B.pcap). The flow goes to standard output, the count of the
// states to standard error.

import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withOptions } from "./ladder-options.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ENDING = ".ladder.tsv";

const files = process.argv.slice(2);
if (files.length === 0 || files.some((file) => !file.endsWith(ENDING))) {
  console.error(`usage: npm run ladder -- FILE${ENDING}…`);
  process.exit(2);
}

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  format: "esm",
  logLevel: "warning",
  stdin: {
    contents: [
      'export { flowOfLadder } from "./src/convert/ladder/ladder.js";',
      'export { format } from "./src/language/format.js";',
    ].join("\n"),
    resolveDir: ROOT,
  },
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString("base64");
const { flowOfLadder, format } = await import(`data:text/javascript;base64,${code}`);

for (const file of files) {
  const stem = file.slice(0, -ENDING.length);
  const captures = { A: await listing(`${stem}.A`), B: await listing(`${stem}.B`) };
  const title = path.basename(stem).replaceAll("_", " ");
  const { text, sampled, claimed } = flowOfLadder(title, await readFile(file, "utf8"), captures);
  console.log(format(text).trimEnd());
  console.error(`${path.basename(file)}: ${claimed} of ${sampled} sampled states are claimed`);
}

async function listing(end) {
  const [list, pcap] = await Promise.all([existing(`${end}.tshark.tsv`), existing(`${end}.pcap`)]);
  return withOptions(list.toString("utf8"), pcap);
}

/** An end that saw no frame may have no files. */
async function existing(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
