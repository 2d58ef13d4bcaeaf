/** What `tcpflow COMMAND --help` says: of the command, and of each of its options. */

import { type Both, type Locale, pick } from "./locale.js";

export interface CommandHelp {
  /** What it does, a sentence or a few, one in a line of the terminal. */
  readonly says: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

interface HelpTexts {
  readonly usage: string;
  readonly optionsHeading: string;
  readonly examples: string;
  readonly moreHelp: string;
  readonly lang: string;
  readonly help: string;
  readonly exitStatus: string;
  readonly commands: Readonly<Record<CommandName, CommandHelp>>;
}

export type CommandName =
  | "check"
  | "render"
  | "format"
  | "grade"
  | "exercise"
  | "convert"
  | "import"
  | "export"
  | "completion";

const TEXTS: Both<HelpTexts> = {
  en: {
    usage: "Usage:",
    optionsHeading: "Options:",
    examples: "Examples:",
    moreHelp: "`tcpflow COMMAND --help` tells more about a command.",
    lang: "the language of messages; otherwise that of the environment (LANG)",
    help: "this help",
    exitStatus: "Exit status: 0 no error found, 1 errors found, 2 could not run.",
    commands: {
      check: {
        says: [
          "Checks every sequence number, acknowledgment, flag and state against RFC 9293.",
          "A PATH is a .tcpflow file, a Markdown file with tcpflow blocks, a folder (all .tcpflow files in it), or - for",
          "standard input.",
        ],
        options: {
          format: "text for people, or JSON for programs: its lines and columns count from 0, as in LSP",
          answers: "what stands in an exercise's blanks is told as well",
        },
      },
      render: {
        says: [
          "Writes a flow as a Mermaid sequence diagram or as notes in Markdown. In a Markdown file each tcpflow block becomes",
          "a Mermaid picture; its source is kept in a comment, from which --restore brings it back.",
        ],
        options: {
          flow: "which flow of the file, counted from 1",
          as: "a Mermaid diagram; notes: the flow, a table of segments and states, and each step explained; or a picture (SVG)",
          svg: "of a Markdown file: pictures instead of Mermaid, in files beside the one that is written; needs a browser",
          restore: "of a Markdown file that render has written: brings the tcpflow blocks back",
          output: "the file to write; otherwise standard output",
        },
      },
      format: {
        says: [
          "Formats files where they are: spacing, order of fields, canonical spelling. Nothing else changes.",
          "Of a Markdown file only its tcpflow blocks.",
        ],
        options: { check: "changes nothing; names the files that are not formatted, and ends with status 1" },
      },
      grade: {
        says: [
          "Marks answers to an exercise. TEMPLATE may be a folder with several; the answers, .tcpflow or .txt files, name theirs.",
          "Lines count from 1. CSV is UTF-8 with a byte order mark, as spreadsheets expect it.",
        ],
        options: {
          format: "a table for people, JSON, or CSV",
          rows: "what a row of the CSV stands for: a student, a blank, a question or a misconception",
          weights: "a CSV file with the points of each question",
          "follow-through": "how much of a point is given for what follows rightly from an earlier mistake",
          feedback: "a folder in which a page of feedback is written for each student",
        },
      },
      exercise: {
        says: [
          "Makes a random exercise; with -o its key is written beside it. With a list of names, one in a line or in the first",
          "column of a CSV file, it makes one for each of them, each in a folder of its own. With --from it is made of a",
          "connection in a capture, or of a flow in a file.",
        ],
        options: {
          topic: "what it is about; otherwise a mixture",
          kind: "what is asked; otherwise whatever suits the topic",
          difficulty: "from 1, easy, to 3",
          seed: "the same number makes the same exercise again",
          from: "a capture (.pcap or .pcapng, gzipped or not), or a .tcpflow file",
          stream: "which connection of the capture, from 0; otherwise the first",
          flow: "which flow of the file, from 1; otherwise the first",
          output: "the file, or for a list of names the folder",
        },
      },
      convert: {
        says: [
          "Makes flows of text of tcpdump, tshark and Wireshark, packetdrill scripts, drawings, tables and sentences. What cannot",
          "be read whole is left alone, and why is told. Mistakes in the text stay in the flow: check tells them.",
        ],
        options: { output: "the file to write; otherwise standard output" },
      },
      import: {
        says: [
          "Makes a flow of each connection of a capture: .pcap or .pcapng, gzipped or not. Two captures, taken at both ends, are",
          "merged.",
        ],
        options: {
          list: "lists the connections, and makes no flows",
          stream: "only these connections; --list shows their numbers, which are tshark's",
          numbers: "sequence numbers counted from each side's first one, or as they are",
          format: "flows, or everything that was read as JSON",
          output: "the file to write; otherwise standard output",
        },
      },
      export: {
        says: [
          "Writes a flow as a capture that Wireshark opens (.pcap or .pcapng), or as a packetdrill script of one end (.pkt): the",
          "ending of the file decides.",
        ],
        options: {
          flow: "which flow of the file, counted from 1",
          at: "where it is seen: at the end with this name, or in the middle",
          output: "the file to write",
        },
      },
      completion: {
        says: ["Prints a script that completes commands, options and their values in your shell."],
        options: {},
      },
    },
  },
  zh: {
    usage: "用法：",
    optionsHeading: "选项：",
    examples: "示例：",
    moreHelp: "“tcpflow 命令 --help”给出该命令的详细说明。",
    lang: "消息所用的语言；默认由环境变量（LANG）决定",
    help: "显示本帮助",
    exitStatus: "退出状态：0 没有错误，1 有错误，2 无法运行。",
    commands: {
      check: {
        says: [
          "按 RFC 9293 检查每个序号、确认号、标志位和状态。",
          "PATH 可以是 .tcpflow 文件、含有 tcpflow 代码块的 Markdown 文件、文件夹（检查其中所有 .tcpflow 文件），或用 - 表示标准输入。",
        ],
        options: {
          format: "text 供人阅读，json 供程序读取；JSON 的行和列与 LSP 一样从 0 数起",
          answers: "练习空格里填写的内容也一并说明",
        },
      },
      render: {
        says: [
          "把流程写成 Mermaid 时序图，或写成 Markdown 笔记。对 Markdown 文件，把每个 tcpflow 代码块换成 Mermaid 图，",
          "源文保留在注释里，用 --restore 可以还原。",
        ],
        options: {
          flow: "文件中的第几个流程，从 1 数起",
          as: "mermaid 为时序图；notes 为笔记：流程、报文段与状态的表格、每一步的讲解；svg 为图片",
          svg: "对 Markdown 文件：不用 Mermaid 而用图片，图片文件写在输出文件旁边；需要浏览器",
          restore: "把 render 写出的 Markdown 文件还原成 tcpflow 代码块",
          output: "写入的文件；默认写到标准输出",
        },
      },
      format: {
        says: [
          "就地整理文件的格式：空格、字段顺序、规范写法。其余一概不变。Markdown 文件只整理其中的 tcpflow 代码块。",
        ],
        options: { check: "不改文件，只列出格式不规范的文件，退出状态为 1" },
      },
      grade: {
        says: [
          "批改练习的答卷。TEMPLATE 可以是含有多个模板的文件夹；答卷（.tcpflow 或 .txt 文件）自己写明所答的模板。",
          "行号从 1 数起。CSV 采用带 BOM 的 UTF-8，可直接用电子表格打开。",
        ],
        options: {
          format: "供人阅读的表格、JSON 或 CSV",
          rows: "CSV 每行代表什么：学生、空格、题目或误解",
          weights: "给出各题分值的 CSV 文件",
          "follow-through": "前面答错、后面据此推得一致时，给这一空百分之多少的分",
          feedback: "为每个学生写一页反馈的文件夹",
        },
      },
      exercise: {
        says: [
          "随机出一道练习；给出 -o 时，答案写在它旁边。给出名单（每行一个姓名，或 CSV 文件的第一列）时，",
          "为每个人各出一道，各放一个文件夹。用 --from 时，由抓包里的一条连接或文件里的一个流程出题。",
        ],
        options: {
          topic: "主题；默认混合",
          kind: "题型；默认取适合该主题的",
          difficulty: "难度，1 最容易，3 最难",
          seed: "相同的数得到相同的练习",
          from: "抓包文件（.pcap 或 .pcapng，可以是 gzip 压缩的），或 .tcpflow 文件",
          stream: "抓包里的哪个连接，从 0 数起；默认第一个",
          flow: "文件里的哪个流程，从 1 数起；默认第一个",
          output: "写入的文件；给出名单时为文件夹",
        },
      },
      convert: {
        says: [
          "把 tcpdump、tshark、Wireshark 的文本、packetdrill 脚本、示意图、表格和句子变成流程。不能完整读懂的原样不动，",
          "并说明原因。原文里的错误会保留在流程里，由 check 指出。",
        ],
        options: { output: "写入的文件；默认写到标准输出" },
      },
      import: {
        says: [
          "把抓包文件（.pcap 或 .pcapng，可以是 gzip 压缩的）里的每个连接变成一个流程。给出在两端各抓的两个文件时合并。",
        ],
        options: {
          list: "只列出各个连接，不生成流程",
          stream: "只要这些连接；编号见 --list，与 tshark 相同",
          numbers: "序号从各方的起始序号算起，或用原来的数值",
          format: "流程，或用 JSON 给出读到的全部内容",
          output: "写入的文件；默认写到标准输出",
        },
      },
      export: {
        says: [
          "把流程写成 Wireshark 能打开的抓包文件（.pcap 或 .pcapng），或某一端的 packetdrill 脚本（.pkt），",
          "由文件的扩展名决定。",
        ],
        options: {
          flow: "文件中的第几个流程，从 1 数起",
          at: "在哪里看：某一端的名字，或 middle（中间）",
          output: "写入的文件",
        },
      },
      completion: {
        says: ["输出一段脚本，使 shell 能补全命令、选项及其取值。"],
        options: {},
      },
    },
  },
};

export function cliHelp(locale: Locale): HelpTexts {
  return pick(TEXTS, locale);
}
