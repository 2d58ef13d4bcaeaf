/** A text in paragraphs: lines that run on without the end of a sentence are one. */

export interface Paragraph {
  readonly text: string;
  /** Its first line. */
  readonly line: number;
  /** A step of its own: numbered, or not below one. */
  readonly begins: boolean;
}

const ENDS_A_SENTENCE = /[。.；;：:！!?？」”）)*_|]\s*$/u;
const BEGINS_ANEW =
  /^\s*(?:[-*+•·>]\s|[(（]?\d{1,2}[.)）、．]|[①-⑳]|\*\*|第.{1,3}[次步]|步骤|[Ss]tep\s|#|[A-Z甲乙]\s*[:：]|\|)/u;
/** A number, or a heading: what stands below it belongs to it. */
const STEP =
  /^\s*(?:[-*+•]\s+)?(?:#{1,6}\s*)?(?:\*\*)?(?:[(（]?\d{1,2}[.)）、．]|[①-⑳]|第.{1,3}[次步]|步骤|[Ss]tep\s*\d|First|Then|Next|Second|Third|Finally)/u;
const BELOW = /^\s*(?:[-*+•·>]|[a-z][.)])\s|^\s{2,}/u;

export function paragraphsOf(lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: { text: string; readonly line: number; readonly begins: boolean }[] = [];
  let open: { text: string } | null = null;
  const steps = lines.some((line) => STEP.test(line));
  lines.forEach((line, at) => {
    const text = line.trim();
    if (/^(?:```|~~~|-{3,}|={3,})/.test(text) || /^[-=*_]{3,}$/.test(text)) {
      open = null;
      return;
    }
    if (open !== null && text !== "" && !BEGINS_ANEW.test(line)) {
      open.text += /[A-Za-z,]$/.test(open.text) ? ` ${text}` : text;
    } else {
      const begins =
        STEP.test(line) ||
        (!steps && text !== "" && !BELOW.test(line)) ||
        (steps && text !== "" && !BELOW.test(line) && /^#/.test(text));
      const paragraph = { text, line: at, begins };
      if (text !== "" || paragraphs.at(-1)?.text !== "") paragraphs.push(paragraph);
      open = paragraph;
    }
    if (text === "" || ENDS_A_SENTENCE.test(line)) open = null;
  });
  return paragraphs;
}
