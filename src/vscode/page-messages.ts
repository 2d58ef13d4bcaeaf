/**
 * What comes from the page is looked at before it is believed. The page is ours, but it shows what others wrote:
 * should something in it ever speak in our name, it can ask for nothing that the page could not.
 */

import type { FromPage } from "../protocol/preview.js";

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

/** One entry for each message: the compiler asks for those that are new. */
const SHAPES: { readonly [Type in FromPage["type"]]: { readonly [field: string]: Check } } = {
  ready: {},
  reveal: { line: isWhole, focus: isBoolean },
  explain: { request: isWhole, id: isText },
  flow: { index: isWhole },
  toggle: { what: oneOf("states", "notes", "lock", "autonumber") },
  ask: { what: oneOf("numbers", "export", "graph") },
  copy: {},
  source: {},
  repair: { line: isWhole },
  step: { index: isWhole, played: isBoolean, request: isWhole },
  marked: { line: isWhole, request: isWhole },
  tell: { from: isWhole },
  paths: {},
  plot: {},
  sketched: { request: isWhole, part: isSketch },
  rastered: { request: isWhole, png: isOctetsOrNull, copied: isBoolean },
  graphDrawn: { request: isWhole, picture: isGraphOrNull },
  exportFailed: { request: isWhole, reason: isText },
};

/** The message, if it is one; null for anything else. Never throws. */
export function fromPage(value: unknown): FromPage | null {
  if (!isRecord(value) || typeof value["type"] !== "string") return null;
  if (!Object.hasOwn(SHAPES, value["type"])) return null;
  const shape = SHAPES[value["type"] as FromPage["type"]];
  const holds = Object.entries(shape).every(([field, check]) => check(value[field]));
  return holds ? (value as unknown as FromPage) : null;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value);
}

function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function oneOf(...words: readonly string[]): Check {
  return (value) => typeof value === "string" && words.includes(value);
}

function isOctetsOrNull(value: unknown): boolean {
  return value === null || value instanceof Uint8Array;
}

function isLength(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function listOf(shape: Readonly<Record<string, Check>>): Check {
  return (value) =>
    Array.isArray(value) &&
    value.every((one) => isRecord(one) && Object.entries(shape).every(([field, check]) => check(one[field])));
}

/** Its markup, too, is only ever written into a file, or drawn as an image. */
function isGraphOrNull(value: unknown): boolean {
  if (value === null) return true;
  return isRecord(value) && isText(value["svg"]) && isLength(value["width"]) && isLength(value["height"]);
}

/** `SketchPart`: markup is escaped by the page that drew it, and is only ever written into a file. */
function isSketch(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value["names"])) return false;
  const { blocks, height, left, lifeLines, names, paper, rows, width } = value;
  return (
    isWhole(blocks) &&
    [height, left, width].every(isLength) &&
    isText(paper) &&
    isRecord(names) &&
    isText(names["markup"]) &&
    isLength(names["height"]) &&
    listOf({ x: isLength, attributes: isText })(lifeLines) &&
    listOf({ top: isLength, bottom: isLength, markup: isText })(rows)
  );
}
