// What the bundles owe to others: the notice and the licence of every package that esbuild has put into them.
// `npm run build` writes them to dist/ThirdPartyNotices.txt, which ships with the extension and the command line.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const NOTICES_FILE = "ThirdPartyNotices.txt";

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i;
const RULE = "-".repeat(78);

/** Folders of the packages that have a part in the outputs, from esbuild's metafiles and what is copied beside them. */
export function packagesIn(metafiles, copied = []) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(partsOf));
  return [...new Set([...inputs, ...copied].flatMap(packageFolder))].sort();
}

function partsOf({ inputs }) {
  return Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

function packageFolder(file) {
  const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file);
  return found === null ? [] : [found[0]];
}

/** The text of the notices. Throws where a package has no licence in it: what it owes is then to be found by hand. */
export function noticesOf(root, folders) {
  const known = new Map();
  const entries = folders.map((folder) => entryOf(path.join(root, folder), known));
  return `${[
    "TCPFlow contains parts of the following packages. Each is under its own licence, given here.",
    ...entries,
  ].join(`\n\n${RULE}\n\n`)}\n`;
}

/** `known`: terms that stand further up, and for whom. */
function entryOf(folder, known) {
  const { homepage, license, name, repository, version } = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8"),
  );
  const address = homepage ?? (typeof repository === "string" ? repository : repository?.url);
  const texts = licencesIn(folder);
  if (texts.length === 0) throw new Error(`${name} is in a bundle and has no licence file`);
  const title = [`${name} ${version}`, license === undefined ? [] : `(${license})`].flat().join(" ");
  const changes = CHANGED.get(name) ?? [];
  const told = texts.map((text) => withoutKnownTerms(text, name, known));
  return [title, ...(address === undefined ? [] : [address]), ...changes, "", told.join("\n\n")].join("\n");
}

/** What somebody with the rights that stand above it permits. */
const TERMS = /^Permission (?:is hereby granted|to use)[\s\S]*/m;

/** The rights of each package stand there; terms that are the same, word by word, stand there once. */
function withoutKnownTerms(text, name, known) {
  const terms = TERMS.exec(text)?.[0];
  if (terms === undefined) return text;
  const words = terms.replace(/\s+/g, " ").trim();
  const first = known.get(words);
  if (first === undefined) {
    known.set(words, name);
    return text;
  }
  return text.replace(
    terms,
    `The permission and the disclaimer are, word by word, those given above for ${first}.`,
  );
}

/** What CC-BY-4.0 asks for: that changes are said. */
const CHANGED = new Map([
  ["@vscode/codicons", ["The font and its style sheet are cut down to the icons that are used."]],
]);

/** Of its licence files; else what its readme says below that heading. */
function licencesIn(folder) {
  const read = (file) => readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  const files = readdirSync(folder);
  const licences = files.filter((file) => LICENSE_FILE.test(file)).sort();
  if (licences.length > 0) return licences.map(read);
  const readmes = files.filter((file) => /^readme/i.test(file));
  return readmes.flatMap((file) => /^#+ *licen[cs]e\n+([^#]+)/im.exec(read(file))?.[1]?.trim() ?? []);
}
