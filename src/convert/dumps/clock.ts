/** Times as tools print them: of the day, with a date, since 1970, since the first packet, since the one before. */

export type PrintedTime =
  | { readonly kind: "day"; readonly ms: number }
  | { readonly kind: "absolute"; readonly ms: number }
  | { readonly kind: "seconds"; readonly ms: number };

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
    return { kind: "absolute", ms: whole + fractionOf(fraction) };
  }
  const ofDay = OF_DAY.exec(text);
  if (ofDay) {
    const [, hour, minute, second, fraction = ""] = ofDay;
    const seconds = Number(hour) * SECONDS_IN_HOUR + Number(minute) * SECONDS_IN_MINUTE + Number(second);
    return { kind: "day", ms: seconds * MS_IN_SECOND + fractionOf(fraction) };
  }
  const seconds = SECONDS.exec(text)?.[1];
  return seconds === undefined ? null : { kind: "seconds", ms: secondsOf(seconds) };
}

/** Digits are taken as they are: in binary, a product would add some of its own. */
export function secondsOf(text: string): number {
  const [whole = "0", fraction = ""] = text.split(".");
  return Number(whole) * MS_IN_SECOND + fractionOf(fraction === "" ? "" : `.${fraction}`);
}

function fractionOf(text: string): number {
  const digits = text.slice(1);
  if (digits === "") return 0;
  return Number(`${digits.padEnd(3, "0").slice(0, 3)}.${digits.slice(3) || "0"}`);
}

const DAY = 24 * SECONDS_IN_HOUR * MS_IN_SECOND;

/** The times of one page, one after the other, on one scale. */
export class Clock {
  private readonly printed: (PrintedTime | null)[] = [];

  add(time: PrintedTime | null): void {
    this.printed.push(time);
  }

  /** Whether the times are those since the packet before: they begin at 0 and go back. */
  private isDelta(): boolean {
    const [first] = this.printed;
    if (first?.ms !== 0 || first.kind === "absolute") return false;
    return this.printed.some(
      (time, at) => at > 0 && time !== null && time.ms < (this.printed[at - 1]?.ms ?? 0),
    );
  }

  times(): readonly (number | null)[] {
    if (this.isDelta()) {
      let sum = 0;
      return this.printed.map((time) => {
        sum = rounded(sum + (time?.ms ?? 0));
        return time === null ? null : sum;
      });
    }
    let days = 0;
    let before = 0;
    return this.printed.map((time) => {
      if (time === null) return null;
      // Past midnight the clock begins anew.
      if (time.kind === "day" && time.ms + days * DAY < before - DAY / 2) days++;
      before = time.ms + days * DAY;
      return before;
    });
  }
}

const NANOSECONDS = 1e6;

function rounded(ms: number): number {
  return Math.round(ms * NANOSECONDS) / NANOSECONDS;
}
