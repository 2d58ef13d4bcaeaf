/** The frame of the page: toolbar, search box, the place of the picture, what is said where there is none. */

import type { FromPage, View } from "../protocol/preview.js";
import { element, label } from "./dom.js";
import type { Toolbar } from "./toolbar.js";

export interface Shell {
  /** To the right of the picture, or below it: for panels. */
  readonly side: HTMLElement;
  /** The place of the picture. */
  readonly view: HTMLElement;
  update(view: View): void;
  fail(some: boolean): void;
}

export function createShell(
  post: (message: FromPage) => void,
  toolbar: Toolbar,
  scroller: HTMLElement,
  find: HTMLElement,
): Shell {
  const app = document.getElementById("app") as HTMLElement;
  const title = element("h1", "title");
  const flows = element("select", "flows");
  const bar = element("header", "bar");
  bar.append(title, flows, toolbar.root);
  const failure = element("div", "failure");
  failure.setAttribute("role", "status");
  failure.hidden = true;
  const legend = element("p", "legend");
  // Whoever listens hears what the numbers mean as soon as they change.
  legend.setAttribute("role", "status");
  legend.hidden = true;
  const empty = element("div", "empty");
  empty.setAttribute("role", "main");
  empty.hidden = true;
  const body = element("div", "body");
  const side = element("div", "side");
  side.hidden = true;
  const view = element("div", "view");
  view.append(find, legend, scroller, empty);
  body.append(view, side);
  app.append(bar, failure, body);
  flows.onchange = () => post({ type: "flow", index: Number(flows.value) });
  let texts: View["texts"] | undefined;

  return {
    side,
    view,
    update(next) {
      texts = next.texts;
      document.documentElement.lang = texts.language;
      toolbar.update(next);
      updateFlows(flows, title, next);
      const nothing = next.blocks.length === 0;
      legend.hidden = nothing || next.legend === null;
      legend.textContent = next.legend ?? "";
      scroller.hidden = nothing;
      empty.hidden = !nothing;
      if (nothing) {
        empty.replaceChildren(...emptyPage(next, post));
      }
    },
    fail(some) {
      failure.hidden = !some;
      failure.textContent = some ? (texts?.cannotDraw ?? "") : "";
    },
  };
}

/** What is missing, what to do, an example; and a way to what can be done about lines that cannot be read. */
function emptyPage({ texts, unreadable }: View, post: (message: FromPage) => void): HTMLElement[] {
  const said = [
    element("p", "empty-what", texts.empty),
    element("p", "empty-todo", texts.whatToDo),
    element("code", "empty-example", texts.example),
  ];
  if (unreadable === null) return said;
  const button = element("button", "more", texts.repair);
  button.type = "button";
  button.onclick = () => post({ type: "repair", line: unreadable });
  const place = element("p", "empty-repair");
  place.append(button);
  return [...said, place];
}

function updateFlows(flows: HTMLSelectElement, title: HTMLElement, view: View): void {
  const { texts } = view;
  const name = view.flows[view.flow] ?? "";
  const several = view.flows.length > 1;
  title.textContent = name;
  title.title = name;
  title.hidden = several;
  flows.hidden = !several;
  label(flows, texts.chooseFlow);
  const following = view.following ? `${name}  (${texts.followCursor})` : texts.followCursor;
  flows.replaceChildren(option("-1", following), ...view.flows.map((one, i) => option(String(i), one)));
  flows.value = view.following ? "-1" : String(view.flow);
}

function option(value: string, text: string): HTMLOptionElement {
  const made = element("option", "", text);
  made.value = value;
  return made;
}
