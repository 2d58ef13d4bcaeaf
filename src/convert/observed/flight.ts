/**
 * Segments on their way, in the order in which they left. A `Set` would do; it takes six times the memory where segments
 * come and go one by one (bench).
 */
export class Flight {
  private readonly isAloft: Uint8Array;
  private order: number[] = [];
  private count = 0;

  /** `places`: how many segments there are. */
  constructor(places: number) {
    this.isAloft = new Uint8Array(places);
  }

  get size(): number {
    return this.count;
  }

  has(index: number): boolean {
    return this.isAloft[index] === 1;
  }

  /** Each segment leaves once. */
  add(index: number): void {
    this.isAloft[index] = 1;
    this.order.push(index);
    this.count++;
  }

  delete(index: number): void {
    if (this.isAloft[index] !== 1) return;
    this.isAloft[index] = 0;
    this.count--;
    if (this.count === 0) this.order = [];
  }

  /** As they are now: what lands in the meantime stays in the list. */
  all(): readonly number[] {
    if (this.order.length > this.count) this.order = this.order.filter((index) => this.isAloft[index] === 1);
    return this.order;
  }
}
