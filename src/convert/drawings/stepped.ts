/** `Step2: Source (thread)  <--SYNACK  Destination`: rows with what is said beside the sender, and half of an arrow. */

const STEPPED =
  /^\s*(?<step>Step\s*\d+)\s*[:：.]\s*(?<left>\p{L}\w*)\s*(?:\((?<words>[^()]*)\))?\s+(?<head><?)-{2,}\s*(?<label>[A-Za-z][A-Za-z+]*)(?<end>-{2,}(?:>[xX]?|[xX]))?\s+(?<right>\p{L}\w*)\s*$/u;

/** The row as ladders have it, with the words behind it; another line as it is. */
export function steppedRow(line: string): string {
  const { step, left, words, head, label, end = "", right } = STEPPED.exec(line)?.groups ?? {};
  if (step === undefined || (head === "") === (end === "")) return line;
  const shaft = head === "<" ? `<--${label}--` : `--${label}--${/x$/i.test(end) ? "x->" : ">"}`;
  return `${left} ${shaft} ${right}  (${[step, words].filter(Boolean).join(": ")})`;
}

/** `|<-- SYN+ACK (seq=y,   |`, and below it `|   ack=x+1) --------|`: an arrow that was broken within its brackets. */
const OPENED = /^(?<before>[^|│]*[|│])(?<words>(?=[^|│]*[-=─]{2})[^|│]*\([^()|│]*)(?<behind>[|│].*)$/u;
const CLOSED = /^(?<before>[^|│]*[|│])(?<words>[^()|│]*\)[^|│]*[-=─]{2}[^|│]*)(?<behind>[|│].*)$/u;

/** Such arrows on their first lines, and bars alone on the second. */
export function withBroken(lines: readonly string[]): readonly string[] {
  const result = [...lines];
  for (let at = 1; at < lines.length; at++) {
    const above = OPENED.exec(lines[at - 1] ?? "")?.groups;
    const { before = "", words = "", behind = "" } = CLOSED.exec(lines[at] ?? "")?.groups ?? {};
    if (above === undefined || before === "") continue;
    result[at - 1] = `${above.before}${above.words?.trimEnd()} ${words.trim()}${above.behind}`;
    result[at] = `${before}${" ".repeat(words.length)}${behind}`;
  }
  return result;
}
