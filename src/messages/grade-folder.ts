/** What *Grade a Folder…* asks and says. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface GradeFolderTexts {
  readonly choose: string;
  readonly chooseTemplate: (name: string) => string;
  readonly useTemplate: string;
  readonly noAnswers: (folder: string) => string;
  readonly working: string;
  /** Title of the table. */
  readonly title: (folder: string) => string;
  readonly saveCsv: string;
  readonly chooseRows: string;
  readonly rows: Readonly<Record<"student" | "blank" | "question" | "misconception", string>>;
  readonly saved: (file: string) => string;
  readonly open: string;
  readonly cannotWrite: (file: string, reason: string) => string;
  readonly cannotRead: (folder: string, reason: string) => string;
  readonly unreadable: string;
  readonly graded: (students: number) => string;
}

const TEXTS: Both<GradeFolderTexts> = {
  en: {
    choose: "Grade This Folder",
    chooseTemplate: (name) => `Where is ${name}, the template of these answers?`,
    useTemplate: "Use This Template",
    noAnswers: (folder) => `No answers in ${folder}.`,
    working: "Grading …",
    title: (folder) => `Grades of ${folder}`,
    saveCsv: "Save as CSV…",
    chooseRows: "A row for each …",
    rows: {
      student: "Student: marks, percent, what is missing",
      blank: "Blank: what each student wrote",
      question: "Question: how the class answered it",
      misconception: "Misconception: how often it was met",
    },
    saved: (file) => `Saved ${file}.`,
    open: "Open",
    cannotWrite: (file, reason) => `${file} could not be written: ${reason}`,
    cannotRead: (folder, reason) => `${folder} could not be read: ${reason}`,
    unreadable: "it is not UTF-8 text",
    graded: (students) => `${count(students, "student")} graded.`,
  },
  zh: {
    choose: "批改这个文件夹",
    chooseTemplate: (name) => `这些答卷的模板 ${name} 在哪里？`,
    useTemplate: "使用这个模板",
    noAnswers: (folder) => `${folder} 里没有答卷。`,
    working: "正在批改…",
    title: (folder) => `${folder} 的成绩`,
    saveCsv: "保存为 CSV…",
    chooseRows: "每一行是……",
    rows: {
      student: "一名学生：得分、百分比、缺交情况",
      blank: "一个空：每名学生写了什么",
      question: "一道题：全班的答题情况",
      misconception: "一种误解：出现的次数",
    },
    saved: (file) => `已保存 ${file}。`,
    open: "打开",
    cannotWrite: (file, reason) => `无法写入 ${file}：${reason}`,
    cannotRead: (folder, reason) => `无法读取 ${folder}：${reason}`,
    unreadable: "不是 UTF-8 文本",
    graded: (students) => `已批改 ${students} 名学生的答卷。`,
  },
};

export function gradeFolderTexts(locale: Locale): GradeFolderTexts {
  return pick(TEXTS, locale);
}
