/** A picture as an image: drawn by the browser, at twice its size where that is possible. */

export interface Raster {
  /** Null where the browser cannot draw so large an image. */
  readonly png: Uint8Array | null;
  readonly copied: boolean;
}

export async function rasterize(
  svg: string,
  size: { readonly width: number; readonly height: number; readonly scale: number },
  copy: boolean,
): Promise<Raster> {
  const blob = await draw(svg, size);
  if (blob === null) return { png: null, copied: false };
  const copied = copy && (await toClipboard(blob));
  return { png: new Uint8Array(await blob.arrayBuffer()), copied };
}

async function draw(
  svg: string,
  { width, height, scale }: { readonly width: number; readonly height: number; readonly scale: number },
): Promise<Blob | null> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d");
    if (context === null) return null;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Works where the page has the focus and the browser allows it. */
async function toClipboard(blob: Blob): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    return true;
  } catch {
    return false;
  }
}
