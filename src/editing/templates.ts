/** What a new file may begin with. */

import type { Locale } from "../messages/locale.js";
import { type TemplateId, templateTexts } from "../messages/templates.js";

export interface FlowTemplate {
  readonly id: TemplateId;
  readonly label: string;
  readonly about: string;
  readonly text: string;
  /** Where to go on writing. */
  readonly cursor: number;
}

/** Those to choose from, in the order of the list. */
export function templates(locale: Locale): FlowTemplate[] {
  return LISTED.map((id) => template(id, locale));
}

export function template(id: TemplateId, locale: Locale): FlowTemplate {
  const texts = templateTexts(locale);
  const marked = SOURCES[id](texts, opening(texts), texts.names[id].label);
  const cursor = marked.indexOf(CURSOR);
  const text = marked.replace(CURSOR, "");
  return { id, ...texts.names[id], text, cursor: cursor < 0 ? text.length : cursor };
}

export function isTemplate(id: unknown): id is TemplateId {
  return typeof id === "string" && Object.hasOwn(SOURCES, id);
}

const LISTED: readonly TemplateId[] = [
  "empty",
  "handshake",
  "connection",
  "loss",
  "refused",
  "middle",
  "exercise",
];

type Texts = ReturnType<typeof templateTexts>;
type Source = (t: Texts, opening: string, title: string) => string;

/** No character of a text. */
const CURSOR = "\u0000";

const opening = (t: Texts) => `client C "${t.client}"
server S "${t.server}"
`;

const SOURCES: Readonly<Record<TemplateId, Source>> = {
  empty: (t, open) => `flow "${t.untitled}"
${open}
`,

  handshake: (_, open, title) => `flow "${title}"
${open}
C -> S: SYN seq=x
  C: CLOSED -> SYN-SENT
S -> C: SYN+ACK seq=y ack=x+1
  S: LISTEN -> SYN-RECEIVED
C -> S: ACK seq=x+1 ack=y+1
  C, S: ESTABLISHED
`,

  connection: (t, open, title) => `flow "${title}"
${open}
== ${t.names.handshake.label} ==
C -> S: SYN     seq=x
S -> C: SYN+ACK seq=y   ack=x+1
C -> S: ACK     seq=x+1 ack=y+1
  C, S: ESTABLISHED

== ${t.data} ==
C -> S: PSH+ACK "GET / HTTP/1.1" (${t.request})
S -> C: ACK
... "${t.rest}"

== ${t.close} ==
C -> S: FIN+ACK seq=u ack=v
S -> C: ACK     seq=v ack=u+1
  C: FIN-WAIT-2
  S: CLOSE-WAIT  # ${t.halfClosed}
S -> C: FIN+ACK seq=w   ack=u+1
C -> S: ACK     seq=u+1 ack=w+1
  S: CLOSED
  C: TIME-WAIT
C: timeout 2msl
  C: CLOSED
`,

  loss: (t, open, title) => `flow "${title}"
${open}
C -> S: SYN     seq=x
S -> C: SYN+ACK seq=y   ack=x+1
C -> S: ACK     seq=x+1 ack=y+1
C -x S: PSH+ACK seq=x+1 ack=y+1 len=100
C: timeout rto  # ${t.timerRanOut}
C -> S: PSH+ACK seq=x+1 ack=y+1   len=100
S -> C: ACK     seq=y+1 ack=x+101
`,

  refused: (t, _, title) => `flow "${title}"
client C "${t.client}"
server S "${t.server}" state=CLOSED

note S: ${t.noListener}
C -> S: SYN     seq=x
S -> C: RST+ACK seq=0 ack=x+1
  C: CLOSED
`,

  middle: (t, _, title) => `flow "${title}"
client C "${t.client}" state=ESTABLISHED snd=1000 rcv=5000
server S "${t.server}" state=ESTABLISHED

C -> S: PSH+ACK seq=1000 ack=5000 len=100
S -> C: ACK     seq=5000 ack=1100
S -> C: PSH+ACK seq=5000 ack=1100 len=500
C -> S: ACK     seq=1100 ack=5500
`,

  exercise: (t, open, title) => `exercise "${title}"
task: ${t.task}
kind: fill
hint: ${t.hints[0]}
hint: ${t.hints[1]}
${open}
C -> S: ${CURSOR}?   seq=x
S -> C: ?   seq=y ack=?
C -> S: ACK seq=? ack=?
  C, S: ?
`,

  mistake: (t, open) => `flow "${t.mistake}"
${open}
C -> S: SYN     seq=x
S -> C: SYN+ACK seq=y   ack=${CURSOR}x
C -> S: ACK     seq=x+1 ack=y+1
  C, S: ESTABLISHED
`,
};
