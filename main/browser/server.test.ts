/** The local host's HTTP as anybody on this machine can speak to it: real requests over real sockets. */
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../shared/ipc.ts";
import { createKeys, keyHeader } from "./admission.ts";
import type { Keys } from "./admission.ts";
import { startServer } from "./server.ts";
import type { BrowserServer } from "./server.ts";

const encode = (text: string) => ({ body: new TextEncoder().encode(text) });
const files = new Map([
  ["index.html", { ...encode("<!doctype html>"), type: "text/html; charset=utf-8" }],
  ["assets/index.js", { ...encode("start()"), type: "text/javascript; charset=utf-8" }],
]);

let clock = 0;
let keys: Keys;
let server: BrowserServer;
/** Calls that came through. */
const reached: string[] = [];
let finish: (reply: Reply<unknown>) => void = () => undefined;

beforeAll(async () => {
  keys = createKeys(() => clock);
  server = await startServer({
    files,
    keys,
    port: 0,
    answer: (call, args) => {
      if (call === "slow") return new Promise((done) => (finish = done));
      if (call !== "settings" && call !== "copyText") return null;
      reached.push(call);
      return Promise.resolve({ ok: true, value: args });
    },
  });
});
afterAll(() => server.close());

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  /** Null leaves a header out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
}

/** Asks as the window's page does, but for what is said. */
function ask(path: string, { method = "GET", headers = {}, body = "" }: Asked = {}): Promise<Got> {
  const usual =
    method === "GET"
      ? {}
      : {
          origin: `http://127.0.0.1:${server.port}`,
          "content-type": "application/json",
          [keyHeader]: keys.key,
        };
  const all: Record<string, string> = { host: `127.0.0.1:${server.port}` };
  for (const [name, value] of Object.entries({ ...usual, ...headers }))
    if (value === null) delete all[name];
    else all[name] = value;
  return new Promise((done, fail) => {
    const asked = request(
      { host: "127.0.0.1", port: server.port, path, method, headers: all, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    asked.on("error", fail);
    asked.end(body);
  });
}

const call = (name: string, over: Asked = {}) =>
  ask(`/api/${name}`, { method: "POST", body: "[]", ...over });

describe("the window's files", () => {
  test.each([
    ["/", "<!doctype html>", "text/html; charset=utf-8"],
    ["/index.html", "<!doctype html>", "text/html; charset=utf-8"],
    ["/assets/index.js", "start()", "text/javascript; charset=utf-8"],
  ])("%s is served", async (path, body, type) => {
    const got = await ask(path);
    expect(got).toMatchObject({ status: 200, body });
    expect(got.headers["content-type"]).toBe(type);
    expect(got.headers["x-content-type-options"]).toBe("nosniff");
    expect(got.headers["referrer-policy"]).toBe("no-referrer");
    expect(got.headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(got.headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(got.headers["set-cookie"]).toBeUndefined();
    expect(got.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("the page may run its own scripts and ask this host, and nothing else", async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    expect((await ask("/")).headers["content-security-policy"]).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src ${origin}; ` +
        `frame-src ${origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ` +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  test.each([
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/%2e%2e/package.json",
    "/assets/../index.html",
    "/assets/..%2findex.html",
    "/assets\\..\\index.html",
    "//etc/passwd",
    "/index.html%00.js",
    "/index.html?x",
    "/INDEX.HTML",
    "/assets/",
    "/assets",
    "/package.json",
    "/report/",
    "/report/index.html",
    "/__proto__",
    "/api/settings",
    "/messages",
    "/key",
    "http://example.com/",
    "*",
  ])("%s is not", async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).toBe("there is nothing here\n");
  });
});

describe("who may call", () => {
  test("the page with the key", async () => {
    const got = await call("settings", { body: "[1]" });
    expect(got.status).toBe(200);
    expect(JSON.parse(got.body)).toEqual({ ok: true, value: [1] });
  });

  const refused: readonly (readonly [string, Asked["headers"], number])[] = [
    ["no key", { [keyHeader]: null }, 401],
    ["an empty key", { [keyHeader]: "" }, 401],
    ["a wrong key", { [keyHeader]: "A".repeat(43) }, 401],
    ["the key as a cookie", { [keyHeader]: null, cookie: "key=KEY" }, 401],
    ["the key as a bearer", { [keyHeader]: null, authorization: "Bearer KEY" }, 401],
    ["a name that resolves here (DNS rebinding)", { host: "attacker.example:PORT" }, 403],
    [
      "the same with its own origin",
      { host: "attacker.example:PORT", origin: "http://attacker.example:PORT" },
      403,
    ],
    ["localhost", { host: "localhost:PORT" }, 403],
    ["another port", { host: "127.0.0.1:1" }, 403],
    ["no port", { host: "127.0.0.1" }, 403],
    ["another loopback address", { host: "127.0.0.2:PORT" }, 403],
    ["a name that ends like ours", { host: "127.0.0.1:PORT.attacker.example" }, 403],
    ["another page's origin", { origin: "https://attacker.example" }, 403],
    ["a local page on another port", { origin: "http://127.0.0.1:1" }, 403],
    ["our address over https", { origin: "https://127.0.0.1:PORT" }, 403],
    ["a sandboxed page", { origin: "null" }, 403],
    ["no origin", { origin: null }, 403],
    ["a page that says it is elsewhere", { "sec-fetch-site": "cross-site" }, 403],
    ["a local page that says so", { "sec-fetch-site": "same-site" }, 403],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["plain text, which needs no leave", { "content-type": "text/plain" }, 415],
    ["no type", { "content-type": null }, 415],
  ];
  test.each(refused)("not with %s", async (_, headers, status) => {
    const before = reached.length;
    const filled = Object.entries(headers ?? {}).map(([name, value]) => [
      name,
      value?.replace("PORT", `${server.port}`).replace("KEY", keys.key) ?? null,
    ]);
    const got = await call("settings", { headers: Object.fromEntries(filled) });
    expect(got.status).toBe(status);
    expect(got.body).not.toContain(keys.key);
    expect(reached).toHaveLength(before);
  });

  test("two Host headers are no way around", async () => {
    const answer = await raw(
      `GET / HTTP/1.1\r\nHost: attacker.example\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(answer).not.toContain("<!doctype html>");
  });

  test("no Host header is no way around", async () => {
    expect(await raw("GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 403 /);
  });

  test("the files too are for this very address", async () => {
    expect((await ask("/", { headers: { host: "attacker.example" } })).status).toBe(403);
    expect((await ask("/", { headers: { origin: "https://attacker.example" } })).status).toBe(403);
    const scripted = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
    expect((await ask("/assets/index.js", { headers: scripted })).status).toBe(403);
    expect((await ask("/", { headers: scripted })).status).toBe(403);
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await ask("/", { headers: link })).status).toBe(200);
    expect((await ask("/assets/index.js", { headers: link })).status).toBe(403);
  });

  test("a page that asks for leave gets none", async () => {
    const got = await ask("/api/settings", {
      method: "OPTIONS",
      headers: {
        origin: "https://attacker.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": keyHeader,
      },
    });
    expect(got.status).toBe(403);
    expect(Object.keys(got.headers).filter((name) => name.startsWith("access-control"))).toEqual(
      [],
    );
  });

  test.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "PROPFIND"])(
    "%s is no method",
    async (method) => {
      expect((await ask("/api/settings", { method, body: "" })).status).toBe(405);
    },
  );
});

describe("what is called", () => {
  test.each(["nothing", "", "settings/", "../settings", "__proto__", "constructor", "toString"])(
    "%j is no call",
    async (name) => {
      expect((await call(name)).status).toBe(404);
    },
  );

  test.each(["", "{}", '"x"', "[", "null", "[1,]", "\u0000"])(
    "%j are no arguments",
    async (body) => {
      expect((await call("settings", { body })).status).toBe(400);
    },
  );

  test("text that is no UTF-8 is refused", async () => {
    const answer = await raw(
      Buffer.concat([
        Buffer.from(
          `POST /api/settings HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: http://127.0.0.1:${server.port}\r\n` +
            `Content-Type: application/json\r\n${keyHeader}: ${keys.key}\r\nContent-Length: 5\r\nConnection: close\r\n\r\n["`,
        ),
        Buffer.from([0xff]),
        Buffer.from('"]'),
      ]),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("two MiB are too long, announced or not", async () => {
    const body = JSON.stringify(["x".repeat(2 * 1024 * 1024)]);
    expect((await call("copyText", { body })).status).toBe(413);
    const before = reached.length;
    const got = await call("copyText", { body, headers: { "transfer-encoding": "chunked" } });
    expect(got.status).toBe(413);
    expect(reached).toHaveLength(before);
    const most = JSON.stringify(["x".repeat(2 * 1024 * 1024 - 4)]);
    expect((await call("copyText", { body: most })).status).toBe(200);
  });

  test("an answer that takes long comes all the same", async () => {
    const got = call("slow");
    await new Promise((done) => setTimeout(done, 50));
    finish({ ok: true, value: "late" });
    expect(JSON.parse((await got).body)).toEqual({ ok: true, value: "late" });
  });
});

describe("a key for one exchange", () => {
  const exchange = (key: string) =>
    ask("/key", { method: "POST", body: "[]", headers: { [keyHeader]: key } });

  test("is taken once", async () => {
    const once = keys.once();
    expect(await exchange("A".repeat(43))).toMatchObject({ status: 401 });
    const got = await exchange(once);
    expect(JSON.parse(got.body)).toEqual({ ok: true, value: keys.key });
    expect(await exchange(once)).toMatchObject({ status: 401 });
  });

  test("ends after two minutes, and admits nobody by itself", async () => {
    const once = keys.once();
    expect(await call("settings", { headers: { [keyHeader]: once } })).toMatchObject({
      status: 401,
    });
    clock += 120_001;
    expect(await exchange(once)).toMatchObject({ status: 401 });
  });

  test("is not given to another page", async () => {
    const once = keys.once();
    const got = await ask("/key", {
      method: "POST",
      headers: { [keyHeader]: once, origin: "http://127.0.0.1:1" },
    });
    expect(got.status).toBe(403);
    expect(await exchange(once)).toMatchObject({ status: 200 });
  });
});

test("a report is a page without scripts under an address that nobody can guess, until the next one", async () => {
  const first = server.addReport("<p>first");
  expect(first).toMatch(/^\/report\/[0-9a-f-]{36}$/);
  const got = await ask(first);
  expect(got).toMatchObject({ status: 200, body: "<p>first" });
  expect(got.headers["content-security-policy"]).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
      `frame-ancestors http://127.0.0.1:${server.port}; sandbox`,
  );
  const framed = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect((await ask(first, { headers: framed })).status).toBe(403);
  const second = server.addReport("<p>second");
  expect((await ask(first)).status).toBe(404);
  expect((await ask(second)).body).toBe("<p>second");
});

test("messages come to who has the key", async () => {
  expect((await ask("/messages", { method: "POST", headers: { [keyHeader]: "x" } })).status).toBe(
    401,
  );
  const heard = await new Promise<string>((done, fail) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port: server.port,
        path: "/messages",
        method: "POST",
        headers: { origin: `http://127.0.0.1:${server.port}`, [keyHeader]: keys.key },
        agent: false,
      },
      (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += String(chunk);
          if (text === ":\n\n") server.send("menuChosen", "go-findings");
          else asked.destroy();
        });
        response.on("close", () => done(text));
        response.on("error", () => done(text));
      },
    );
    asked.on("error", fail);
    asked.end();
  });
  expect(heard).toBe(':\n\ndata: {"name":"menuChosen","payload":"go-findings"}\n\n');
});

test("no other address of this machine answers", async () => {
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((found) => found?.family === "IPv4" && !found.internal)
    .map((found) => found!.address);
  for (const host of [...others, "127.0.0.2", "::1"])
    await expect(
      new Promise((done, fail) => {
        const socket = connect({ host, port: server.port }, () => {
          socket.destroy();
          done(host);
        });
        socket.on("error", fail);
      }),
      host,
    ).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH|EAFNOSUPPORT/);
});

/** Sends bytes as they are and answers what comes back. */
function raw(bytes: string | Buffer): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(server.port, "127.0.0.1", () => void socket.write(bytes));
    let text = "";
    socket.on("data", (chunk) => (text += String(chunk)));
    socket.on("close", () => done(text));
    socket.on("error", fail);
  });
}
