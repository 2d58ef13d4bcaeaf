/** Lines that tell who sends what: with an arrow, with a name before them, with a time, or as sentences. */

import { carried } from "../drawings/scene.js";
import type { DrawnSegment } from "../drawn.js";
import { noteOf } from "../note-text.js";
import { hasNumbers, isSegment, saidIn } from "../said/said.js";
import { plainText, trimmedWords } from "../said/text.js";
import { eventIn, whoIn } from "../said/told.js";
import { type Timed, timeAhead, withoutBullet } from "./ahead.js";
import { actorsIn, CHECKS, clausesOf, RECEIVES, SENDS, SUPPOSED, sentencesOf } from "./clauses.js";
import { directedWords } from "./directed.js";
import { withPlainNumbers } from "./numbers-of.js";
import { directionIn, oneSideBehind, SPOKEN } from "./people.js";
import { Sentences } from "./sentences.js";
import { shortFlags } from "./signs.js";

/** In Chinese characters or words: what a longer paragraph tells in pieces is not put together. */
const LONGEST = 100;
const SHORT_CLAIM = 28;
const WORD = /\p{Script=Han}|\w+/gu;

export class Teller extends Sentences {
  /** How many segments stood on lines of their own, with an arrow or a name before them. */
  listed = 0;
  /** The first time of the day. */
  private began: number | null = null;

  constructor(
    letters: boolean,
    private readonly title: (line: number) => boolean,
    /** Names in small letters are those of bits. */
    private readonly smallBits: boolean,
  ) {
    super(letters);
  }

  /** One paragraph, from the line on where it begins. */
  paragraph(words: string, line: number, begins: boolean): void {
    if (begins) {
      this.step++;
      this.subject = null;
      this.unsaid = null;
    }
    const first = this.statements.length;
    const plain = shortFlags(plainText(words)).trim();
    const whole = (this.smallBits ? plain.replace(SMALL_ACK, "ACK") : plain).replace(TO_A_VERB, "$1 ");
    const timed = timeAhead(whole) ?? secondsAhead(whole);
    const parts = directedParts(timed?.rest ?? whole);
    if (parts.length > 0) for (const part of parts) this.tell(part, part, line, begins);
    else this.tell(timed?.rest ?? whole, words, line, begins);
    if (timed !== null) this.timeFrom(first, timed);
  }

  /** What a paragraph tells happens at the time that stands before it. */
  private timeFrom(first: number, { ms, clock }: Timed): void {
    const at = this.statements.findIndex((one, index) => index >= first && TIMED.has(one.type));
    const one = this.statements[at];
    if (one === undefined) return;
    this.began ??= clock ? ms : 0;
    this.statements[at] = { ...one, time: ms - (clock ? this.began : 0) };
  }

  private tell(text: string, words: string, line: number, begins: boolean): void {
    this.quoted = /^(?:[-*+•·>]\s*)*"/.test(text) && !begins;
    if (this.title(line)) {
      this.statements.push({ type: "section", line, text: text.replace(/^#+\s*/, "") });
    }
    if (
      this.addDirected(text, line) ||
      this.addOneSided(text, line) ||
      this.addSpoken(text, line) ||
      this.addHappening(text, line)
    ) {
      this.told.add(line);
      return;
    }
    // A drawing of its own that no reader of drawings knows is no sentence.
    if (SHAFT.test(text) && isSegment(saidIn(text))) {
      this.half ??= { line, words: text };
      return;
    }
    const before = this.statements.length;
    const noted = this.note(words, line);
    // A heading that says who sends to whom, and not what.
    if (this.direction?.line === line && !SENDS.test(text)) return;
    if (isHeading(text, this.letters) || isExplained(text, this.letters)) return;
    const long = (text.match(WORD)?.length ?? 0) > LONGEST;
    for (const sentence of sentencesOf(withPlainNumbers(text))) {
      if (this.segments > 0 && SUMS_UP.test(sentence)) continue;
      this.nextSentence(long);
      this.addSentence(sentence, line);
    }
    this.finish(line);
    // A line that is a claim and nothing else needs no note.
    const added = this.statements.slice(before + 1);
    const claims = added.length > 0 && added.every(({ type }) => type === "claim");
    if (noted && claims && text.length <= SHORT_CLAIM && SPOKEN.test(withoutBullet(text)))
      this.statements.splice(before, 1);
    if (this.statements.length > before + (noted ? 1 : 0)) this.told.add(line);
  }

  private note(text: string, line: number): boolean {
    const words = noteOf(text.trim());
    if (words === "" || this.title(line)) return false;
    this.statements.push({ type: "note", line, over: [], text: words });
    return true;
  }

  /** `第一次握手（A → B）：SYN=1` */
  private addDirected(text: string, line: number): boolean {
    const direction = directionIn(withoutBullet(text));
    if (direction === null) return false;
    const told = directedWords(direction.rest, this.letters);
    const rest = trimmedWords(told.segment.replace(/\(\s*\)/g, "").replace(NUMBERED, ""));
    const said = saidIn(rest);
    if (SENDS.test(rest) && !isSegment(said)) return false;
    const [from, to] = [this.cast.meet(direction.from), this.cast.meet(direction.to)];
    this.subject = from;
    this.direction = { from, to, step: this.step, line };
    if (!(isSegment(said) || said.data)) return false;
    if (rest.length > LONGEST || SUPPOSED.test(rest)) return false;
    this.place(rest, from, to, line, direction.lost);
    this.remark(told.remark);
    for (const sentence of sentencesOf(told.states)) this.addSentence(sentence, line);
    return true;
  }

  /** `SYN=1，seq=x（客户端发送）`: nothing but a segment, and one of the two behind it. */
  private addOneSided(text: string, line: number): boolean {
    const side = oneSideBehind(withoutBullet(text).replace(STEP, ""));
    const said = side === null ? null : saidIn(side.rest);
    if (side === null || said === null || said.flags.length === 0 || said.words !== "") return false;
    const end = this.cast.meet(side.who);
    const other = this.cast.counterpart(end);
    if (other === null) return false;
    const [from, to] = side.sends ? [end, other] : [other, end];
    this.subject = from;
    this.place(side.rest, from, to, line);
    return true;
  }

  /** A remark behind the segment that was told last. */
  private remark(words: string | null): void {
    const last = this.lastSegment();
    if (words === null || last === undefined) return;
    const remark = [last.remark, words].filter((one) => one).join("; ");
    this.statements[this.statements.indexOf(last)] = { ...last, remark };
  }

  /** `(f) timeout at A` */
  private addHappening(text: string, line: number): boolean {
    const words = withoutBullet(text);
    const event = eventIn(words, this.cast);
    const [who, other] = whoIn(words, this.cast);
    const sent = this.statements.findLast(
      (one): one is DrawnSegment => one.type === "segment" && one.ack == null,
    );
    const end = who ?? (event === "timeout rto" ? sent?.from : undefined);
    if (event === null || end === undefined || other !== undefined) return false;
    this.statements.push({ type: "event", line, end, event, remark: text });
    return true;
  }

  private place(words: string, from: string, to: string, line: number, lost = false): void {
    const statements = carried(words.replace(/^[:：\s-]+/u, ""), from, to, this.cast, line, lost);
    for (const statement of statements) this.statements.push(statement);
    this.segments += statements.filter(({ type }) => type === "segment").length;
    this.lastStep = this.step;
    this.listed++;
  }

  /** `Client: SYN, seq=x` */
  private addSpoken(text: string, line: number): boolean {
    const { who = "", words = "" } = SPOKEN.exec(withoutBullet(text))?.groups ?? {};
    if (who === "" || (/^[A-Z]$/.test(who) && !this.letters)) return false;
    // What an end notes down as having come is no segment of its own.
    if (COMES.test(words) && isSegment(saidIn(words))) this.half ??= { line, words };
    // An arrow to somebody else on the same line is a drawing.
    if (DRAWN.test(words)) return false;
    const said = saidIn(words);
    const inBrackets = /[([]([^()[\]]*)[)\]]/.exec(words)?.[1] ?? "";
    // `收到。SYN=1`: what has come is not what is said here.
    const about = clausesOf(words).filter((clause) => RECEIVES.test(clause));
    const received =
      about.some((clause) => trimmedWords(clause.replace(RECEIVES, "")) !== "") &&
      !isSegment(saidIn(inBrackets));
    const checked = clausesOf(words).some((clause) => CHECKS.test(clause) && isSegment(saidIn(clause)));
    if (!isSegment(said) || received || checked || SUPPOSED.test(words)) return false;
    if (SENDS.test(words) && actorsIn(words, this.letters).length > 0) return false;
    const from = this.cast.meet(who);
    const to = this.cast.counterpart(from);
    if (to === null) return false;
    this.subject = from;
    this.place(words.replace(/^"|"$/g, ""), from, to, line);
    return true;
  }
}

/** `(1) C → S: SYN, seq=x. (2) S → C: …`: each for itself; nothing where the text has no two of them. */
function directedParts(text: string): readonly string[] {
  const parts = sentencesOf(text);
  const directed = parts.filter((part) => {
    const direction = directionIn(withoutBullet(part));
    return direction !== null && isSegment(saidIn(direction.rest));
  });
  return directed.length > 1 ? parts : [];
}

/** `0.051  C > S  …`: what a capture counts in is seconds. */
function secondsAhead(text: string): Timed | null {
  const [, n = "", rest = ""] = /^(\d+\.\d{2,})\s+(?=\S)(.*)$/su.exec(text) ?? [];
  const direction = directionIn(rest);
  if (n === "" || direction === null || !rest.startsWith(direction.from)) return null;
  return { ms: Math.round(Number(n) * IN_SECOND * IN_SECOND) / IN_SECOND, clock: false, rest };
}

const IN_SECOND = 1000;

/** `超时重传示例（…）：` speaks of what is told below it. */
function isHeading(text: string, letters: boolean): boolean {
  if (!/[:：]\s*$/u.test(text)) return false;
  const { flags, seq, ack } = saidIn(text);
  return (
    flags.length === 0 &&
    seq === null &&
    ack === null &&
    actorsIn(text.replace(/\(.*?\)/g, ""), letters).length === 0
  );
}

/** `ACK：确认标志`, `ack:上一个报文的应答`: what a word means. */
function isExplained(text: string, letters: boolean): boolean {
  return EXPLAINED.test(text) && !hasNumbers(saidIn(text)) && actorsIn(text, letters).length === 0;
}

const EXPLAINED = /^[^\p{L}]*(?:SYN|ACK|FIN|RST|PSH|URG|seq|ISN)\s*[:=]\s*\p{L}{2}/iu;
const COMES = /^(?:[\w.]+\([^()]*\))?\s*(?:<+[-=]+|←)\s*[\p{L}[(<]/u;
const DRAWN = /(?:-{2,}>|[-=]+>|→)\s*(?:client|server|客户|服务|[A-Z](?![A-Za-z]))|<-{2,}/iu;
const SMALL_ACK = /(?<![A-Za-z])ack(?=\s*=\s*1(?![\w.]|\s*\+))/g;
const SHAFT = /[\p{L})\]]\s*-{2,}>\s*\p{L}|\p{L}\s*<-{2,}\s*[\p{L}([]/u;
/** `Client -> sends SYN`: the arrow leads to nobody. */
const TO_A_VERB =
  /^(\S.{0,24}?)\s*(?:-+>|→)\s*(?=(?:sends?|repl(?:y|ies)|responds?|answers?|receives?)(?![A-Za-z]))/iu;
/** What was told already, in a few words. */
const SUMS_UP =
  /^(?:所以|因此)?\s*(?:简单(?:点|来说|地说|的说|说)|简而言之|总而言之|总之|综上|总的来说|概括地说|一句话|in\s+short|in\s+summary|to\s+sum\s+up|in\s+a\s+nutshell)/iu;
const STEP = /^\s*第.{1,3}[次步](?:握手|挥手)?\s*[:：]\s*/u;
const TIMED: ReadonlySet<string> = new Set(["segment", "event", "claim"]);
const NUMBERED = /^[^\p{L}\p{N}(（["?]*(?:\d{1,2}[.)、](?!\d)\s*)?/u;
