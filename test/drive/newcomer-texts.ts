/** What a newcomer reads on the way, in either language. */
export interface NewcomerTexts {
  /** Beside the first proposal on an empty file. */
  readonly due: string;
  /** What is said of it. */
  readonly about: string;
  /** In the hover over the mistake. */
  readonly wrong: string;
  /** The fix that is preferred. */
  readonly fix: string;
}

export const TEXTS: Readonly<Record<"en" | "zh-cn", NewcomerTexts>> = {
  en: {
    about: "asks for a connection",
    due: "due now",
    fix: "Change to ack=",
    wrong: "ack-behind",
  },
  "zh-cn": {
    about: "请求建立连接",
    due: "现在应当",
    fix: "改为 ack=",
    wrong: "ack-behind",
  },
};
