/** What the tests use of the reference implementation of CommonMark. */
declare module "commonmark" {
  export interface Node {
    readonly type: string;
    readonly info: string | null;
    readonly literal: string | null;
    readonly sourcepos: readonly [readonly [number, number], readonly [number, number]];
    readonly _isFenced?: boolean;
    walker(): { next(): { readonly entering: boolean; readonly node: Node } | null };
  }
  export class Parser {
    parse(text: string): Node;
  }
}
