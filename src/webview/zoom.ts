/** The size of the picture, and the names of the endpoints above one that is scrolled. */

export interface Zoom {
  /** Sizes what is in the page now. */
  apply(): void;
  /** Makes the picture so many times larger than it is. */
  by(factor: number): void;
  fit(): void;
  /** A factor; 0 for fit to width. */
  value(): number;
  onChange(listener: () => void): void;
}

export interface ZoomParts {
  readonly scroller: HTMLElement;
  readonly picture: HTMLElement;
  readonly names: HTMLElement;
  readonly fit: HTMLElement;
}

export const ZOOM_STEP = 1.2;
const ZOOM_LEAST = 0.3;
const ZOOM_MOST = 4;
const FIT = 0;
/** Fitting makes a narrow picture no larger than this, and a wide one no smaller than can be read. */
const FIT_MOST = 1.25;
const FIT_LEAST = 0.6;

export function createZoom({ scroller, picture, names, fit }: ZoomParts, first: number): Zoom {
  let value = first;
  let changed = () => {};
  const svgIn = (place: HTMLElement) => place.querySelector("svg");

  const apply = () => {
    const svg = svgIn(picture);
    if (svg === null) return;
    const room = scroller.clientWidth - paddingOf(scroller);
    const fitting = Math.max(FIT_LEAST, Math.min(FIT_MOST, room / svg.viewBox.baseVal.width));
    const factor = value === FIT ? fitting : value;
    for (const one of [svg, svgIn(names)]) if (one !== null) resize(one, factor);
    fit.classList.toggle("pressed", value === FIT);
    showNames();
  };
  /** The names stay in sight when the picture's own have gone out of it. */
  const showNames = () => {
    const height = svgIn(names)?.getAttribute("height") ?? 0;
    names.classList.toggle("shown", scroller.scrollTop > Number(height));
  };
  const change = (next: number) => {
    value = next;
    apply();
    changed();
  };
  const by = (factor: number) => {
    const svg = svgIn(picture);
    const now = svg === null ? 1 : Number(svg.getAttribute("width")) / svg.viewBox.baseVal.width;
    change(Math.min(ZOOM_MOST, Math.max(ZOOM_LEAST, now * factor)));
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    by(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  };
  scroller.addEventListener("scroll", showNames);
  scroller.addEventListener("wheel", wheel, { passive: false });
  new ResizeObserver(apply).observe(scroller);
  return {
    apply,
    by,
    fit: () => change(FIT),
    value: () => value,
    onChange(listener) {
      changed = listener;
    },
  };
}

/** The boxes at the top of the picture, as a picture of their own. */
export function namesOf(svg: SVGSVGElement): SVGSVGElement {
  const names = svg.cloneNode(false) as SVGSVGElement;
  let bottom = 0;
  for (const name of svg.querySelectorAll<SVGGElement>('g[data-et="participant"]')) {
    const copy = name.cloneNode(true) as SVGGElement;
    copy.removeAttribute("data-et");
    names.append(copy);
    const box = name.querySelector("rect");
    bottom = Math.max(bottom, Number(box?.getAttribute("y")) + Number(box?.getAttribute("height")));
  }
  const { x, width } = svg.viewBox.baseVal;
  names.setAttribute("viewBox", `${x} ${-NAMES_MARGIN} ${width} ${bottom + 2 * NAMES_MARGIN}`);
  return names;
}

const NAMES_MARGIN = 6;

function resize(svg: SVGSVGElement, factor: number): void {
  const natural = svg.viewBox.baseVal;
  svg.setAttribute("width", String(Math.floor(natural.width * factor)));
  svg.setAttribute("height", String(Math.floor(natural.height * factor)));
}

function paddingOf(scroller: HTMLElement): number {
  const style = getComputedStyle(scroller);
  return Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
}
