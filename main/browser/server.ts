/** The local host's HTTP: files of the window, calls, messages, reports. It listens on 127.0.0.1 alone. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Events, Reply } from "../../shared/ipc.ts";
import { htmlType } from "../host/built-files.ts";
import type { BuiltFile } from "../host/built-files.ts";
import { pageHeaders, reportPolicy, windowPolicy } from "../host/page-policy.ts";
import { keyHeader, originOf, refusal } from "./admission.ts";
import type { Keys } from "./admission.ts";
import { readBody } from "./read-body.ts";

/** Answers a call with checked arguments; null: there is no such call. */
export type Answer = (call: string, args: readonly unknown[]) => Promise<Reply<unknown>> | null;

export interface BrowserServer {
  readonly port: number;
  /** Sends a message to every page. */
  readonly send: <E extends keyof Events>(name: E, payload: Events[E]) => void;
  /** Makes a report readable; the one before is no more. Answers its address. */
  readonly addReport: (html: string) => string;
  /** Ends all connections. */
  readonly close: () => Promise<void>;
}

interface Parts {
  readonly files: ReadonlyMap<string, BuiltFile>;
  readonly keys: Keys;
  readonly answer: Answer;
  /** 0: any free one. */
  readonly port: number;
}

/** Sent while nothing happens, so that neither end gives the connection up. */
const breathMs = 15_000;
/** A page that does not read gets no more messages once so many bytes wait for it. */
const mostWaiting = 16 * 1024 * 1024;
/** A few tabs have some each. */
const mostConnections = 256;
/** Anything that is no page. */
const noPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
const jsonType = "application/json; charset=utf-8";

/** Starts listening. @throws what the system says, e.g. EADDRINUSE. */
export async function startServer({ files, keys, answer, port }: Parts): Promise<BrowserServer> {
  const pages = new Set<ServerResponse>();
  let report: { readonly path: string; readonly html: string } | null = null;
  let bound = port;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = request;
    const why = refusal(method, url === "/", headers, bound);
    if (why !== null) return say(response, 403, why);
    if (method === "GET") return give(url, response);
    if (method !== "POST") return say(response, 405, "only GET and POST are known");
    if (url === "/key") {
      if (!keys.spend(first(headers[keyHeader]))) return refuse(response);
      return reply(response, 200, { ok: true, value: keys.key });
    }
    if (!keys.isKey(first(headers[keyHeader]))) return refuse(response);
    if (url === "/messages") return listen(response);
    if (!url.startsWith("/api/")) return say(response, 404, "there is nothing here");
    return take(url.slice("/api/".length), request, response);
  };

  const give = (url: string, response: ServerResponse): void => {
    const origin = originOf(bound);
    // Browsers ask for it by themselves.
    if (url === "/favicon.ico") return send(response, 204, "image/svg+xml", noPolicy, "");
    if (report !== null && url === report.path)
      return send(response, 200, htmlType, reportPolicy(origin), report.html);
    const file = files.get(url === "/" ? "index.html" : url.slice(1));
    if (file === undefined || !url.startsWith("/"))
      return say(response, 404, "there is nothing here");
    send(response, 200, file.type, windowPolicy(origin, origin), file.body);
  };

  const listen = (response: ServerResponse): void => {
    response.writeHead(200, pageHeaders("text/event-stream", noPolicy));
    response.write(":\n\n");
    pages.add(response);
    response.on("close", () => pages.delete(response));
  };

  const take = async (
    call: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    if (request.headers["content-type"] !== "application/json")
      return say(response, 415, "a call is application/json");
    const body = await readBody(request);
    if (body.kind === "tooLong") {
      response.setHeader("connection", "close");
      return say(response, 413, "the call is too long");
    }
    if (body.kind === "malformed" || !Array.isArray(body.value))
      return say(response, 400, "a call is a list of arguments");
    const answered = answer(call, body.value);
    if (answered === null) return say(response, 404, "there is no such call");
    // An import may take an hour: blanks before the answer keep the connection, and mean nothing in JSON.
    response.writeHead(200, pageHeaders(jsonType, noPolicy));
    const breath = setInterval(() => response.write(" "), breathMs);
    response.on("close", () => clearInterval(breath));
    const answerText = JSON.stringify(await answered);
    clearInterval(breath);
    response.end(answerText);
  };

  const server = createServer({ maxHeaderSize: 16 * 1024 }, (request, response) => {
    // A page that went away in the middle needs no answer.
    void handle(request, response).catch(() => response.destroy());
  });
  server.maxConnections = mostConnections;
  const breath = setInterval(() => {
    for (const page of pages) page.write(":\n\n");
  }, breathMs);
  breath.unref();

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, resolve);
  });
  const address = server.address();
  if (address !== null && typeof address === "object") bound = address.port;

  return {
    port: bound,
    send: (name, payload) => {
      const text = `data: ${JSON.stringify({ name, payload })}\n\n`;
      for (const page of pages)
        if (page.writableLength > mostWaiting) page.destroy();
        else page.write(text);
    },
    addReport: (html) => {
      report = { path: `/report/${randomUUID()}`, html };
      return report.path;
    },
    close: () =>
      new Promise((resolve) => {
        clearInterval(breath);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function first(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

function refuse(response: ServerResponse): void {
  reply(response, 401, { ok: false, error: { code: "no-key" } });
}

function reply(response: ServerResponse, status: number, value: Reply<unknown>): void {
  send(response, status, jsonType, noPolicy, JSON.stringify(value));
}

function say(response: ServerResponse, status: number, sentence: string): void {
  send(response, status, "text/plain; charset=utf-8", noPolicy, `${sentence}\n`);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  policy: string,
  body: string | Uint8Array,
): void {
  response.writeHead(status, pageHeaders(type, policy)).end(body);
}
