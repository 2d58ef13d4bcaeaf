import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { SEVERITY_SETTING, severityNames, severityTexts } from "../../src/explain/setting.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const json = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), "utf8"));

const manifest = json("package.json");
const english: Record<string, string> = json("package.nls.json");
const chinese: Record<string, string> = json("package.nls.zh-cn.json");

/** Commands of VS Code itself on keys of ours: Enter and Tab in the list of proposals. */
const OF_VSCODE = ["type", "focusAndAcceptSuggestion", "type"];

describe("the texts of package.json", () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? "");

  test("are all there in English, and none is left over", () => {
    expect(Object.keys(english).sort()).toEqual([...new Set(used)].sort());
  });

  test("are all there in Chinese", () => {
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
  });

  test("are none of them empty, and those in Chinese are Chinese", () => {
    expect(Object.entries({ ...english }).filter(([, text]) => text.trim() === "")).toEqual([]);
    const notChinese = Object.entries(chinese).filter(([, text]) => !/\p{Script=Han}/u.test(text));
    expect(notChinese.map(([key]) => key)).toEqual(["displayName"]);
  });

  test("name the same codes and keywords in both languages", () => {
    const code = (text: string) => [...text.matchAll(/`[^`]+`/g)].map(String).sort();
    for (const key of Object.keys(english))
      expect(code(chinese[key] ?? "")).toEqual(code(english[key] ?? ""));
  });
});

test("the title of the view has room beside its buttons where the side bar is as wide as it comes", () => {
  // At 300 pixels with two buttons, "collapse all" and "more": measured in VS Code. A Chinese character is two wide.
  const ROOM = 18;
  const width = (text: string) => text.replace(/\p{Script=Han}/gu, "xx").length;
  for (const texts of [english, chinese])
    expect(width(`TCPFlow: ${texts["view.lessons"]}`)).toBeLessThanOrEqual(ROOM);
});

describe("what a marketplace shows", () => {
  /** https://code.visualstudio.com/api/references/extension-manifest: others are refused when an extension is published. */
  const CATEGORIES = [
    ..."Programming Languages|Snippets|Linters|Themes|Debuggers|Formatters|Keymaps|SCM Providers|Other".split(
      "|",
    ),
    ..."Extension Packs|Language Packs|Data Science|Machine Learning|Visualization|Notebooks|Education|Testing".split(
      "|",
    ),
  ];
  const MOST_KEYWORDS = 30;
  const LEAST_ICON = 128;

  test("is what it takes: known categories, few enough keywords, a picture that is large enough", () => {
    const { categories, galleryBanner, icon, keywords, pricing } = manifest;
    expect(categories.filter((one: string) => !CATEGORIES.includes(one))).toEqual([]);
    expect(new Set(keywords).size).toBe(keywords.length);
    expect(keywords.length).toBeLessThanOrEqual(MOST_KEYWORDS);
    expect(galleryBanner).toEqual({ color: expect.stringMatching(/^#[\da-f]{6}$/), theme: "dark" });
    expect(pricing).toBe("Free");
    // Width and height of a PNG stand in its first chunk.
    const [width = 0, height = 0] = [16, 20].map((at) =>
      readFileSync(path.join(ROOT, icon)).readUInt32BE(at),
    );
    expect([width, height].every((side) => side >= LEAST_ICON)).toBe(true);
  });

  test("leads to one repository", () => {
    const { bugs, homepage, repository } = manifest;
    const place = repository.url.replace(/\.git$/, "");
    expect([bugs.url, homepage]).toEqual([`${place}/issues`, `${place}#readme`]);
  });

  test("says that it works in folders that nobody trusts, and in virtual ones", () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    expect([untrustedWorkspaces.supported, virtualWorkspaces]).toEqual([true, true]);
  });
});

describe("the contributions of package.json", () => {
  const { commands, configuration, grammars, keybindings, languages, menus, walkthroughs } =
    manifest.contributes;
  const steps: Step[] = walkthroughs.flatMap(({ steps }: { steps: Step[] }) => steps);
  const adapters = sourcesOf("src/vscode");
  const ids: string[] = commands.map(({ command }: { command: string }) => command);

  test("name files that exist", () => {
    const ofFiles = languages.filter(({ extensions }: { extensions?: string[] }) => extensions !== undefined);
    const icons = ofFiles.flatMap(({ icon }: { icon: Record<string, string> }) => Object.values(icon));
    const files = [...ofFiles, ...grammars].map((entry) => entry.configuration ?? entry.path);
    const pictures = steps.map(({ media }) => media.svg);
    expect([...icons, ...files, ...pictures].filter((file) => !existsSync(path.join(ROOT, file)))).toEqual(
      [],
    );
  });

  test("put only commands that are declared into menus and on keys", () => {
    const placed = [...Object.values<{ command: string; alt?: string }[]>(menus).flat(), ...keybindings];
    const named = placed.flatMap(({ command, alt }) => (alt ? [command, alt] : [command]));
    expect(named.filter((id: string) => !ids.includes(id))).toEqual(OF_VSCODE);
  });

  test("have a walkthrough of at most five steps, each with something to do", () => {
    expect(steps.length).toBeLessThanOrEqual(5);
    for (const { description, completionEvents } of steps) {
      const linked = [english, chinese].map((texts) =>
        [...(texts[description.slice(1, -1)] ?? "").matchAll(/\(command:(?:toSide:)?([\w.]+)[^)]*\)/g)].map(
          (match) => match[1] ?? "",
        ),
      );
      expect(linked[0]).toEqual(linked[1]);
      expect(linked[0]?.filter((id) => !ids.includes(id))).toEqual([]);
      const done = completionEvents.map((event) => event.replace("onCommand:", ""));
      expect(linked[0]?.some((id) => done.includes(id))).toBe(true);
    }
  });

  test("begin every command and setting with the name of the extension", () => {
    const names = [...ids, ...Object.keys(configuration.properties)];
    expect(names.filter((name) => !name.startsWith("tcpflow."))).toEqual([]);
  });

  test("have code behind them, each command and each setting", () => {
    const settings = Object.keys(configuration.properties).map((name) => name.replace("tcpflow.", ""));
    expect([...ids, ...settings].filter((name) => !adapters.includes(`"${name}"`))).toEqual([]);
  });

  test("declare every command that the code registers", () => {
    const registered = [...adapters.matchAll(/registerCommand\(\s*"([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(registered.sort()).toEqual([...ids].sort());
  });
});

test("the setting of severities proposes every code, with what it is about (npm run docs)", () => {
  const setting = manifest.contributes.configuration.properties[SEVERITY_SETTING];
  expect(setting.propertyNames).toEqual(severityNames());
  expect(english).toMatchObject(severityTexts("en"));
  expect(chinese).toMatchObject(severityTexts("zh-cn"));
});

test("the oldest VS Code that is tested is the oldest that is supported", async () => {
  const { OLDEST } = await import("../../scripts/hosts/versions.mjs");
  const [major, minor] = OLDEST.vscode.split(".");
  expect(manifest.engines.vscode).toBe(`^${major}.${minor}.0`);
  expect(manifest.devDependencies["@types/vscode"]).toBe(`${major}.${minor}.0`);
});

interface Step {
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

function sourcesOf(folder: string): string {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts"));
  return sources.map((file) => readFileSync(path.join(ROOT, folder, file), "utf8")).join("\n");
}
