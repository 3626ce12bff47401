/** An account as the sample's log leaves it, on a server of our own: what live fixes find there. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Moto } from "../time-machine/moto.ts";

/** What the findings F-02, F-08, F-10 and F-14 of the sample are about. */
const touched = /DeveloperAccess|BackupOperator|web-frontend|DenyWithoutMFA/;

interface LoggedCall {
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly errorCode?: string;
  readonly readOnly?: boolean;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
}

/** Makes the calls of the sample's log again that touch those things. Group and role that the log finds there are made. */
export async function liveAccount(moto: Moto): Promise<void> {
  await moto.call({ api: "CreateGroup", input: { GroupName: "Developers" } });
  const folder = "build/sample/AWSLogs";
  const calls = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json.gz") && !name.includes("Digest"))
    .flatMap((name) => recordsOf(join(folder, name)))
    .filter(
      (one) =>
        one.eventSource === "iam.amazonaws.com" &&
        one.errorCode === undefined &&
        one.readOnly !== true &&
        touched.test(JSON.stringify(one.requestParameters)),
    )
    .toSorted((a, b) => (a.eventTime < b.eventTime ? -1 : 1));
  for (const { eventName, requestParameters } of calls)
    // oxlint-disable-next-line no-await-in-loop -- in their order
    await moto.call({
      api: eventName,
      input: Object.fromEntries(
        Object.entries(requestParameters ?? {}).map(([name, value]) => [
          `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
          value,
        ]),
      ),
    });
}

function recordsOf(path: string): readonly LoggedCall[] {
  const text = gunzipSync(readFileSync(path)).toString();
  // The sample is our own.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { Records } = JSON.parse(text) as { readonly Records?: readonly LoggedCall[] };
  return Records ?? [];
}
