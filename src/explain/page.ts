/** The page on the diagnostics that ships with the extension, made out of the table of codes. */

import { CODES, type Code, type Severity } from "../check/codes.js";
import { DOCS, SEVERITIES } from "../messages/docs.js";
import { type Locale, pick } from "../messages/locale.js";
import {
  codeTitle,
  explainCode,
  rfcLink,
  rfcName,
  sourceOf,
  wiresharkDiffers,
  wiresharkName,
} from "./diagnostic.js";
import { EXAMPLES } from "./examples.js";

/** The whole page, as Markdown. */
export function diagnosticsDocument(locale: Locale): string {
  const text = pick(DOCS, locale);
  const codes = Object.keys(CODES) as Code[];
  const groups = SEVERITY_ORDER.map((severity) => {
    const members = codes.filter((code) => CODES[code].severity === severity);
    const entries = members.map((code) => `- [\`${code}\`](#${code}) ${codeTitle(code, locale)}`);
    return `**${pick(SEVERITIES[severity], locale)}**\n\n${entries.join("\n")}`;
  });
  const sections = codes.map((code) => section(code, locale));
  return `${[`# ${text.title}`, text.generated, text.intro, ...groups, ...sections].join("\n\n")}\n`;
}

const SEVERITY_ORDER: readonly Severity[] = ["error", "warning", "information", "hint"];

function section<C extends Code>(code: C, locale: Locale): string {
  const text = pick(DOCS, locale);
  const { severity } = CODES[code];
  const example = EXAMPLES[code];
  const rfc = sourceOf(code, example.args);
  const said = explainCode(code, example.args, locale);
  const source = rfc === null ? text.ownRule : `[${rfcName(rfc)}](${rfcLink(rfc)})`;
  return [
    `## \`${code}\``,
    `**${codeTitle(code, locale)}**`,
    [
      `- ${text.severity}${pick(SEVERITIES[severity], locale)}`,
      `- ${text.why}${sentence(said.why, locale)}`,
      `- ${text.source}${source}`,
      ...wireshark(code, locale),
    ].join("\n"),
    text.wrong[severity],
    ...[example, ...(example.more ?? [])].flatMap((shown) => [
      fence(shown.wrong),
      `> ${explainCode(code, shown.args, locale).message}`,
    ]),
    text.right[severity],
    fence(example.right),
  ].join("\n\n");
}

function wireshark(code: Code, locale: Locale): string[] {
  const text = pick(DOCS, locale);
  const name = wiresharkName(code, locale);
  const differs = wiresharkDiffers(code, locale);
  if (name === null && differs === null) return [];
  const said = differs === null ? "" : ` ${sentence(differs, locale)}`;
  return [
    `- ${text.wireshark}${sentence(name ?? text.wiresharkNone, locale)}${locale === "en" ? said : said.trim()}`,
  ];
}

function sentence(clause: string, locale: Locale): string {
  return locale === "en" ? `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.` : `${clause}。`;
}

/** Long examples are cut: what repeats itself teaches nothing more. */
const LONGEST_EXAMPLE = 20;

function fence(source: string): string {
  const all = source.trimEnd().split("\n");
  const shown = all.length > LONGEST_EXAMPLE ? [...all.slice(0, LONGEST_EXAMPLE), "# …"] : all;
  return `\`\`\`tcpflow\n${shown.join("\n")}\n\`\`\``;
}
