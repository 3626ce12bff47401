/** One call of IAM by its name, through the SDK's own commands. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import type { Live } from "./connect.ts";

/** An answer of IAM: members spelled as the API does. */
export type Answer = Readonly<Record<string, unknown>>;

interface Command {
  new (input: unknown): object;
}

/** Makes a call. `way`: with the SDK's own retry (`reader`) or with that of throttled calls alone. @throws what the SDK throws */
export async function ask(
  live: Live,
  way: "reader" | "writer",
  name: string,
  input: Readonly<Record<string, Json>>,
  signal?: AbortSignal,
): Promise<{ readonly answer: Answer; readonly requestId: string | null }> {
  const modules: Readonly<Record<string, unknown>> = live.iam;
  const found = modules[`${name}Command`];
  if (typeof found !== "function") throw new Error(`the SDK does not know ${name}`);
  // The names of IAM's calls are the names of the SDK's commands, which are classes.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const command = new (found as unknown as Command)(input);
  const send: unknown = await live[way].send(
    // Each command takes its own request; the client takes them all.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    command as Parameters<Live["reader"]["send"]>[0],
    signal === undefined ? {} : { abortSignal: signal },
  );
  // An answer is an object with what the SDK knows of the call.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { $metadata: metadata, ...answer } = send as Answer & {
    readonly $metadata: { readonly requestId?: string };
  };
  return { answer, requestId: metadata.requestId ?? null };
}

/** All pages of a list call, as one list of the members under `list`. */
export async function askAll(
  live: Live,
  name: string,
  input: Readonly<Record<string, Json>>,
  list: string,
): Promise<readonly Answer[]> {
  const all: Answer[] = [];
  let marker: string | null = null;
  do {
    const given: Readonly<Record<string, Json>> =
      marker === null ? input : { ...input, Marker: marker };
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const { answer }: { readonly answer: Answer } = await ask(live, "reader", name, given);
    const page = answer[list];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lists of IAM hold structures, or names
    if (Array.isArray(page)) all.push(...(page as Answer[]));
    marker =
      answer["IsTruncated"] === true && typeof answer["Marker"] === "string"
        ? answer["Marker"]
        : null;
  } while (marker !== null);
  return all;
}
