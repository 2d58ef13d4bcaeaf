/** What the graph is drawn with: the page's canvas, or the text of an SVG. What is drawn knows of neither. */

export type Ink =
  | "paper"
  | "ink"
  | "faint"
  | "grid"
  | "sent"
  | "again"
  | "acked"
  | "sack"
  | "edge"
  | "flight"
  | "window"
  | "mark";

export type Inks = Readonly<Record<Ink, string>>;

export interface PenStroke {
  readonly ink: Ink;
  readonly width: number;
  /** Lengths of dash and gap. */
  readonly dash?: readonly number[];
  readonly opacity?: number;
}

export interface Lettering {
  readonly ink?: Ink;
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  readonly bold?: boolean;
}

/** Points are `x0, y0, x1, y1 …`. */
export interface Pen {
  /** Lines that have nothing to do with each other, two points each. */
  strokes(points: readonly number[], stroke: PenStroke): void;
  /** One line through all points. */
  line(points: readonly number[], stroke: PenStroke): void;
  area(points: readonly number[], ink: Ink, opacity: number): void;
  rings(points: readonly number[], radius: number, stroke: PenStroke, filled: boolean): void;
  text(x: number, y: number, said: string, how?: Lettering): void;
  /** What `draw` draws outside of the box is not seen. */
  within(x: number, y: number, width: number, height: number, draw: () => void): void;
}

const SIZE = 12;

export function canvasPen(context: CanvasRenderingContext2D, inks: Inks, font: string): Pen {
  const begin = ({ ink, width, dash, opacity }: PenStroke) => {
    context.strokeStyle = inks[ink];
    context.lineWidth = width;
    context.globalAlpha = opacity ?? 1;
    context.setLineDash([...(dash ?? [])]);
    context.beginPath();
  };
  const through = (points: readonly number[]) => {
    for (let i = 0; i < points.length; i += 2) {
      if (i === 0) context.moveTo(points[0] as number, points[1] as number);
      else context.lineTo(points[i] as number, points[i + 1] as number);
    }
  };
  const end = () => {
    context.stroke();
    context.globalAlpha = 1;
  };
  return {
    strokes(points, stroke) {
      begin(stroke);
      context.fillStyle = inks[stroke.ink];
      for (let i = 0; i < points.length; i += 4) {
        const [x, y] = [points[i] as number, points[i + 1] as number];
        const [toX, toY] = [points[i + 2] as number, points[i + 3] as number];
        // Hundreds of strokes that overlap are slow as one path; as boxes they are not.
        if (stroke.dash === undefined && (x === toX || y === toY)) box(context, x, y, toX, toY, stroke.width);
        else {
          context.moveTo(x, y);
          context.lineTo(toX, toY);
        }
      }
      end();
    },
    line(points, stroke) {
      begin(stroke);
      through(points);
      end();
    },
    area(points, ink, opacity) {
      context.fillStyle = inks[ink];
      context.globalAlpha = opacity;
      context.beginPath();
      through(points);
      context.fill();
      context.globalAlpha = 1;
    },
    rings(points, radius, stroke, filled) {
      begin(stroke);
      for (let i = 0; i < points.length; i += 2) {
        context.moveTo((points[i] as number) + radius, points[i + 1] as number);
        context.arc(points[i] as number, points[i + 1] as number, radius, 0, 2 * Math.PI);
      }
      context.fillStyle = filled ? inks[stroke.ink] : inks.paper;
      context.fill();
      end();
    },
    text(x, y, said, { ink = "ink", anchor = "start", size = SIZE, bold = false } = {}) {
      context.fillStyle = inks[ink];
      context.font = `${bold ? "600 " : ""}${size}px ${font}`;
      context.textAlign = anchor === "middle" ? "center" : anchor;
      context.textBaseline = "alphabetic";
      context.fillText(said, x, y);
    },
    within(x, y, width, height, draw) {
      context.save();
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
      draw();
      context.restore();
    },
  };
}

/** A line up and down, or across. */
function box(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  toX: number,
  toY: number,
  width: number,
): void {
  const [left, top] = [Math.min(x, toX), Math.min(y, toY)];
  if (x === toX) context.fillRect(x - width / 2, top, width, Math.abs(toY - y));
  else context.fillRect(left, y - width / 2, Math.abs(toX - x), width);
}

export interface SvgPen extends Pen {
  /** What was drawn, as markup. */
  markup(): string;
}

/** Every colour stands in the elements: no style sheet, nothing to resolve. Boxes that cut off are `svg` elements. */
export function svgPen(inks: Inks, font: string, escaped: (text: string) => string): SvgPen {
  const out: string[] = [];
  const path = (d: string, more: string) => {
    if (d !== "") out.push(`<path d="${d}"${more}/>`);
  };
  const strokeOf = ({ ink, width, dash, opacity }: PenStroke) =>
    ` stroke="${inks[ink]}" stroke-width="${number(width)}"${dash === undefined ? "" : ` stroke-dasharray="${dash.join(" ")}"`}${opacity === undefined ? "" : ` stroke-opacity="${opacity}"`}`;
  const through = (points: readonly number[]) => {
    const places: string[] = [];
    for (let i = 0; i < points.length; i += 2)
      places.push(`${i === 0 ? "M" : "L"}${number(points[i] as number)} ${number(points[i + 1] as number)}`);
    return places.join("");
  };
  return {
    markup: () => out.join("\n"),
    strokes(points, stroke) {
      const parts: string[] = [];
      for (let i = 0; i < points.length; i += 4) parts.push(through(points.slice(i, i + 4)));
      path(parts.join(""), ` fill="none"${strokeOf(stroke)}`);
    },
    line: (points, stroke) => path(through(points), ` fill="none"${strokeOf(stroke)}`),
    area: (points, ink, opacity) => path(through(points), ` fill="${inks[ink]}" fill-opacity="${opacity}"`),
    rings(points, radius, stroke, filled) {
      const fill = filled ? inks[stroke.ink] : inks.paper;
      for (let i = 0; i < points.length; i += 2)
        out.push(
          `<circle cx="${number(points[i] as number)}" cy="${number(points[i + 1] as number)}" r="${radius}" fill="${fill}"${strokeOf(stroke)}/>`,
        );
    },
    text(x, y, said, { ink = "ink", anchor = "start", size = SIZE, bold = false } = {}) {
      const weight = bold ? ' font-weight="600"' : "";
      out.push(
        `<text x="${number(x)}" y="${number(y)}" text-anchor="${anchor}" font-family="${font}" font-size="${size}"${weight} fill="${inks[ink]}" xml:space="preserve">${escaped(said)}</text>`,
      );
    },
    within(x, y, width, height, draw) {
      const box = [x, y, width, height].map(number);
      out.push(
        `<svg x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" viewBox="${box.join(" ")}" overflow="hidden">`,
      );
      draw();
      out.push("</svg>");
    },
  };
}

function number(n: number): string {
  return String(Math.round(n * 100) / 100);
}
