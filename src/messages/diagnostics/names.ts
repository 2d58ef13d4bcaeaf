/** Sentences about names: of endpoints, of segments in flight, of numbers. */

import { entry, given, quote } from "./entry.js";

export const NAMES = {
  "endpoint-unknown": entry<{ name: string; suggestion: string }>({
    title: { en: "An endpoint that is not declared", zh: "端点没有声明" },
    en: (a) => ({
      what: `There is no endpoint ${quote(a.name)}`,
      why: "a flow that declares an endpoint declares all of them, and case matters",
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
    zh: (a) => ({
      what: `没有名为${quote(a.name)}的端点`,
      why: "只要声明了一个端点，就要声明全部端点，并且名字区分大小写",
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
  }),
  "endpoint-self": entry<{ name: string }>({
    title: { en: "A segment to its own sender", zh: "报文段发给了自己" },
    en: (a) => ({ what: `${a.name} sends to itself`, why: "a connection has two different ends" }),
    zh: (a) => ({ what: `${a.name} 发给了自己`, why: "一条连接有两个不同的端点" }),
  }),
  "role-reversed": entry<{ server: string; client: string }>({
    title: { en: "Client and server the wrong way round", zh: "客户端和服务器写反了" },
    en: (a) => ({
      what: `${a.server} is declared as the server, and opens the connection`,
      why: "a client opens a connection, and a server waits for that",
      expected: `${a.server} is the client here, and ${a.client} the server`,
    }),
    zh: (a) => ({
      what: `${a.server} 声明为服务器，却主动发起连接`,
      why: "发起连接的是客户端，等待连接的是服务器",
      expected: `这里 ${a.server} 是客户端，${a.client} 是服务器`,
    }),
  }),
  "endpoint-twice": entry<{ name: string }>({
    title: { en: "An endpoint declared twice", zh: "端点重复声明" },
    en: (a) => ({
      what: `${quote(a.name)} is declared twice`,
      why: "within a flow every endpoint has a name of its own",
    }),
    zh: (a) => ({ what: `${quote(a.name)}声明了两次`, why: "同一个流程里端点的名字不能重复" }),
  }),
  "id-unknown": entry<{ id: string; suggestion: string }>({
    title: { en: "No segment of that name", zh: "没有这个名字的报文段" },
    en: (a) => ({
      what: `No segment is called ${quote(a.id)}`,
      why: "“deliver” takes the name that “as” gave to a segment sent before",
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
    zh: (a) => ({
      what: `没有名为${quote(a.id)}的报文段`,
      why: "deliver 后面写的是前面用 as 给报文段起的名字",
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
  }),
  "id-twice": entry<{ id: string }>({
    title: { en: "Two segments of the same name", zh: "两个报文段同名" },
    en: (a) => ({
      what: `Two segments are called ${quote(a.id)}`,
      why: "“deliver” could not tell which one is meant",
    }),
    zh: (a) => ({ what: `有两个报文段都叫${quote(a.id)}`, why: "deliver 无法分辨指的是哪一个" }),
  }),
  "deliver-lost": entry<{ id: string }>({
    title: { en: "A lost segment cannot arrive", zh: "丢失的报文段不会到达" },
    en: (a) => ({
      what: `${quote(a.id)} is lost and cannot be delivered`,
      why: "-x says that the segment never arrives; one that arrives later leaves with ~>",
    }),
    zh: (a) => ({
      what: `${quote(a.id)}已经丢失，不可能再到达`,
      why: "-x 表示报文段不会到达，晚到的报文段要用 ~> 发出",
    }),
  }),
  "deliver-nothing": entry<Record<string, never>>({
    title: { en: "Nothing is in flight", zh: "没有在途的报文段" },
    en: () => ({
      what: "There is nothing to deliver",
      why: "only a segment sent with ~> stays in flight until a “deliver”",
    }),
    zh: () => ({ what: "没有可以送达的报文段", why: "只有用 ~> 发出的报文段才会一直在途，直到 deliver" }),
  }),
  "symbol-unknown": entry<{ symbol: string; expected: string }>({
    title: { en: "A letter that names nothing yet", zh: "字母还没有含义" },
    en: (a) => ({
      what: `${quote(a.symbol)} does not stand for any number yet`,
      why: "a letter in a sum must have been given its meaning on an earlier line",
      expected: given(a.expected, (e) => `the number here is ${e}`),
      link: "also",
    }),
    zh: (a) => ({
      what: `${quote(a.symbol)}到这里还不代表任何数`,
      why: "式子里的字母必须在前面的行里已经有了含义",
      expected: given(a.expected, (e) => `这里的数是 ${e}`),
      link: "also",
    }),
  }),
  "symbol-two-new": entry<{ first: string; second: string }>({
    title: { en: "Two new letters in one sum", zh: "一个式子里有两个新字母" },
    en: (a) => ({
      what: `${a.first} and ${a.second} are both new in this sum`,
      why: "one number settles one unknown, not two",
    }),
    zh: (a) => ({
      what: `${a.first} 和 ${a.second} 在这个式子里都是新字母`,
      why: "一个数只能定出一个未知量",
    }),
  }),
  "symbol-as-length": entry<{ symbol: string }>({
    title: { en: "A sequence number used as a length", zh: "把序号当作长度" },
    en: (a) => ({
      what: `${a.symbol} is a sequence number, not a length`,
      why: "a length counts octets, a sequence number says where they stand in the stream",
    }),
    zh: (a) => ({
      what: `${a.symbol} 是序号，不是长度`,
      why: "长度表示有多少字节，序号表示字节在流中的位置",
    }),
  }),
  "symbol-same-isn": entry<{ symbol: string; first: string; second: string }>({
    title: { en: "One letter for both initial sequence numbers", zh: "双方初始序号用了同一个字母" },
    en: (a) => ({
      what: `${a.symbol} stands for the ISN of ${a.first} and of ${a.second}`,
      why: "each side chooses its initial sequence number independently, and equal ones would be a coincidence",
      expected: "each side needs a letter of its own",
    }),
    zh: (a) => ({
      what: `${a.symbol} 同时表示 ${a.first} 和 ${a.second} 的初始序号（ISN）`,
      why: "双方各自独立选择初始序号，相等只会是巧合",
      expected: "双方要用不同的字母",
    }),
  }),
  "symbol-another-name": entry<{ symbol: string; other: string }>({
    title: { en: "A second name for a known number", zh: "给已知的数另起名字" },
    en: (a) => ({
      what: `${a.symbol} is a second name for a number that already has one`,
      openly: `${a.symbol} is another name for ${a.other}`,
      why: "what was sent before settles the number here",
    }),
    zh: (a) => ({
      what: `${a.symbol} 是给已有名字的数另起的名字`,
      openly: `${a.symbol} 是 ${a.other} 的另一个名字`,
      why: "前面发送的内容已经决定了这里的数",
    }),
  }),
  "symbol-becomes-number": entry<{ symbol: string; number: string }>({
    title: { en: "A letter turns out to be a number", zh: "字母的数值确定了" },
    en: (a) => ({
      what: `${a.symbol} becomes a plain number here`,
      openly: `${a.symbol} is ${a.number}`,
      why: "a letter that is compared with a plain number has that value from there on",
    }),
    zh: (a) => ({
      what: `${a.symbol} 在这里变成了具体的数`,
      openly: `${a.symbol} 就是 ${a.number}`,
      why: "字母与具体的数相遇后，就取这个值",
    }),
  }),
} as const;
