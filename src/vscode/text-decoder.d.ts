// Both extension hosts have these; see timers.d.ts.
declare class TextDecoder {
  decode(octets: Uint8Array): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
