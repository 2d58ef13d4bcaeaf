/** New letters for numbers that are known: right as numbers, but no answer. */

import { expressWith } from "../check/express.js";
import type { SymbolInfo } from "../check/trace.js";
import type { Span } from "../language/ast.js";
import type { Variant } from "./variant.js";

/**
 * Whether what stands in this span gives a name of its own to a number that the flow can express without. The
 * letters that the exercise itself uses are welcome.
 */
export function namesWhatIsKnown({ trace }: Variant, span: Span, base: Variant): boolean {
  const { symbols, numbers } = trace;
  const own = symbols.order.filter(
    (s) =>
      s.how === "solved" &&
      s.span.start >= span.start &&
      s.span.end <= span.end &&
      !base.trace.symbols.all.has(s.name),
  );
  return own.some((info) => {
    const others = symbols.order.filter((s) => s !== info && isFirm(s, info, span));
    const all = new Map(others.map((s) => [s.name, s]));
    const known = { all, order: others, lengthNames: symbols.lengthNames };
    return expressWith(numbers, known, info.value, info.step) !== null;
  });
}

function isFirm(other: SymbolInfo, info: SymbolInfo, span: Span): boolean {
  const inside = other.span.start >= span.start && other.span.end <= span.end;
  return !inside && other.step <= info.step;
}
