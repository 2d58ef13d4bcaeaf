/** What happens one after the other where segments leave. */

import type { Side } from "../../check/connection.js";
import type { FlagName } from "../../language/ast.js";
import type { ObservedOptions } from "./segment.js";

export type Turn =
  | { readonly kind: "departs" | "seen"; readonly index: number }
  /** What one side must have sent, and was not seen. */
  | {
      readonly kind: "unseen";
      readonly way: Side;
      readonly lost: boolean;
      readonly octets: number;
      /** The place where these end. */
      readonly until?: number;
      /** Of a segment without data; its numbers follow from what is around it. */
      readonly flags?: readonly FlagName[];
      readonly options?: ObservedOptions;
      readonly index: number;
    };
