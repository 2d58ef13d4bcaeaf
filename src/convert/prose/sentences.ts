/** Sentences that tell who sends what: the segments, states and waits in them, each behind the words that tell it. */

import type { DrawnSegment } from "../drawn.js";
import { hasNumbers, isSegment, type SaidSegment, saidIn } from "../said/said.js";
import { segmentOf } from "../said/segment-of.js";
import { namedStates } from "../said/states.js";
import { eventIn, whoIn } from "../said/told.js";
import { withoutBullet } from "./ahead.js";
import { Claims } from "./claims.js";
import {
  ASKS,
  AWAITS,
  actorsIn,
  CHECKS,
  COUNTED,
  clausesOf,
  GIVEN,
  GIVES_FIELD,
  INTENDED,
  type ProseActor,
  RECEIVES,
  SENDS,
  SUPPOSED,
  sendTogether,
  subjectsIn,
  TIMED_OUT,
} from "./clauses.js";
import { counted, tellsNumbers } from "./counted.js";
import { lostIn, lostLast, waitsFor } from "./losses.js";
import { ACKNOWLEDGES_IT, CONFIRMATION, withoutMentioned } from "./mentioned.js";
import { asBefore, isAnswer, isApart, oneSegment } from "./merging.js";
import { derivedIn, oneBehind, withOneMore } from "./numbers-of.js";
import { opened, type Pending } from "./pending.js";
import { reworded } from "./reworded.js";
import {
  ACKNOWLEDGES,
  BIT,
  CONFIRMED,
  DATA_SENT,
  isInitial,
  ONCE_MORE,
  PRONOUN,
  saidOf,
  TOWARDS,
  twoBegin,
  withoutConfirmed,
} from "./signs.js";
import { type Spoken, untold } from "./untold.js";

/** Who is spoken of, what is being sent, and what has been told so far. */
export class Sentences extends Claims {
  /** Lines that say something of the exchange. */
  readonly told = new Set<number>();
  /** The first line that was only half understood, and its words. */
  half: { readonly line: number; readonly words: string } | null = null;
  protected step = 0;
  protected lastStep = -1;
  /** Who sends to whom in this step, as its heading says. */
  protected direction: {
    readonly from: string;
    readonly to: string;
    readonly step: number;
    readonly line: number;
  } | null = null;
  /** What somebody is made to say has no subject of its own. */
  protected quoted = false;
  private pending: Pending | null = null;
  private readonly spoken: Spoken[] = [];
  private sentence = 0;
  /** The one that told the last segment. */
  private lastSentence = -1;
  /** The sentence in which somebody was named last. */
  private namedIn = -1;
  /** Time ran out at whoever sends next. */
  private timedOut = false;
  /** In a long paragraph what is told in pieces is not put together. */
  protected nextSentence(long: boolean): void {
    this.sentence++;
    if (long && this.pending !== null && !this.pending.sent) this.drop();
  }

  protected addSentence(told: string, line: number): void {
    const words = reworded(told);
    if (this.addLoss(words, line)) return;
    if (ASKS.test(words) || this.bothSend(words, line)) return;
    const sentence = counted(withoutMentioned(words));
    let supposed = COUNTED.test(sentence) && SENDS.test(sentence);
    if (supposed && tellsNumbers(sentence)) this.half ??= { line, words };
    for (const clause of clausesOf(sentence)) {
      supposed = !GIVEN.test(clause) && (supposed || SUPPOSED.test(clause));
      if (!supposed) this.addClause(clause, line);
    }
    if (this.pending?.sent === true) this.flush();
    else this.mergeRest();
  }

  /** `Both send a SYN at the same time`: what each of them sends is told below. */
  private bothSend(words: string, line: number): boolean {
    const said = saidIn(words);
    const both = SENDS.test(words) && said.flags.length > 0 && !hasNumbers(said) && said.states.length === 0;
    if (!both || SUPPOSED.test(words) || !sendTogether(words, this.letters)) return false;
    this.spoken.push({ line, words, said, both });
    return true;
  }

  /** Once all is told. */
  checked(): void {
    const missing = untold(this.spoken, this.statements);
    if (missing !== null) this.half ??= { line: missing.line, words: missing.words };
  }

  /** `The ACK gets lost.` */
  private addLoss(words: string, line: number): boolean {
    const lost = lostIn(words, this.statements);
    if (lost === undefined) return false;
    if (lost === null) this.half ??= { line, words };
    else this.statements[this.statements.indexOf(lost)] = { ...lost, fate: "lost" };
    return true;
  }

  /** The same behind a comma: what is being told goes first, and is what was lost. */
  private loses(words: string, line: number): boolean {
    if (SENDS.test(words) || !saidIn(words).lost) return false;
    const { pending } = this;
    if (pending?.sent === true && pending.texts.length > 0) this.flush();
    return this.addLoss(words, line);
  }

  private addClause(words: string, line: number): void {
    if (this.happens(words, line) || this.derives(words, line) || this.loses(words, line)) return;
    this.timedOut ||= TIMED_OUT.test(words);
    const clause = withOneMore(words, (who) => oneBehind(this.statements, this.cast.meet(who)));
    const subjects = this.quoted || GIVES_FIELD.test(clause) ? [] : subjectsIn(clause, this.letters);
    const send = SENDS.exec(clause);
    const receive = RECEIVES.exec(clause);
    const before = clause.slice(0, send?.index ?? 0);
    const received = receive !== null && (send === null || receive.index < send.index);
    const sends = send !== null && !CHECKS.test(before) && !AWAITS.test(before);
    this.turnTo(subjects, clause, send?.index ?? -1);
    if (sends && subjects !== "both" && subjects.length === 0) this.turnFrom(clause);
    if (received) this.hear(clause.slice(receive.index, send?.index), line);
    const ignored = !sends && (received || CHECKS.test(clause) || AWAITS.test(clause));
    const from = sends && received ? (send?.index ?? 0) : 0;
    const states = namedStates(clause);
    const content = ignored ? "" : clause.slice(from, states[0]?.index ?? clause.length);
    const said = saidIn(sends ? content : withoutConfirmed(content));
    if (INTENDED.test(clause) && said.flags.length === 0 && said.seq === null && said.ack === null) return;
    if (content !== "") this.spoken.push({ line, words: clause, said, both: false });
    if (sends) this.act(clause, said, line);
    if (sends && said.again) this.actAgain(line);
    const confirms =
      sends && !isSegment(said) && (CONFIRMATION.test(content) || ACKNOWLEDGES_IT.test(content));
    if (confirms) this.pending?.texts.push(CONFIRMED);
    // A window, or an option, goes with a segment and makes none.
    const along = this.pending?.sent === true && (said.win !== null || said.options.length > 0);
    if ((isSegment(said) || along) && content !== "") this.gather(content, sends, said, line);
    else if (said.lost && this.pending?.sent === true) this.pending.texts.push(clause);
    this.claim(clause, subjects, line);
  }

  /** `收到 SYN（seq=88）后回复 RST`: nobody has told of the SYN before, and it was sent. */
  private hear(words: string, line: number): void {
    if (this.segments > 0 || this.subject === null) return;
    const said = saidIn(words);
    const from =
      said.flags.join() === "SYN" && said.seq !== null ? this.cast.counterpart(this.subject) : null;
    if (from === null) return;
    const { unread: _, caption: __, remark: ___, ...segment } = segmentOf(said, from, this.subject, line);
    this.statements.push(segment);
    this.segments++;
  }

  /** `A的重传定时器超时`: then it is A that goes on. */
  private happens(words: string, line: number): boolean {
    const clause = withoutBullet(words);
    const event = eventIn(clause, this.cast);
    const [who, other] = event === null ? [] : whoIn(clause, this.cast);
    // Who gives up is the one that has sent.
    const end = who ?? this.subject ?? (event === "timeout user" ? (this.lastSegment()?.from ?? null) : null);
    if (event === null || end === null || other !== undefined) return false;
    if (this.pending?.sent === true) this.flush();
    this.statements.push({ type: "event", line, end, event, remark: clause });
    this.subject = end;
    this.namedIn = this.sentence;
    return true;
  }

  /** `把客户端的 ISN + 1 作为 ack 的值` */
  private derives(clause: string, line: number): boolean {
    const derived = derivedIn(clause);
    const number = derived === null ? null : oneBehind(this.statements, this.cast.meet(derived.who));
    if (number === null) return false;
    this.pending ??= this.opened(line);
    this.pending.texts.push(`ack=${number}`);
    return true;
  }

  private turnTo(subjects: readonly ProseActor[] | "both", clause: string, send: number): void {
    if (subjects === "both") this.together = true;
    if (subjects === "both") return;
    const before = send < 0 ? subjects : subjects.filter(({ index }) => index < send);
    const name = before.at(send < 0 ? 0 : -1)?.name;
    if (name === undefined) return;
    this.together = false;
    const key = PRONOUN.test(name)
      ? this.subject === null
        ? null
        : this.cast.counterpart(this.subject)
      : this.cast.meet(name);
    if (key === null) return;
    // Who has sent something, nobody says what, is not the one who sends this.
    if (this.pending?.sent === true && this.pending.from !== key && this.pending.texts.length === 0)
      this.pending = null;
    if (this.pending !== null && this.pending.from !== key && this.pending.texts.length > 0) {
      if (this.pending.sent) this.flush();
      else if (!/收到|receiv/iu.test(clause)) this.mergeRest();
      this.leaveTo(key);
    }
    this.subject = key;
    this.namedIn = this.sentence;
  }

  /** Numbers that were told of one end are none of what another one sends. */
  private leaveTo(key: string): void {
    const { pending } = this;
    if (pending === null || pending.sent || pending.from === null || pending.from === key) return;
    const said = saidIn(pending.texts.join(", "));
    if (said.ack === null && said.len === null) return;
    this.doubt(pending);
    this.pending = null;
  }

  /** `等待服务端处理完，也向客户端发送 FIN`: nobody sends to himself, so it is the other one. */
  private turnFrom(clause: string): void {
    const target = actorsIn(clause, this.letters).find(({ index }) => TOWARDS.test(clause.slice(0, index)));
    if (target === undefined || PRONOUN.test(target.name) || this.quoted) return;
    const key = this.cast.meet(target.name);
    const other = key === this.subject ? this.cast.counterpart(key) : null;
    if (other === null) return;
    if (this.pending?.sent === true) this.flush();
    this.subject = other;
    this.namedIn = this.sentence;
  }

  /** Somebody sends: what was gathered goes, and what follows is gathered for it. */
  private act(clause: string, said: SaidSegment, line: number): void {
    const { pending } = this;
    const again =
      pending?.sent === true &&
      pending.texts.length > 0 &&
      (DATA_SENT.test(clause) ||
        (said.flags.length > 0 && saidIn(pending.texts.join(", ")).flags.length > 0));
    if (again || (pending?.sent === true && pending.from !== this.subject)) {
      this.flush();
      this.pending = null;
    }
    // Data that is sent in a sentence of its own goes in a segment of its own.
    const data =
      (DATA_SENT.test(clause) || ONCE_MORE.test(clause)) && this.lastSegment()?.from === this.subject;
    this.pending ??= { ...this.opened(line), anew: again || data };
    this.pending.sent = true;
    this.pending.from = this.subject ?? this.pending.from;
    const others = actorsIn(clause, this.letters)
      .filter(({ name }) => !PRONOUN.test(name))
      .map(({ name }) => this.cast.meet(name))
      .filter((key) => key !== this.pending?.from);
    this.pending.to = others[0] ?? this.pending.to;
  }

  private actAgain(line: number): void {
    if (this.pending !== null) this.pending.again = true;
    if (this.timedOut && this.subject !== null && waitsFor(this.statements, this.subject))
      this.statements.push({ type: "event", line, end: this.subject, event: "timeout rto", remark: null });
    this.timedOut = false;
  }

  private opened(line: number): Pending {
    const { unsaid, subject, sentence } = this;
    this.unsaid = null;
    return { ...(unsaid ?? opened(line, subject, sentence)), line };
  }

  private gather(content: string, sends: boolean, said: SaidSegment, line: number): void {
    if (!sends && this.pending === null && said.flags.length > 0 && !hasNumbers(said) && !BIT.test(content))
      return;
    this.pending ??= this.opened(line);
    const acknowledges = sends && said.flags.length === 0 && said.ack !== null && ACKNOWLEDGES.test(content);
    if (acknowledges) this.pending.texts.push("ACK");
    this.pending.texts.push(sends ? content : withoutConfirmed(content));
  }

  protected override beforeClaim(): void {
    if (this.pending?.sent === true && this.pending.texts.length > 0) this.flush();
  }

  private flush(): void {
    const { pending } = this;
    if (pending?.again === true && pending.texts.length === 0 && this.sendAgain(pending)) return;
    // What is sent may be told in the next sentence.
    if (pending === null) return;
    pending.texts.unshift(...this.headed);
    if (pending.texts.length === 0) return;
    this.headed = [];
    this.pending = null;
    const said = saidOf(pending.texts);
    if (said.flags.length === 0 && !hasNumbers(said)) return;
    if (twoBegin(pending.texts)) this.doubt(pending);
    const from = pending.from;
    const to = pending.to ?? (from === null ? null : this.cast.counterpart(from));
    if (from === null || to === null || from === to || isInitial(said, pending.texts)) {
      this.doubt(pending);
      return;
    }
    const { unread: _, caption: __, remark: ___, ...told } = segmentOf(said, from, to, pending.line);
    const segment = pending.again ? asBefore(told, this.statements) : told;
    const later = this.lastSentence !== pending.sentence && isApart(this.lastSegment(), segment);
    const apart = said.again || pending.anew || later;
    const answer = this.lastSentence === pending.sentence && isAnswer(segment, this.statements);
    if ((apart && !answer) || !this.merged(segment, answer)) this.statements.push(segment);
    this.segments++;
    this.lastSentence = pending.sentence;
    this.lastStep = this.step;
  }

  /** `A retransmits the segment`: the one that was lost. */
  private sendAgain({ from, line }: Pending): boolean {
    const lost = lostLast(this.statements, from);
    if (lost === null) return false;
    this.statements.push({ ...lost, line, fate: "delivered", remark: null });
    this.segments++;
    this.lastStep = this.step;
    this.pending = null;
    return true;
  }

  /** What was told without a verb belongs to the segment before it, if that has not said it. */
  private mergeRest(): void {
    const { pending } = this;
    if (pending === null || pending.texts.length === 0) return;
    const said = saidIn(pending.texts.join(", "));
    const last = this.lastSegment();
    if (
      last === undefined ||
      (pending.from !== null &&
        pending.from !== last.from &&
        pending.sentence === this.sentence &&
        said.flags.length === 0)
    )
      return;
    const {
      unread: _,
      caption: __,
      remark: ___,
      ...segment
    } = segmentOf(said, last.from, last.to, pending.line);
    if (
      this.lastStep === this.step &&
      (pending.from === null || pending.from === last.from || this.namedIn !== pending.sentence) &&
      this.merged(segment)
    )
      this.pending = null;
  }

  protected finish(line: number): void {
    const { pending, direction } = this;
    if (pending?.sent === true) this.flush();
    else this.mergeRest();
    if (this.pending !== null && direction?.step === this.step && this.lastStep !== this.step) {
      this.pending.from = direction.from;
      this.pending.to = direction.to;
      this.flush();
    }
    const said = saidIn(this.pending?.texts.join(", ") ?? "");
    if (this.pending !== null && said.flags.length > 0 && hasNumbers(said) && this.pending.from !== null)
      this.doubt(this.pending, line);
    else if (said.flags.length > 0 && hasNumbers(said)) this.headed = this.pending?.texts ?? [];
    else if (this.pending?.sent && this.pending.texts.length === 0) this.unsaid = this.pending;
    this.pending = null;
  }

  private drop(): void {
    if (this.pending !== null && this.pending.texts.length > 0) this.doubt(this.pending);
    this.pending = null;
  }

  private doubt({ line, texts }: Pending, at: number = line): void {
    this.half ??= { line: at, words: texts.filter((text) => text !== CONFIRMED).join(", ") };
  }

  /** Told twice within one step, the second time with more: one segment. */
  private merged(segment: DrawnSegment, answer = false): boolean {
    const last = this.lastSegment();
    if (last === undefined || this.lastStep !== this.step) return false;
    const both = oneSegment(last, segment, answer);
    if (both === null) return false;
    this.statements[this.statements.indexOf(last)] = both;
    this.told.add(segment.line);
    return true;
  }
}
