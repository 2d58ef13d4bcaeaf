/** What a few words say of one segment: `SYN+ACK（seq=y，ack=x+1，第二次握手）`, `[P.] seq 1:101`, `SYN=1 丢失`. */

import type { FlagName } from "../../language/ast.js";
import { TCPDUMP_FLAGS } from "../../language/notation-table.js";
import { flagsOf } from "../dumps/field-rows.js";
import {
  ACK_NUMBER,
  AGAIN,
  AMOUNT,
  BESIDE_SEQ,
  BIT,
  BITS,
  BLANK,
  BRACKETED_LETTERS,
  CHANGED,
  CHOSEN_NUMBER,
  calledIn,
  DATA,
  DATA_ONLY,
  ENTERED,
  FIELD_PATTERNS,
  FLAG_LIST,
  FLAG_NUMBER,
  FORMULA,
  GROUPED_FIELD,
  JOINED_NUMBER,
  KEYED_FLAGS,
  LEFT_OVER,
  LONE_NUMBER,
  LONE_PAIR,
  LOST,
  NOT_LOST,
  NOUNS,
  OLD_RANGE,
  OPTION_PATTERNS,
  OTHER_BITS,
  PAYLOAD,
  PUT_IN,
  RANGE,
  SHORT_FIELD,
  TWO_NUMBERS,
  unwrapped,
} from "./patterns.js";
import { type NamedState, namedStates } from "./states.js";
import { plainText, trimmedWords } from "./text.js";

export interface SaidSegment {
  readonly flags: readonly FlagName[];
  readonly cleared: readonly FlagName[];
  /** The flags are asked for: `?, seq=100`. */
  readonly blank: boolean;
  readonly seq: string | null;
  readonly ack: string | null;
  readonly len: string | null;
  readonly win: string | null;
  /** The data itself: `data='C'`. */
  readonly payload: string | null;
  readonly options: readonly string[];
  /** Fields whose value is none: `ack=对方的seq+1`. */
  readonly unread: readonly string[];
  /** States that are named beside. */
  readonly states: readonly NamedState[];
  /** What else is said. */
  readonly words: string;
  /** All of it, as it stands. */
  readonly source: string;
  readonly lost: boolean;
  readonly again: boolean;
  /** It speaks of data, without flags or numbers. */
  readonly data: boolean;
  /** It says where data begins, and not how long it is. */
  readonly unsaid: boolean;
}

/** Whether anything of a segment is said. */
export function isSegment(said: SaidSegment): boolean {
  return (
    said.flags.length > 0 ||
    said.blank ||
    said.cleared.length > 0 ||
    hasNumbers(said) ||
    said.unread.length > 0
  );
}

export function hasNumbers({ seq, ack, len, payload }: SaidSegment): boolean {
  return seq !== null || ack !== null || len !== null || payload !== null;
}

/** Reads the words; never throws. */
export function saidIn(words: string): SaidSegment {
  const draft = new Draft(unwrapped(plainText(words)).slice(0, LONGEST));
  draft.takePayload();
  draft.takeStates();
  draft.takeBlank();
  draft.takeLetters();
  draft.takeKeyedFlags();
  draft.takeOptions();
  draft.takeRanges();
  draft.takeTwoNumbers();
  draft.takeUnclear();
  draft.takeFormulas();
  draft.takeBits();
  draft.takeFields();
  draft.takeFlagNumbers();
  draft.takeFlags();
  draft.takeShortFields();
  draft.takeAmounts();
  return draft.said(words);
}

/** More than this is no label and no clause. */
const LONGEST = 400;

/** ACK last, as everybody says it: SYN+ACK, FIN+ACK. */
const ORDER: readonly FlagName[] = ["SYN", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NS", "ACK"];
/** Stands where something was taken out. */
const TAKEN = " \ue000 ";

class Draft {
  private text: string;
  private readonly flags = new Set<FlagName>();
  private readonly bits = new Set<FlagName>();
  private readonly cleared = new Set<FlagName>();
  private readonly fields = new Map<string, string>();
  private readonly options: string[] = [];
  private readonly unread: string[] = [];
  private states: readonly NamedState[] = [];
  private blank = false;
  private payload: string | null = null;

  constructor(text: string) {
    this.text = text;
  }

  private take(
    pattern: RegExp,
    read: (groups: Readonly<Record<string, string>>, all: string) => boolean,
  ): void {
    pattern.lastIndex = 0;
    this.text = this.text.replace(pattern, (all: string, ...rest: unknown[]) => {
      const groups = rest.at(-1);
      const found = typeof groups === "object" && groups !== null ? (groups as Record<string, string>) : {};
      return read(found, all) ? TAKEN : all;
    });
  }

  /** Where a length is said as well, that counts, and the data stays among the words. */
  takePayload(): void {
    const [, length] = FIELD_PATTERNS.find(([field]) => field === "len") ?? [];
    if (length !== undefined && this.text.search(length) >= 0) return;
    this.take(PAYLOAD, ({ content = "" }) => {
      if (this.payload !== null) return false;
      this.payload = content;
      return true;
    });
  }

  takeStates(): void {
    this.states = namedStates(this.text);
    for (const { index, end } of this.states) {
      const blank = "\ue001".repeat(end - index);
      this.text = this.text.slice(0, index) + blank + this.text.slice(end);
    }
  }

  takeBlank(): void {
    this.take(BLANK, () => {
      this.blank = true;
      return true;
    });
  }

  takeLetters(): void {
    this.take(BRACKETED_LETTERS, ({ letters = "" }) => {
      const flags = [...letters].map((letter) => TCPDUMP_FLAGS.get(letter.toUpperCase()));
      if (flags.length === 0 || (flags.length > 1 && letters !== letters.toUpperCase())) return false;
      for (const flag of flags) if (flag !== undefined) this.flags.add(flag);
      return true;
    });
  }

  takeKeyedFlags(): void {
    this.take(KEYED_FLAGS, ({ bits = "", letters = "" }) => {
      const flags = flagsOf(bits, letters.replace(/W/g, "C").replace(/\./g, "A")) ?? [];
      for (const flag of flags) this.flags.add(flag);
      return flags.length > 0;
    });
  }

  takeOptions(): void {
    for (const [pattern, write] of OPTION_PATTERNS)
      this.take(pattern, (groups) => {
        const option = write(groups);
        if (option !== null) this.options.push(option);
        return option !== null;
      });
  }

  takeRanges(): void {
    const read = ({ from = "", to = "", sign = ":", len }: Readonly<Record<string, string | undefined>>) => {
      const octets = Number(to) - Number(from) + (sign === ":" ? 0 : 1);
      if (octets <= 0 || this.fields.has("seq")) return octets === 0 && len === "0" && this.give("seq", from);
      this.give("seq", from);
      this.give("len", len ?? String(octets));
      return true;
    };
    this.take(RANGE, read);
    this.take(OLD_RANGE, read);
  }

  takeTwoNumbers(): void {
    this.take(JOINED_NUMBER, ({ flags = "", seq = "", ack }) => {
      this.addFlags(flags);
      return this.give("seq", seq) && (ack === undefined || this.give("ack", ack));
    });
    this.take(TWO_NUMBERS, ({ flags = "", seq = "", ack = "" }) => {
      if (!/ACK/i.test(flags) || this.fields.size > 0) return false;
      this.addFlags(flags);
      return this.give("seq", seq) && this.give("ack", ack);
    });
  }

  /** Numbers that could be read in two ways stand as they are, as a visible problem. */
  takeUnclear(): void {
    this.take(GROUPED_FIELD, (_, all) => {
      this.unread.push(all.trim());
      return true;
    });
    if (
      this.fields.size > 0 ||
      FIELD_PATTERNS.some(([field, one]) => field === "seq" && this.text.search(one) >= 0)
    )
      return;
    for (const pattern of [LONE_NUMBER, LONE_PAIR])
      this.take(pattern, ({ flags = "", numbers = "" }) => {
        this.addFlags(flags);
        this.unread.push(numbers.replace(/#/g, ""));
        return true;
      });
  }

  takeFormulas(): void {
    this.take(FORMULA, ({ key = "", formula = "", sum }, all) => {
      const field = /^(?:ack|确认|应答)/i.test(key) ? "ack" : "seq";
      if (field === "ack" && /^ACK/.test(key)) this.flags.add("ACK");
      if (sum !== undefined) return this.give(field, sum);
      this.unread.push(all.includes("=") ? all.trim() : `${field}=${formula.trim()}`);
      return true;
    });
  }

  takeBits(): void {
    const numbers = [...this.text.matchAll(FIELD_PATTERNS[0]?.[1] ?? /$^/g)].length;
    const acks = numbers + this.unread.filter((one) => /^(?:ack|确认|应答)/i.test(one)).length;
    this.take(BITS, ({ flags = "" }) => {
      for (const flag of flags.match(/[A-Za-z]{3}/g) ?? [])
        if (flag.toLowerCase() !== "and") this.bits.add(flag.toUpperCase() as FlagName);
      return true;
    });
    // Beside `syn=1` it is a bit, as that is.
    const smallBits = /(?<![A-Za-z])(?:syn|fin)\s*=\s*1(?![\w.]|\s*\+)/.test(this.text);
    // `SYN, ACK (SEQ=0, ACK=1)`: the flags are named, and no other bit is.
    const beside = BESIDE_SEQ.test(this.text) && this.bits.size === 0 && !OTHER_BITS.test(this.text);
    this.take(BIT, ({ flag = "", bit = "" }) => {
      const name = (flag.toLowerCase() === "find" ? "FIN" : flag.toUpperCase()) as FlagName;
      // `ack=1` is the number, unless another one is given.
      if (flag === "ack" && acks < 2 && !smallBits) return false;
      if (flag === "Ack" || (flag === "ACK" && bit === "1" && acks < 2 && beside)) return false;
      if (bit === "1") this.bits.add(name);
      else this.cleared.add(name);
      return true;
    });
  }

  takeFields(): void {
    this.take(PUT_IN, ({ key, field = "", value, said = "" }) =>
      this.give(/^(?:ack|确认)/iu.test(key ?? field) ? "ack" : "seq", value ?? said),
    );
    this.take(CHOSEN_NUMBER, ({ value = "" }) => this.give("seq", value));
    for (const [field, pattern] of FIELD_PATTERNS)
      this.take(pattern, ({ key = "", value, said, bare }) => {
        const given = value ?? said ?? bare ?? "";
        if (field === "len" && bare !== undefined && !/len|长度/i.test(key)) return false;
        if (key === "ACK") this.flags.add("ACK");
        return this.give(field, given);
      });
  }

  takeFlagNumbers(): void {
    this.take(FLAG_NUMBER, ({ flag = "", value, inside, bare }) => {
      if (bare !== undefined && flag !== flag.toUpperCase()) return false;
      this.flags.add(flag.toUpperCase() as FlagName);
      return this.give("seq", value ?? inside ?? bare ?? "");
    });
    this.take(ACK_NUMBER, ({ inside = "" }) => {
      this.flags.add("ACK");
      return this.give("ack", inside);
    });
  }

  takeFlags(): void {
    this.take(FLAG_LIST, (_, all) => {
      this.addFlags(all);
      return true;
    });
    this.take(/(?<![A-Za-z])RESET(?![A-Za-z])/g, () => {
      this.flags.add("RST");
      return true;
    });
  }

  takeShortFields(): void {
    if (this.flags.size + this.bits.size === 0) return;
    this.take(SHORT_FIELD, ({ key = "", value = "" }) =>
      this.give(key.toLowerCase().startsWith("s") ? "seq" : "ack", value),
    );
  }

  private addFlags(words: string): void {
    for (const flag of ORDER) if (words.toUpperCase().includes(flag)) this.flags.add(flag);
  }

  takeAmounts(): void {
    this.take(AMOUNT, ({ n = "" }) => !this.fields.has("len") && this.give("len", n));
  }

  /** False where the field has another value already: the second is left among the words. */
  private give(field: string, value: string): boolean {
    const number = valueText(value);
    const before = this.fields.get(field);
    if (before !== undefined) return before === number;
    this.fields.set(field, number);
    return true;
  }

  /** `PSH+ACK "hello"`: nothing else is said but what it carries. */
  private takeQuoted(words: string, source: string): boolean {
    const content = /^"([^"\\]{1,40})"$/.exec(words)?.[1];
    const carries = this.flags.has("PSH") || this.bits.has("PSH") || /^\W*"/.test(source);
    if (content === undefined || !carries || this.payload !== null || this.fields.has("len")) return false;
    this.payload = content;
    return true;
  }

  said(source: string): SaidSegment {
    const field = (key: string): string | null => this.fields.get(key) ?? null;
    // Bits say it best; a flag that is spoken of beside them is the name of the segment.
    const set = new Set([...this.bits, ...[...this.flags].filter((flag) => !this.cleared.has(flag))]);
    if (set.size === 0) for (const flag of calledIn(source, this.fields)) set.add(flag);
    const said = trimmedWords(
      this.text
        .replace(ENTERED, " ")
        .replace(CHANGED, " ")
        .replace(/[\ue000\ue001]+/g, " ")
        .replace(NOUNS, " "),
    );
    const words = this.takeQuoted(said, source) ? "" : said;
    const text = plainText(source);
    const data = /^(?:data|数据)\s*(\d+)$/iu.exec(words)?.[1];
    // `DATA 101 (50 bytes)`: where it begins, since the length is said.
    if (data !== undefined && this.fields.has("len") && !this.fields.has("seq")) this.fields.set("seq", data);
    // What looks like a field and is none that can be read shows as a problem.
    const left = words.match(LEFT_OVER) ?? [];
    const lost = LOST.test(text) && !NOT_LOST.test(text);
    const flags = ORDER.filter((flag) => set.has(flag));
    const only =
      flags.length === 0 && this.fields.has("seq") && !this.fields.has("len") && DATA_ONLY.test(words);
    const nothing =
      flags.length === 0 &&
      !this.blank &&
      this.fields.size === 0 &&
      this.cleared.size === 0 &&
      this.payload === null;
    return {
      flags,
      blank: this.blank && flags.length === 0,
      cleared: ORDER.filter((flag) => this.cleared.has(flag) && !set.has(flag)),
      seq: field("seq"),
      ack: field("ack"),
      len: field("len"),
      win: field("win"),
      payload: this.payload,
      options: this.options,
      unread: [...this.unread, ...left],
      states: this.states,
      words: left.length === 0 ? words : trimmedWords(words.replace(LEFT_OVER, " ")),
      source: text,
      lost,
      again: AGAIN.test(text),
      unsaid: only,
      data: nothing && this.unread.length === 0 && (DATA.test(words) || /^"[^"]+"$/.test(words)),
    };
  }
}

/** `ISN(c) + 1` as an expression of the language. */
function valueText(value: string): string {
  return value.replace(/\(([^()]*)\)/g, "_$1").replace(/[^\p{L}\p{N}_+\-=?]/gu, "");
}
