/** Why a line cannot be read, in codes: a sentence is made where it is shown. */

/**
 * Every way a line can fail to be read.
 * - `syntax-expected`: {expected: one of ExpectedWhat, found: the text there, "" at the end of the line, suggestion: "" or a near miss}
 * - `syntax-unknown-word`: a word that means nothing where it stands {word, expected: ExpectedWhat, suggestion}
 * - `syntax-duplicate-field`: the field is written twice {field}
 * - `syntax-number`: not a number this field can hold {text, field, max: largest value allowed}; where a value was forgotten, `text` is "" and `field` what it was to follow (`seq=`)
 * - `syntax-string`: the string does not end, or has an unknown escape {text, escape: "" or the escape}
 * - `syntax-field-as-symbol`: a field's name used as a symbol (`ack=Seq+1`) {word, field}
 * - `syntax-ladder`: an ASCII ladder or RFC figure line, to be converted {}
 * - `syntax-mermaid`: a line of a Mermaid diagram, to be converted {}
 * - `syntax-caption`: a caption that looks like fields and cannot be read as such; the line itself is read {text}
 * - `syntax-captured`: a line that a tool printed, to be converted {tool: one of CapturingTool}
 * - `syntax-prose`: a line of prose: make it a note {}
 * - `syntax-place`: the statement may not stand here (`answers` after the first line, `@TIME` on a declaration) {statement}
 */
export type SyntaxCode =
  | "syntax-expected"
  | "syntax-unknown-word"
  | "syntax-duplicate-field"
  | "syntax-number"
  | "syntax-string"
  | "syntax-field-as-symbol"
  | "syntax-ladder"
  | "syntax-mermaid"
  | "syntax-captured"
  | "syntax-prose"
  | "syntax-place"
  | "syntax-caption";

/** Whose text a line is. */
export type CapturingTool = "tcpdump" | "wireshark" | "packetdrill";

/** What a parser may have expected; a key of the message catalogue, not a sentence. */
export type ExpectedWhat =
  | "statement"
  | "endpoint"
  | "arrow"
  | "colon"
  | "segment"
  | "flag"
  | "field"
  | "value"
  | "exercise-kind"
  | "expression"
  | "integer"
  | "name"
  | "title"
  | "event"
  | "state"
  | "event-or-state"
  | "timer"
  | "time"
  | "attribute"
  | "id"
  | "end-of-line";
