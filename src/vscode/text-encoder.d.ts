// Both extension hosts have it; see timers.d.ts.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
