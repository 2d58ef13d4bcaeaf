/** What the file of exercises is called that nobody has saved yet: by what is in it, for its copies outlive it. */

import { parse } from "../language/parser.js";
import { madeAgain } from "./random/again.js";

/** `fallback` where nothing in the text says more. */
export function unsavedName(text: string, fallback: string): string {
  const random = madeAgain(text)?.name;
  if (random !== undefined) return random;
  const exercise = parse(text).flows.find(({ kind }) => kind === "exercise");
  const name = fileNameOf(exercise?.header?.title?.value ?? "");
  return name === "" ? fallback : `${name}.tcpflow`;
}

/** What no file system minds: neither signs with a meaning in paths, nor dots and blanks at the ends. */
function fileNameOf(title: string): string {
  const plain = title.replace(/[\p{Cc}\p{Bidi_Control}<>:"/\\|?*]+/gu, " ").replace(/\s+/g, " ");
  const short = [...plain].slice(0, MOST_LETTERS).join("");
  const trimmed = short.replace(/^[\s.]+|[\s.]+$/g, "");
  return RESERVED.test(trimmed) ? "" : trimmed;
}

/** File systems allow 255 octets, and the ending comes on top; a Chinese letter takes three. */
const MOST_LETTERS = 60;

/** Names of devices in Windows, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
