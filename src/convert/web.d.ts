// Node and every extension host have these; the rooms below `vscode` and `cli` are given no other globals.
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(octets: Uint8Array): string;
}
declare class DecompressionStream {
  constructor(format: "gzip");
  readonly readable: ReadableStreamOfOctets;
  readonly writable: WritableStreamOfOctets;
}
interface ReadableStreamOfOctets {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
    cancel(): Promise<void>;
  };
}
interface WritableStreamOfOctets {
  getWriter(): {
    readonly ready: Promise<unknown>;
    write(octets: Uint8Array): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  };
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
