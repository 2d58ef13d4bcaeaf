import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { expectedIn, foundIn } from "./expectations.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Their first flow is for a newcomer to type, so it has no comment; the words below it say what is wrong. */
const FIRST_STEPS = ["README.md", "README.zh-cn.md", "README.installed.md"];
const WITH_BLOCKS = ["docs/language.md", "docs/language.zh-cn.md", "docs/notes.md", "docs/notes.zh-cn.md"];
const DOCUMENTS = [...FIRST_STEPS, ...WITH_BLOCKS, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

describe.each(WITH_BLOCKS)("the flows in %s", (file) => {
  const blocks = blocksOf(file);

  test("are there", () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  test.each(blocks)("number %# is as right and as wrong as it says", (source) => {
    expect(foundIn(analyze(parse(source)), ["error", "warning"])).toEqual(expectedIn(source));
  });
});

test.each(FIRST_STEPS)("the flow in %s has the one mistake of which it speaks", (file) => {
  const found = blocksOf(file).map((source) => foundIn(analyze(parse(source)), ["error", "warning"]));
  expect(new Set(found.map(String))).toEqual(new Set(["2: error ack-behind"]));
});

function blocksOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  return [...text.matchAll(/^```tcpflow\n(?<source>.*?)^```$/gms)].map((m) => m.groups?.source ?? "");
}

describe.each(DOCUMENTS)("the links in %s", (file) => {
  const text = readFileSync(path.join(ROOT, file), "utf8");

  test("lead to files that are there", () => {
    const targets = [...text.matchAll(/\]\((?<target>[^)\s#]+)[^)]*\)|\b(?:src|srcset)="(?<source>[^"]+)"/g)]
      .map((m) => m.groups?.target ?? m.groups?.source ?? "")
      .filter((target) => !/^https?:/.test(target));
    const missing = targets.filter((target) => !existsSync(path.resolve(ROOT, path.dirname(file), target)));
    expect(missing).toEqual([]);
  });

  test("lead to headings that are there", () => {
    const headings = new Set(
      [...text.matchAll(/^#+ (?<title>.+)$/gm)].map((m) => slug(m.groups?.title ?? "")),
    );
    const anchors = [...text.matchAll(/\]\(#(?<anchor>[^)]+)\)/g)].map((m) => m.groups?.anchor ?? "");
    expect(anchors.filter((anchor) => !headings.has(anchor))).toEqual([]);
  });
});

describe.each(FIRST_STEPS)("the commands in %s", (file) => {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const titles = (nls: string): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(path.join(ROOT, nls), "utf8"));
  const [english, chinese] = [titles("package.nls.json"), titles("package.nls.zh-cn.json")];
  const named = [...text.matchAll(/`TCPFlow: (?<title>[^`]+)`/g)].map((m) => m.groups?.title ?? "");

  test("are called that in the palette", () => {
    const known = new Set([english, chinese].flatMap((all) => Object.values(all)));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((title) => !known.has(title))).toEqual([]);
  });

  test("have their English name beside the Chinese one, for a VS Code that speaks English", () => {
    const lonely = Object.entries(chinese).filter(
      ([key, title]) => named.includes(title) && !named.includes(english[key] ?? ""),
    );
    expect(lonely).toEqual([]);
  });
});

test.each(["README.md", "README.zh-cn.md"])("the table of settings in %s names every setting", (file) => {
  const rows = readFileSync(path.join(ROOT, file), "utf8").match(/^\| `tcpflow\..*$/gm) ?? [];
  const named = rows.flatMap((row) =>
    [...row.matchAll(/`(tcpflow\.[\w.]+)`/g)].map((match) => match[1] ?? ""),
  );
  const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  expect(named.sort()).toEqual(Object.keys(manifest.contributes.configuration.properties).sort());
});

test.each(["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"])(
  "the files named in %s are there",
  (file) => {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    const named = [...text.matchAll(/`(?<name>(?:[\w-]+\/)*\w[\w.-]*\.(?:ts|mjs|json))`/g)].map(
      (m) => m.groups?.name ?? "",
    );
    const all = ["src", "test", "scripts", "lessons", "bench"].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { encoding: "utf8", recursive: true }).map((one) =>
        path.posix.join(folder, one.replaceAll(path.sep, "/")),
      ),
    );
    const known = [...all, ...readdirSync(ROOT)];
    const missing = named.filter((name) => !known.some((one) => one === name || one.endsWith(`/${name}`)));
    expect(named.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  },
);

/** A star that closes nothing, for want of a blank behind Chinese punctuation, is shown as a star. */
test.each(allPages())("no mark of emphasis is left in %s", (file) => {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const inline = new MarkdownIt({ html: true }).parse(text, {}).flatMap(({ children }) => children ?? []);
  const words = inline.filter(({ type }) => type === "text").map(({ content }) => content);
  expect(words.filter((one) => one.includes("*"))).toEqual([]);
});

/** Whatever of ours is read as Markdown. */
function allPages(): string[] {
  const below = (folder: string) =>
    readdirSync(path.join(ROOT, folder), { encoding: "utf8", recursive: true }).map((name) =>
      path.posix.join(folder, name.replaceAll(path.sep, "/")),
    );
  const all = [...readdirSync(ROOT), ...["docs", "examples", "lessons", "media"].flatMap(below)];
  return all.filter((name) => name.endsWith(".md"));
}

/** As GitHub and VS Code make an anchor of a heading. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}
