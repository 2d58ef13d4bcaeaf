/** Compressed captures (`.pcap.gz`), unpacked piece by piece. */

/** As the web platform has it: Node and every extension host know it, and the rooms below them are given no globals. */
interface Decompression {
  readonly readable: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
      cancel(): Promise<void>;
    };
  };
  readonly writable: {
    getWriter(): {
      readonly ready: Promise<unknown>;
      write(octets: Uint8Array): Promise<void>;
      close(): Promise<void>;
      abort(): Promise<void>;
    };
  };
}

type Platform = { readonly DecompressionStream?: new (format: "gzip") => Decompression };

export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const GZIP_MAGIC = [0x1f, 0x8b] as const;

export function isGzip(octets: Uint8Array): boolean {
  return GZIP_MAGIC.every((octet, i) => octets[i] === octet);
}

/** What was packed. Throws where the octets are damaged, behind what could be unpacked. */
export async function* gunzip(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const { DecompressionStream: Stream } = globalThis as Platform;
  if (Stream === undefined) throw new Error("this platform cannot unpack gzip");
  const { readable, writable } = new Stream("gzip");
  const reader = readable.getReader();
  // The writing end waits until what it wrote is read, so both go on side by side; its faults show in the reader too.
  const written = feed(writable, pieces).catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value !== undefined) yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    await written;
  }
}

async function feed(writable: Decompression["writable"], pieces: Pieces): Promise<void> {
  const writer = writable.getWriter();
  try {
    for await (const piece of pieces) {
      await writer.ready;
      await writer.write(piece);
    }
    await writer.close();
  } catch (error) {
    await writer.abort().catch(() => undefined);
    throw error;
  }
}
