import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createRegistry } from "vscode-tmgrammar-test/dist/common/index.js";
import { parseGrammarTestCase, runGrammarTestCase } from "vscode-tmgrammar-test/dist/unit/index.js";

// The files say under each line what its parts are; `npx vscode-tmgrammar-test -g syntaxes/tcpflow.tmLanguage.json
// 'test/grammar/*.tcpflow'` shows failures in colour.
const FOLDER = "test/grammar";
const registry = createRegistry([
  {
    scopeName: "source.tcpflow",
    path: "syntaxes/tcpflow.tmLanguage.json",
    language: "tcpflow",
    embeddedLanguages: {},
    injectTo: [],
  } as never,
]);

describe("grammar", () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".tcpflow"))) {
    test(file, async () => {
      const cases = parseGrammarTestCase(readFileSync(path.join(FOLDER, file), "utf8"));
      const failures = await runGrammarTestCase(registry, cases);
      expect(failures).toEqual([]);
      expect(cases.assertions.length).toBeGreaterThan(5);
    });
  }
});

describe("fences in Markdown", () => {
  const grammar = JSON.parse(readFileSync("syntaxes/tcpflow.markdown.tmLanguage.json", "utf8"));
  const begin = new RegExp(grammar.repository.block.begin.replace("(?i:", "(?:").replace("|\\G", ""), "i");
  const cases: [string, boolean][] = [
    ["```tcpflow", true],
    ["~~~~ TCPFlow", true],
    ["```tcpflow title", true],
    ["```tcpflows", false],
    ["```ts", false],
    ["tcpflow", false],
  ];
  test.each(cases)("%s", (line, opens) => expect(begin.test(line)).toBe(opens));
});

describe("language configuration", () => {
  const configuration = JSON.parse(readFileSync("language-configuration.json", "utf8"));
  const word = new RegExp(configuration.wordPattern.pattern, `g${configuration.wordPattern.flags}`);
  const cases: [string, string[]][] = [
    ["C -> S: SYN+ACK seq=x+1", ["C", "S", "SYN", "ACK", "seq", "x", "1"]],
    ["C: SYN-SENT -> fin-wait-1", ["C", "SYN-SENT", "fin-wait-1"]],
    ["客户端 -> 服务器: ack=y-1 len=0x1F", ["客户端", "服务器", "ack", "y", "1", "len", "0x1F"]],
    ["@12.5ms C: timeout 2msl", ["12.5ms", "C", "timeout", "2msl"]],
  ];
  test.each(cases)("words of %s", (line, words) => expect(line.match(word)).toEqual(words));
});
