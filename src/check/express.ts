/** Numbers in the flow's own words: `x+1+n`, the constant last. */

import type { Num, Numbers } from "../tcp/number.js";
import { signed } from "../tcp/sequence.js";
import { isWrongAt } from "./expected.js";
import type { FlowTrace, Step, SymbolInfo, SymbolTable } from "./trace.js";

/** How many of the newest symbols are tried before giving up on a short form. */
const TRIED = 24;

/**
 * `n` as the flow would write it, with the symbols known at the step (default: all of them); null
 * where it depends on a number that nobody has written.
 */
export function express(flow: FlowTrace, n: Num, step: number = Number.POSITIVE_INFINITY): string | null {
  return expressWith(flow.numbers, flow.symbols, n, step, (info) => isNoName(flow, info, step));
}

/** As `express`; before anybody has named it, by the letter that will name it first. One number has one name at a step. */
export function inWords(flow: FlowTrace, n: Num, step: number): string | null {
  return express(flow, n, step) ?? byLaterLetter(flow, n, step) ?? express(flow, n);
}

function byLaterLetter(flow: FlowTrace, n: Num, step: number): string | null {
  const { numbers, symbols } = flow;
  const resolved = numbers.resolve(n);
  let tried = 0;
  for (const info of symbols.order) {
    if (info.kind !== "sequence" || info.step <= step || isNoName(flow, info, info.step)) continue;
    if (++tried > TRIED) return null;
    const text = sum(symbols, info.name, numbers.resolve(numbers.subtract(resolved, info.value)), false);
    if (text !== null) return text;
  }
  return null;
}

/** A letter in a claim that is wrong is no word for the number that belongs there. */
function isNoName({ steps }: FlowTrace, info: SymbolInfo, step: number): boolean {
  if (info.doubted === true) return true;
  const given = info.step === step ? steps[step] : undefined;
  return given !== undefined && isWrongAt(given, info.span);
}

/** A number as the flow writes it at a step; null where there is none, or the flow has no words for it. */
export function expressAt(
  trace: FlowTrace,
  n: Num | null | undefined,
  step: Pick<Step, "index">,
): string | null {
  return n === null || n === undefined ? null : express(trace, n, step.index);
}

/** What `isOut` are no names are used only where there is no other. */
export function expressWith(
  numbers: Numbers,
  symbols: SymbolTable,
  n: Num,
  step: number = Number.POSITIVE_INFINITY,
  isOut: (info: SymbolInfo) => boolean = ({ doubted }) => doubted === true,
): string | null {
  const resolved = numbers.resolve(n);
  if (resolved.terms === null) return String(resolved.constant);
  if (!numbers.hasBase(resolved)) {
    const own = sum(symbols, "", resolved, false);
    if (own !== null) return own;
  }
  let left = 0;
  const isIn = (info: SymbolInfo): boolean => {
    if (!isOut(info)) return true;
    left += 1;
    return false;
  };
  const words = (isName: (info: SymbolInfo) => boolean): string | null =>
    fromSymbols(numbers, symbols, resolved, { below: false, isName, step }) ??
    fromSymbols(numbers, symbols, resolved, { below: true, isName, step });
  return words(isIn) ?? (left > 0 ? words(() => true) : null);
}

function fromSymbols(
  numbers: Numbers,
  symbols: SymbolTable,
  n: Num,
  {
    below,
    isName,
    step,
  }: {
    /** Also `x-1`. */
    readonly below: boolean;
    readonly isName: (info: SymbolInfo) => boolean;
    readonly step: number;
  },
): string | null {
  const order = symbols.order;
  let tried = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    const info = order[i] as SymbolInfo;
    if (info.kind !== "sequence" || info.step > step) continue;
    if (++tried > TRIED && i > TRIED) {
      i = TRIED + 1;
      continue;
    }
    if (!isName(info)) continue;
    const text = sum(symbols, info.name, numbers.resolve(numbers.subtract(n, info.value)), below);
    if (text !== null) return text;
  }
  return null;
}

/** `name` plus a difference of named lengths and a constant; null where it is no such sum. */
function sum(symbols: SymbolTable, name: string, d: Num, below: boolean): string | null {
  // Behind a letter a large constant is a step back; alone it is a number of its own.
  const constant = name === "" ? d.constant : signed(d.constant);
  if (constant < 0 && !below) return null;
  let text = name;
  const terms = d.terms ?? [];
  for (let i = 0; i < terms.length; i += 2) {
    const length = symbols.lengthNames.get(terms[i] as number);
    let k = terms[i + 1] as number;
    if (length === undefined || (k < 0 && !below)) return null;
    for (; k > 0; k--) text += text === "" ? length : `+${length}`;
    for (; k < 0; k++) text += `-${length}`;
  }
  if (constant === 0 && text !== "") return text;
  if (text === "") return String(d.constant);
  return constant < 0 ? `${text}${constant}` : `${text}+${constant}`;
}
