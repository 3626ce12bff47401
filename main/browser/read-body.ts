import type { IncomingMessage } from "node:http";

/** The longest request: a note, a filter, the ids of many findings. */
export const maxBodyBytes = 2 * 1024 * 1024;

/** The JSON value of a request; `tooLong` and `malformed` say why there is none. Reading stops at the limit. */
export type Body =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "tooLong" }
  | { readonly kind: "malformed" };

/** Reads a request's body. @throws what the connection says when it breaks. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > maxBodyBytes) return { kind: "tooLong" };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    // Without an encoding set, a request gives buffers.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    if (bytes > maxBodyBytes) return { kind: "tooLong" };
    chunks.push(buffer);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "malformed" };
  }
}
