/** The two languages in which everything is said, and how one of them is chosen. */

export type Locale = "en" | "zh-cn";

export const LOCALES: readonly Locale[] = ["en", "zh-cn"];

/** The same thing in both languages, side by side, so that neither can be forgotten. */
export interface Both<T> {
  readonly en: T;
  readonly zh: T;
}

export function pick<T>(both: Both<T>, locale: Locale): T {
  return locale === "zh-cn" ? both.zh : both.en;
}

/**
 * The language to speak: what the user set, else that of the host (`zh-cn`, `zh_CN.UTF-8`, `en-GB`).
 * There is one Chinese; readers of another script are nearer to it than to English.
 */
export function resolveLocale(setting: string, displayLanguage: string): Locale {
  const chosen = setting.toLowerCase();
  if (chosen === "en" || chosen === "zh-cn") return chosen;
  return /^zh\b|^zh[-_]/i.test(displayLanguage) ? "zh-cn" : "en";
}

/** `2 errors`, `1 error`: English counts its nouns, Chinese does not. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}
