/** Who the words of a drawing or a text speak of: by their names, and by what they do. */

import { describe, expect, test } from "vitest";
import { Cast, endKindOf } from "../../../src/convert/said/cast.js";

const KINDS = {
  active: "主动方|主动关闭方|主动断开端|active closer|active side|Active|initiator".split("|"),
  passive: "被动方|被动打开端|passive end".split("|"),
  server: "服务器|服务端|服务器端|伺服器|server|srv|My Server|S|s".split("|"),
  client: "客户|客户端|客户机|用户端|client|clnt|browser|浏览器|发起方|C|c".split("|"),
} as const;

describe.each(Object.entries(KINDS))("%s", (kind, words) => {
  test.each(words)("%s", (word) => {
    expect(endKindOf(word)).toBe(kind);
  });
});

test.each(["observer", "proactive", "clients", "A", "Host A", "(server)", "B (server)"])(
  "%s may be either",
  (word) => {
    expect(endKindOf(word)).toBeNull();
  },
);

type Found = readonly [
  key: string,
  name: string | null,
  label: string | null,
  role: string | null,
  address: string | null,
];

const NAMES: readonly (readonly [said: readonly [id: string, label: string | null], found: Found])[] = [
  [
    ["C", "客户端"],
    ["c", "C", "客户端", "client", null],
  ],
  [
    ["a", "Host A"],
    ["a", "a", "Host A", null, null],
  ],
  [
    ["x y", "Web Server (W)"],
    ["x y", "W", "Web Server (W)", "server", null],
  ],
  [
    ["客户端", null],
    ["客户端", null, "客户端", "client", null],
  ],
  [
    ["192.168.0.1:80", null],
    ["192.168.0.1:80", null, null, null, "192.168.0.1:80"],
  ],
  [
    ["Client A", null],
    ["client a", "Client", "Client A", "client", null],
  ],
  [
    ['"B"', null],
    ["b", "B", "B", null, null],
  ],
  [
    ["1st", null],
    ["1st", null, "1st", null, null],
  ],
  [
    ["Server", null],
    ["server", "Server", "Server", "server", null],
  ],
  [
    ["the server", null],
    ["the server", null, "the server", "server", null],
  ],
  [
    ["数据库", null],
    ["数据库", "数据库", "数据库", null, null],
  ],
  [
    ["p1", "TCP Peer (A)"],
    ["p1", "p1", "TCP Peer (A)", null, null],
  ],
  [
    ["(X)", null],
    ["x", "X", "X", null, null],
  ],
  [
    ["node-1", null],
    ["node-1", "node", "node-1", null, null],
  ],
];

test.each(NAMES)("%j", ([id, label], expected) => {
  const cast = new Cast();
  cast.add(id, label);
  const [end] = cast.withRoles();
  expect(end && [end.key, end.name, end.label, end.role, end.address]).toEqual(expected);
});

describe("an end that is known", () => {
  const cast = new Cast();
  const client = cast.add("C", "客户端");
  const server = cast.meet("the server");
  cast.alias("B", server);

  test.each([
    ["c", client],
    ["客户端", client],
    ["the client", client],
    ["(C)", client],
    ["B", server],
    ["Server", server],
    ["服务器", server],
  ])("is met again as %s", (words, key) => {
    expect(cast.meet(words)).toBe(key);
    expect(cast.keys).toHaveLength(2);
  });

  test("has the other of two, and no other of three", () => {
    expect([cast.otherThan(client), cast.otherThan(server)]).toEqual([server, client]);
    const three = new Cast();
    for (const name of ["A", "B", "D"]) three.add(name, null);
    expect([three.find("E"), three.otherThan("a"), three.counterpart("a")]).toEqual([null, null, null]);
  });

  test.each([
    ["客户端", "s"],
    ["server", "c"],
    ["Host A", null],
  ])("%s alone talks to %s", (words, other) => {
    const one = new Cast();
    expect(one.counterpart(one.add(words, null))).toBe(other);
  });
});
