/**
 * The segments of one way that have left and not arrived, in the order in which they left. Sets would do; they take six
 * times the memory where segments come and go one by one (bench).
 */
export class Flight {
  private readonly isAloft: Uint8Array;
  private every: number[] = [];
  /** What takes up sequence numbers: nothing else is ever acknowledged. */
  private loaded: number[] = [];
  private landed = false;

  /** `count`: how many segments there are. */
  constructor(count: number) {
    this.isAloft = new Uint8Array(count);
  }

  has(index: number): boolean {
    return this.isAloft[index] === 1;
  }

  /** Each segment leaves once. */
  depart(index: number, carries: boolean): void {
    this.isAloft[index] = 1;
    this.every.push(index);
    if (carries) this.loaded.push(index);
  }

  land(index: number): void {
    if (this.isAloft[index] !== 1) return;
    this.isAloft[index] = 0;
    this.landed = true;
  }

  /** As they are now: a list that was asked for keeps what lands later. */
  all(): readonly number[] {
    this.tidy();
    return this.every;
  }

  carrying(): readonly number[] {
    this.tidy();
    return this.loaded;
  }

  private tidy(): void {
    if (!this.landed) return;
    this.landed = false;
    const isAloft = (index: number): boolean => this.isAloft[index] === 1;
    this.every = this.every.filter(isAloft);
    this.loaded = this.loaded.filter(isAloft);
  }
}
