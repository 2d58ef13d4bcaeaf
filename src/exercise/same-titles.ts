import { parse } from "../language/parser.js";

/** Whether two files may be of the same exercises; a random one has its seed in its title. */
export function hasSameTitles(a: string, b: string): boolean {
  const titles = (text: string) => parse(text).flows.map(({ header }) => header?.title?.value ?? "");
  return JSON.stringify(titles(a)) === JSON.stringify(titles(b));
}
