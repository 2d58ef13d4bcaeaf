// Both extension hosts have these; see timers.d.ts.
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(octets: Uint8Array): string;
}
