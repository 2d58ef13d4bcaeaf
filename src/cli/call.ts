/** A command as it is called, and how it ends. */

import type { Locale } from "../messages/locale.js";
import type { Host } from "./host.js";

/** 0: no error found; 1: errors found; 2: could not run. */
export type Status = 0 | 1 | 2;

/** What `--lang` takes, of whichever command. */
export const LANG = ["en", "zh-cn"];

/** What a command is called with, its options checked. */
export interface Invocation {
  readonly paths: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
  readonly locale: Locale;
  readonly host: Host;
}
