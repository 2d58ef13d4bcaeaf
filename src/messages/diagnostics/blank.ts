/** What belongs in a blank of a plain flow; where nothing fixes it yet, what may stand there. */

/** Why nobody can say which number it is. */
type Freedom = "isn" | "beyond" | "any" | "len" | "open";

interface Blank {
  answer: string;
  free?: Freedom;
  from?: string;
  beyond?: string;
}

export function belongsEn({ answer, free, from = "", beyond = "" }: Blank): string {
  switch (free) {
    case "isn":
      return `this is ${from}'s initial sequence number (ISN), and any may stand here: a number or a new letter`;
    case "beyond":
      return `${from}'s ISN + ${beyond} belongs here, and that ISN is not written yet`;
    case "any":
      return "nothing fixes this number yet: any may stand here, or a new letter";
    case "len":
      return "nothing fixes this amount yet: any may stand here, or a new letter";
    case "open":
      return "it depends on a number or an amount that is not written yet";
    default:
      return `${answer} belongs here`;
  }
}

export function belongsZh({ answer, free, from = "", beyond = "" }: Blank): string {
  switch (free) {
    case "isn":
      return `这是 ${from} 的初始序号（ISN），可以任选：填一个数或一个新字母`;
    case "beyond":
      return `这里应填 ${from} 的 ISN + ${beyond}，而那个 ISN 还没有写出`;
    case "any":
      return "这个序号还没有确定：可以填任意一个数或一个新字母";
    case "len":
      return "这个数据量还没有确定：可以填任意一个数或一个新字母";
    case "open":
      return "它取决于还没有写出的序号或数据量";
    default:
      return `这里应填 ${answer}`;
  }
}
