/** Times as tools print them: of the day, with a date, since 1970, since the first packet, since the one before. */

export interface PrintedTime {
  readonly kind: "day" | "absolute" | "seconds";
  /** Whole milliseconds, and the rest of one: together they would not be exact. */
  readonly whole: number;
  readonly part: number;
  /** As it stands. */
  readonly text: string;
}

const DATED = /(\d{4})-(\d\d)-(\d\d)[ T](\d{1,2}):(\d\d):(\d\d)((?:[.,]\d+)?)/;
const OF_DAY = /(?:^|[^\d:])(\d{1,2}):(\d\d):(\d\d)((?:[.,]\d+)?)(?![\d:])/;
const SECONDS = /(?:^|[\s|"])(\d+\.\d+)(?=$|[\s|"])/;

const MS_IN_SECOND = 1000;
const SECONDS_IN_MINUTE = 60;
const SECONDS_IN_HOUR = 3600;

/** The time in what stands before a packet; null where there is none. */
export function millisecondsOf(text: string): PrintedTime | null {
  if (text.trim() === "") return null;
  const dated = DATED.exec(text);
  if (dated) {
    const [, year, month, day, hour, minute, second, fraction = ""] = dated;
    const whole = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    );
    return timeOf("absolute", whole, fraction, dated[0]);
  }
  const ofDay = OF_DAY.exec(text);
  if (ofDay) {
    const [, hour, minute, second, fraction = ""] = ofDay;
    const seconds = Number(hour) * SECONDS_IN_HOUR + Number(minute) * SECONDS_IN_MINUTE + Number(second);
    return timeOf("day", seconds * MS_IN_SECOND, fraction, `${hour}:${minute}:${second}${fraction}`);
  }
  const seconds = SECONDS.exec(text)?.[1];
  if (seconds === undefined) return null;
  const [whole = "0", fraction = ""] = seconds.split(".");
  return timeOf("seconds", Number(whole) * MS_IN_SECOND, `.${fraction}`, seconds);
}

/** Digits are taken as they are: in binary, a product would add some of its own. */
function timeOf(kind: PrintedTime["kind"], whole: number, fraction: string, text: string): PrintedTime {
  const digits = fraction.slice(1);
  const thousandths = Number(digits.padEnd(THOUSANDTHS, "0").slice(0, THOUSANDTHS));
  return { kind, whole: whole + thousandths, part: Number(`0.${digits.slice(THOUSANDTHS) || "0"}`), text };
}

const THOUSANDTHS = 3;

const DAY = 24 * SECONDS_IN_HOUR * MS_IN_SECOND;

/** The times of one page, one after the other, on one scale. */
export class Clock {
  private readonly printed: (PrintedTime | null)[] = [];
  private delta: boolean | null = null;

  add(time: PrintedTime | null): void {
    this.printed.push(time);
  }

  /** Whether the times are those since the packet before: they begin at 0 and go back. */
  private isDelta(): boolean {
    const [first] = this.printed;
    if (first?.whole !== 0 || first.part !== 0) return false;
    return this.printed.some((time, at) => at > 0 && time && isBefore(time, this.printed[at - 1] ?? first));
  }

  /** The time of one, as a source prints it; null where it is one since another, or the very beginning. */
  textAt(at: number): string | null {
    this.delta ??= this.isDelta();
    const time = this.printed[at] ?? null;
    return time === null || this.delta || (time.whole === 0 && time.part === 0) ? null : time.text;
  }

  /** Milliseconds since the first, where each is the time since the one before. */
  sums(): readonly (number | null)[] {
    let sum = 0;
    let begun = false;
    return this.printed.map((time) => {
      if (time === null) return null;
      // What was before the first is not shown.
      if (begun) sum = rounded(sum + time.whole + time.part);
      begun = true;
      return sum;
    });
  }

  /** Milliseconds since the first. */
  times(): readonly (number | null)[] {
    const first = this.printed.find((time) => time !== null);
    if (!first) return this.printed.map(() => null);
    if (this.isDelta()) return this.sums();
    let days = 0;
    let before = first;
    return this.printed.map((time) => {
      if (time === null) return null;
      // Past midnight the clock begins anew.
      if (time.kind === "day" && time.whole < before.whole - DAY / 2) days++;
      before = time;
      return rounded(time.whole + days * DAY - first.whole + (time.part - first.part));
    });
  }
}

function isBefore(one: PrintedTime, other: PrintedTime): boolean {
  return one.whole < other.whole || (one.whole === other.whole && one.part < other.part);
}

const NANOSECONDS = 1e6;

function rounded(ms: number): number {
  return Math.round(ms * NANOSECONDS) / NANOSECONDS;
}
