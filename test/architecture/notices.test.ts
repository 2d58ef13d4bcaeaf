import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { cli, SHIPPED, SMALL } from "../../esbuild.mjs";
import { NOTICES_FILE, noticesOf, packagesIn } from "../../scripts/notices.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CODICONS = "node_modules/@vscode/codicons/dist/codicon.ttf";

let metafiles: Metafile[] = [];
let written = "";

beforeAll(async () => {
  const results = await Promise.all(
    [...SHIPPED, cli].map((options) =>
      build({ ...(options as object), ...SMALL, metafile: true, write: false }),
    ),
  );
  metafiles = results.map(({ metafile }) => metafile);
  written = noticesOf(ROOT, packagesIn(metafiles, [CODICONS]));
});

test("every package in a bundle stands in the notices with its licence", () => {
  // Looked up in another way than the notices are made: by the package.json above each input.
  const owners = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap(ownerOf));
  const bundled = [...owners].filter((name) => hasCode(name));
  expect(bundled.length).toBeGreaterThan(25);
  expect(bundled.filter((name) => !written.includes(`\n${name} `))).toEqual([]);
  expect(written).toContain("@vscode/codicons");
  expect(written).toContain("Creative Commons Attribution 4.0 International");
});

test("a package that is bundled and not named would be seen", () => {
  const without = noticesOf(
    ROOT,
    packagesIn(metafiles, []).filter((folder) => !folder.endsWith("/dompurify")),
  );
  expect(without).not.toContain("\ndompurify ");
  expect(written).toContain("\ndompurify ");
});

test("terms that many packages share stand there once, and who holds the rights for each", () => {
  const rights = /^Copyright .+/gm;
  expect(written.match(rights)?.length).toBeGreaterThan(20);
  expect(written.split("Permission is hereby granted").length).toBeLessThan(8);
  for (const [, first] of written.matchAll(/those given above for (\S+)\.$/gm)) {
    const entry = written.split(`\n${first} `)[1]?.split("-".repeat(78))[0] ?? "";
    expect(entry).toMatch(/^Permission [\s\S]+(?:SOFTWARE|USE)/m);
  }
});

test("the notices go into the extension and beside the command line", () => {
  expect(readFileSync(path.join(ROOT, ".vscodeignore"), "utf8")).toContain(`!dist/${NOTICES_FILE}`);
});

function ownerOf(input: string): string[] {
  for (let folder = path.dirname(path.join(ROOT, input)); folder.length > ROOT.length; ) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, "utf8"));
      if (typeof name === "string") return [name];
    }
    folder = path.dirname(folder);
  }
  return [];
}

/** Of some packages nothing but empty files is left once the bundler has looked at what is used. */
function hasCode(name: string): boolean {
  return metafiles.some(({ outputs }) =>
    Object.values(outputs).some(({ inputs }) =>
      Object.entries(inputs).some(
        ([file, { bytesInOutput }]) => bytesInOutput > 0 && file.includes(`node_modules/${name}/`),
      ),
    ),
  );
}
