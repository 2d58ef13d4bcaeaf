// Both extension hosts have these, the one on Node and the web worker; neither Node's nor the DOM's types fit both.

declare const console: { log(text: string): void };

declare function setTimeout(callback: (nothing?: undefined) => void, milliseconds: number): unknown;

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

/** Both kinds of host have it; the types of vscode do not say so. */
declare const performance: { now(): number };
