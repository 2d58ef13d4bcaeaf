// Both extension hosts have it; see timers.d.ts.
declare class TextDecoder {
  decode(octets: Uint8Array): string;
}
