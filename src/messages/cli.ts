/** What the command line says. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface CliTexts {
  /** Below the list of commands. */
  readonly about: readonly string[];
  readonly unknownCommand: (command: string) => string;
  readonly unknownOption: (option: string) => string;
  readonly optionValue: (option: string, allowed: string) => string;
  readonly missingPath: string;
  readonly onePath: string;
  readonly restoresNotes: string;
  readonly svgBesideFile: string;
  readonly svgOfNotes: string;
  /** `named`: what CHROME_PATH says; empty where it says nothing. */
  readonly noBrowser: (named: string) => string;
  readonly browserFailed: (browser: string) => string;
  readonly needsFolder: string;
  readonly noNames: (path: string) => string;
  readonly cannotRead: (path: string, reason: string) => string;
  readonly cannotWrite: (path: string, reason: string) => string;
  readonly notUtf8: string;
  /** By the names that Node gives to the errors of a system. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly noFiles: (path: string) => string;
  readonly noFlow: (path: string) => string;
  readonly flowNumber: (number: number, flows: number) => string;
  readonly severity: Readonly<Record<"error" | "warning" | "information" | "hint", string>>;
  readonly summary: (errors: number, warnings: number, files: number) => string;
  readonly formatted: (path: string) => string;
  readonly notFormatted: (path: string) => string;
  readonly related: (path: string, line: number, message: string) => string;
}

const TEXTS: Both<CliTexts> = {
  en: {
    about: [
      "A PATH may be a folder (all .tcpflow files in it), and - is standard input.",
      "check, render, format, export, exercise --from: of a Markdown file, the tcpflow blocks in it; --flow counts through",
      "all of them. render makes each a Mermaid picture, and keeps its source in a comment; --restore brings it back.",
      "grade: TEMPLATE may be a folder with many; the answers, .tcpflow or .txt files, name theirs. CSV has a row for",
      "each student, or for what --rows says. Lines count from 1; only the JSON of check counts from 0, as LSP does.",
      "convert: text of tcpdump, tshark and Wireshark, packetdrill scripts, drawings, tables and sentences, as flows.",
      "import: a .pcap or .pcapng file (.gz too), one flow for each connection; two files, taken at both ends, are merged.",
      "export: as it is seen at one end or in the middle; .pcap, .pcapng, or .pkt for a packetdrill script of one end.",
      "CSV is UTF-8 with a byte order mark, as spreadsheets expect it.",
    ],
    unknownCommand: (command) => `there is no command "${command}"`,
    unknownOption: (option) => `there is no option ${option}`,
    optionValue: (option, allowed) => `${option} takes ${allowed}`,
    missingPath: "which file? name one, a folder, or - for standard input",
    onePath: "exactly one file is needed",
    restoresNotes: "--restore is for a Markdown file that render has written",
    svgBesideFile: "pictures are written beside the file: name it with -o FILE",
    svgOfNotes: "--svg is for a Markdown file; for a flow it is --as svg",
    noBrowser: (named) =>
      named === ""
        ? "pictures are drawn by a browser, and none was found: install Chromium, Google Chrome or Microsoft Edge, or say where one is with CHROME_PATH"
        : `CHROME_PATH is "${named}", which is no program: pictures are drawn by a browser, so let it name Chromium, Google Chrome or Microsoft Edge`,
    browserFailed: (browser) =>
      `${browser} drew nothing: update it, or name another browser with CHROME_PATH; without --svg no browser is needed`,
    needsFolder: "for a list of names a folder is needed: -o FOLDER",
    noNames: (path) => `there is no name in ${path}: write one on each line`,
    cannotRead: (path, reason) => `cannot read ${path}: ${reason}`,
    cannotWrite: (path, reason) => `cannot write ${path}: ${reason}`,
    notUtf8: "it is not UTF-8 text; save it as UTF-8",
    reasons: {
      EACCES: "permission denied",
      EEXIST: "it is there already",
      EISDIR: "it is a folder",
      ENOENT: "there is no such file or folder",
      ENOSPC: "no space is left",
      ENOTDIR: "what should be a folder is a file",
      EPERM: "permission denied",
      EROFS: "the file system is read-only",
    },
    noFiles: (path) => `there is no .tcpflow file in ${path}`,
    noFlow: (path) => `there is no flow in ${path}`,
    flowNumber: (number, flows) => `there is no flow ${number}: the file has ${count(flows, "flow")}`,
    severity: { error: "error", warning: "warning", information: "info", hint: "hint" },
    summary: (errors, warnings, files) =>
      `${count(errors, "error")}, ${count(warnings, "warning")} in ${count(files, "file")}`,
    formatted: (path) => `formatted ${path}`,
    notFormatted: (path) => `${path} is not formatted`,
    related: (path, line, message) => `  ${path}:${line}: ${message}`,
  },
  zh: {
    about: [
      "PATH 可以是文件夹（检查其中所有 .tcpflow 文件）；- 表示标准输入。",
      "check、render、format、export、exercise --from：对 Markdown 文件处理其中的 tcpflow 代码块，--flow 从头到尾连续计数。",
      "render 把每一块换成 Mermaid 图，源文保留在注释里，用 --restore 可以还原。",
      "grade：TEMPLATE 可以是含有多个模板的文件夹，答卷（.tcpflow 或 .txt 文件）自己写明所答的模板。CSV 每个学生一行，",
      "或按 --rows 所指分行。行号从 1 数起；只有 check 的 JSON 与 LSP 一样从 0 数起。",
      "convert：把 tcpdump、tshark、Wireshark 的文本、packetdrill 脚本、示意图、表格和句子变成流程。",
      "import：读 .pcap 或 .pcapng 文件（也可以是 .gz），每个连接一个流程；给出两端各抓的两个文件时合并。",
      "export：按某一端或中间看到的样子写出：.pcap、.pcapng，或 .pkt（某一端的 packetdrill 脚本）。",
      "CSV 采用带 BOM 的 UTF-8，可直接用电子表格打开。",
    ],
    unknownCommand: (command) => `没有“${command}”这个命令`,
    unknownOption: (option) => `没有 ${option} 这个选项`,
    optionValue: (option, allowed) => `${option} 的取值是 ${allowed}`,
    missingPath: "请给出文件、文件夹，或用 - 表示标准输入",
    onePath: "只能给出一个文件",
    restoresNotes: "--restore 用于 render 写出的 Markdown 文件",
    svgBesideFile: "图片写在输出文件旁边：请用 -o 文件 指明",
    svgOfNotes: "--svg 用于 Markdown 文件；单个流程用 --as svg",
    noBrowser: (named) =>
      named === ""
        ? "图片要由浏览器绘制，但没有找到：请安装 Chromium、Google Chrome 或 Microsoft Edge，或用 CHROME_PATH 指明其位置"
        : `CHROME_PATH 是“${named}”，不是可执行程序：图片要由浏览器绘制，请让它指向 Chromium、Google Chrome 或 Microsoft Edge`,
    browserFailed: (browser) =>
      `${browser} 没有画出图片：请更新它，或用 CHROME_PATH 指定别的浏览器；不用 --svg 就不需要浏览器`,
    needsFolder: "按名单出题需要给出文件夹：-o 文件夹",
    noNames: (path) => `${path} 中没有姓名：请每行写一个`,
    cannotRead: (path, reason) => `无法读取 ${path}：${reason}`,
    cannotWrite: (path, reason) => `无法写入 ${path}：${reason}`,
    notUtf8: "不是 UTF-8 文本，请另存为 UTF-8",
    reasons: {
      EACCES: "没有权限",
      EEXIST: "已经存在",
      EISDIR: "这是一个文件夹",
      ENOENT: "没有这个文件或文件夹",
      ENOSPC: "磁盘空间不足",
      ENOTDIR: "路径中应为文件夹之处是一个文件",
      EPERM: "没有权限",
      EROFS: "文件系统是只读的",
    },
    noFiles: (path) => `${path} 中没有 .tcpflow 文件`,
    noFlow: (path) => `${path} 中没有流程`,
    flowNumber: (number, flows) => `没有第 ${number} 个流程：文件中共有 ${flows} 个流程`,
    severity: { error: "错误", warning: "警告", information: "信息", hint: "提示" },
    summary: (errors, warnings, files) => `${files} 个文件：${errors} 个错误，${warnings} 个警告`,
    formatted: (path) => `已格式化 ${path}`,
    notFormatted: (path) => `${path} 的格式不规范`,
    related: (path, line, message) => `  ${path}:${line}: ${message}`,
  },
};

export function cliTexts(locale: Locale): CliTexts {
  return pick(TEXTS, locale);
}
