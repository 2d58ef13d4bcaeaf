/** Foreign words where our language takes free text: notes, captions, comments. */

/** In one line; a `#` behind a blank would begin a comment. */
export function freeText(words: string): string {
  return words
    .replace(/\s+/gu, " ")
    .replace(/(^| )#/gu, "$1＃")
    .trim();
}

/** A comment; empty words give an empty line. */
export function commentText(words: string): string {
  const text = words.replace(/[\r\n\u0085\u2028\u2029]+/gu, " ").trimEnd();
  if (text.trim() === "") return "";
  return text.trimStart().startsWith("#") ? text.trimStart() : `# ${text}`;
}

const FIELD = /(?:^|[\s,;])(?:seq|ack|len|win|urg|mss|wscale|ts|sack|tfo)[\s:]*[\d?]/iu;

/** Whether words can stand in brackets without being taken for fields, or ending them. */
export function isPlainCaption(words: string): boolean {
  return (
    words !== "" && !FIELD.test(words) && !/[()（）=＝#＃\r\n]/u.test(words) && !/^[\w+-]*$/u.test(words)
  );
}
