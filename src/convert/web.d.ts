// Node and every extension host have these; the rooms below `vscode` and `cli` are given no other globals.
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(octets: Uint8Array): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
