/** The messages by which the panel gets a picture out of the page. Types only. */

/** From the panel to the page. */
export type ExportRequest =
  | PictureRequest
  /** Draw the time–sequence graph as the page shows it, or would. */
  | {
      readonly type: "graphPicture";
      readonly request: number;
      readonly light: boolean;
      readonly title: string;
    };

export type PictureRequest =
  /** Draw these blocks of the flow that is shown, and hand them out. */
  | {
      readonly type: "sketch";
      readonly request: number;
      readonly from: number;
      readonly count: number;
      readonly light: boolean;
    }
  | {
      readonly type: "raster";
      readonly request: number;
      readonly svg: string;
      readonly width: number;
      readonly height: number;
      readonly scale: number;
      /** To the clipboard too. */
      readonly copy: boolean;
    };

/** From the page to the panel. */
export type ExportAnswer =
  | { readonly type: "sketched"; readonly request: number; readonly part: SketchPart }
  | {
      readonly type: "rastered";
      readonly request: number;
      readonly png: Uint8Array | null;
      readonly copied: boolean;
    }
  /** null where there is nothing to draw. */
  | { readonly type: "graphDrawn"; readonly request: number; readonly picture: GraphPictureView | null }
  | { readonly type: "exportFailed"; readonly request: number; readonly reason: string };

export interface GraphPictureView {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A flow's picture, or some blocks of it; what belongs to the whole is in every part. */
export interface SketchPart {
  /** How many blocks the flow has. */
  readonly blocks: number;
  readonly left: number;
  readonly width: number;
  readonly paper: string;
  readonly names: { readonly markup: string; readonly height: number };
  readonly lifeLines: readonly { readonly x: number; readonly attributes: string }[];
  /** Of these blocks; heights count from the top of the first. */
  readonly rows: readonly { readonly top: number; readonly bottom: number; readonly markup: string }[];
  readonly height: number;
}
