// The pictures of the READMEs, taken in a real VS Code: `node scripts/stills.mjs [NAME…]`, then look at them.
//   node scripts/stills.mjs exercise zh       only those with all of these words in their names
// ImageMagick's `convert` makes each small enough to be kept.

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { ROOT } from "./workspace.mjs";

const LARGEST = 200_000;
const COLOURS = "192";
const QUIET = [
  "--setting",
  "editor.minimap.enabled=false",
  "--setting",
  'window.menuBarVisibility="compact"',
];
const ALONE = ["--command", "View: Close Primary Side Bar"];

const FLOWS = { en: "media/stills/web-page.tcpflow", "zh-cn": "media/stills/网页.tcpflow" };

const tool = (name) => ["--click-preview", `[data-tool="${name}"]`];
const typed = (text) => ["--type", text, "--key", "Escape"];

/** By the name in `media/`: how large, of what, and how one comes there. */
const STILLS = {
  preview: (language) => ({
    file: FLOWS[language],
    size: "1340x760",
    steps: [...ALONE, "--preview", "--go", "13:1", ...tool("knowledge")],
  }),
  machine: (language) => ({
    file: FLOWS[language],
    size: "1180x760",
    steps: [...ALONE, "--preview", "--go", "22:1", ...tool("machine"), "--wait-preview", ".machine .token"],
  }),
  lessons: (language) => ({
    file: FLOWS[language],
    size: "1180x800",
    steps: [
      "--command",
      "View: Show TCPFlow",
      "--click",
      '.monaco-list-row:has-text("Fast Open")',
      "--wait-preview",
      "h1",
    ],
  }),
  exercise: (language) => ({
    file: `lessons/${language}/01-three-way-handshake.tcpflow`,
    size: "1180x660",
    steps: [
      ...ALONE,
      ...["--command", "TCPFlow: Start Exercise", "--wait", '.tab.active[data-resource-name*=".answer."]'],
      ...typed("x"),
      ...["--command", "TCPFlow: Next Blank", ...typed("x+1")],
      ...["--command", "TCPFlow: Next Blank", ...typed("y+1")],
      ...["--command", "TCPFlow: Next Blank", ...typed("x+2")],
      ...["--command", "TCPFlow: Check Answers", "--wait", ".notification-toast:visible"],
      ...["--hover", "11:27"],
    ],
  }),
};

/** Each in both themes; in Chinese those that the Chinese README shows. */
const ALL = Object.keys(STILLS).flatMap((name) =>
  (["preview", "exercise"].includes(name) ? ["en", "zh-cn"] : ["en"]).flatMap((language) =>
    ["light", "dark"].map((theme) => ({ language, name, theme })),
  ),
);

const words = process.argv.slice(2);
await build();
for (const { language, name, theme } of ALL) {
  const picture = [name, ...(language === "en" ? [] : ["zh"]), theme].join("-");
  if (!words.every((word) => picture.includes(word))) continue;
  const { file, size, steps } = STILLS[name](language);
  const out = path.join(ROOT, "media", `${picture}.png`);
  run(process.execPath, [
    ...["scripts/shot.mjs", out, file, "--no-build", "--theme", theme, "--size", size],
    ...["--setting", `tcpflow.language="${language}"`, ...QUIET, ...steps],
  ]);
  run("convert", [out, "+dither", "-colors", COLOURS, `PNG8:${out}`]);
  const octets = statSync(out).size;
  console.log(`${picture}.png: ${octets} octets${octets > LARGEST ? `, more than ${LARGEST}` : ""}`);
}

function run(program, args) {
  const { error, status } = spawnSync(program, args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  if (error !== undefined || status !== 0)
    throw new Error(`${program}: ${error?.message ?? `exit status ${status}`}`);
}
