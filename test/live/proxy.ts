/** A loopback proxy between the SDK and an IAM server that lets calls fail in the ways that networks and AWS do. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What becomes of a call. */
export type Fault =
  | { readonly kind: "pass" }
  /** The connection breaks before the server has the call. */
  | { readonly kind: "cut-before" }
  /** The server makes the call; the connection breaks before the answer. */
  | { readonly kind: "cut-after" }
  /** No answer ever comes; `isMade`: the server makes the call. */
  | { readonly kind: "hang"; readonly isMade: boolean }
  /** Answered with this XML; the server is not asked. */
  | { readonly kind: "answer"; readonly xml: string }
  /** Answered as AWS answers an error. */
  | { readonly kind: "error"; readonly status: number; readonly code: string };

export const pass: Fault = { kind: "pass" };

/** Something that is done while a call is held: before it goes on (and before it is cut). */
export type Meanwhile = (action: string) => Promise<void> | void;

export interface Proxy {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Actions that the server was given, in their order. */
  readonly made: string[];
  /** All actions that came, in their order. */
  readonly came: string[];
  /** User agents that came. */
  readonly agents: Set<string>;
  /** Sets what becomes of the nth call (from 1) of an action from now on; counting begins anew. */
  readonly set: (fault: (action: string, nth: number) => Fault, meanwhile?: Meanwhile) => void;
  readonly stop: () => Promise<void>;
}

/** Starts one in front of a server. */
export async function startProxy(target: string): Promise<Proxy> {
  const made: string[] = [];
  const came: string[] = [];
  const agents = new Set<string>();
  let decide: (action: string, nth: number) => Fault = () => pass;
  let meanwhile: Meanwhile = () => undefined;
  let counts = new Map<string, number>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const action = new URLSearchParams(body.toString("utf8")).get("Action") ?? "";
    const nth = (counts.get(action) ?? 0) + 1;
    counts.set(action, nth);
    came.push(action);
    agents.add(String(request.headers["user-agent"]));
    const fault = decide(action, nth);
    await meanwhile(action);
    const forward = async (): Promise<Response> => {
      made.push(action);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (!/^(?:host|connection|content-length|expect|transfer-encoding)$/.test(name))
          headers.set(name, String(value));
      return await fetch(new URL(request.url ?? "/", target), {
        method: request.method ?? "POST",
        headers,
        body,
      });
    };
    switch (fault.kind) {
      case "cut-before":
        request.socket.destroy();
        return;
      case "cut-after":
        await (await forward()).arrayBuffer();
        request.socket.destroy();
        return;
      case "hang":
        if (fault.isMade) await (await forward()).arrayBuffer();
        return;
      case "answer":
        response.writeHead(200, { "content-type": "text/xml" });
        response.end(fault.xml);
        return;
      case "error":
        response.writeHead(fault.status, { "content-type": "text/xml" });
        response.end(
          `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${fault.code}</Code><Message>${fault.code} for ${action}</Message></Error><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>`,
        );
        return;
      case "pass": {
        const found = await forward();
        const text = Buffer.from(await found.arrayBuffer());
        response.writeHead(found.status, {
          "content-type": found.headers.get("content-type") ?? "text/xml",
          date: found.headers.get("date") ?? new Date().toUTCString(),
        });
        response.end(text);
      }
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    made,
    came,
    agents,
    set: (fault, then = () => undefined) => {
      decide = fault;
      meanwhile = then;
      counts = new Map();
      made.length = 0;
      came.length = 0;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
