/** Of a legal text, each claim that could not be otherwise, made wrong alone, is one error on its line. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { wrongClaims } from "./claims.js";

const FOLDERS = ["../fixtures/flows", "../../examples/rfc9293"].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".tcpflow"))
    .map((name) => ({ name, file: path.join(folder, name) })),
);

/** A text of any use has more claims than this. */
const LEAST_CLAIMS = 20;

test("every figure of RFC 9293 that shows an exchange is there", () => {
  const figures = FILES.map(({ name }) => /^figure-(?<number>\d+)-/.exec(name)?.groups?.number);
  const numbers = figures.flatMap((number) => (number === undefined ? [] : [Number(number)]));
  expect(numbers.sort((a, b) => a - b)).toEqual([6, 7, 8, 9, 10, 11, 12, 13]);
});

describe.each(FILES)("$name", ({ file }) => {
  const legal = readFileSync(file, "utf8");

  test("is legal", () => {
    const grave = analyze(parse(legal)).findings.filter(
      (f) => f.severity === "error" || f.severity === "warning",
    );
    expect(grave.map((f) => [f.line, f.code])).toEqual([]);
  });

  test("each wrong claim is one error, on its line", () => {
    const claims = wrongClaims(parse(legal));
    expect(claims.length).toBeGreaterThan(LEAST_CLAIMS);
    const failures = claims.flatMap(({ text, line, what }) => {
      const errors = analyze(parse(text)).findings.filter((f) => f.severity === "error");
      const places = errors.map((f) => `${f.code} on ${f.line}`);
      return errors.length === 1 && errors[0]?.line === line
        ? []
        : [`line ${line}: ${what}: ${places.join(", ") || "not found"}`];
    });
    expect(failures).toEqual([]);
  });
});
