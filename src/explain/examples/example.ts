import type { Code, FindingArgs } from "../../check/codes.js";

/** A flow that shows a diagnostic, and the same flow put right. Run by a test, and printed in the docs. */
export interface Example<C extends Code> extends ExampleCase<C> {
  readonly right: string;
  /** Other cases of the same code. */
  readonly more?: readonly ExampleCase<C>[];
}

export interface ExampleCase<C extends Code> {
  readonly wrong: string;
  /** What the check finds in `wrong`. */
  readonly args: FindingArgs[C];
  /** Other findings that cannot be parted from this one. */
  readonly also?: readonly Code[];
}

export type Examples = { readonly [C in Code]?: Example<C> };

/** Lines one under the other. */
export function lines(...texts: string[]): string {
  return `${texts.join("\n")}\n`;
}

/** The first three segments, with which most examples begin. */
export const HANDSHAKE = [
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK seq=x+1 ack=y+1",
] as const;

/** The close that C begins, up to TIME-WAIT. */
export const CLOSE = [
  "C -> S: FIN+ACK seq=u ack=v",
  "S -> C: ACK seq=v ack=u+1",
  "S -> C: FIN+ACK seq=w ack=u+1",
  "C -> S: ACK seq=u+1 ack=w+1",
] as const;
