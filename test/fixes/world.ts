import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { FixName, FixRequest } from "../../shared/fixes/fix.ts";
import type { Known, Used } from "../../shared/fixes/known.ts";
import { emptyAccount } from "../../shared/state/account-facts.ts";
import { entityState, foldEvents, rootState, settingsState } from "../../shared/state/state.ts";
import { lensOf } from "../../shared/state/view-parts.ts";
import { asksOf } from "../../shared/remediation/ask-list.ts";
import { memberKind } from "../../shared/remediation/member-kinds.ts";
import type { Operation, PlanValue } from "../../shared/remediation/plan.ts";
import { isAsk } from "../../shared/remediation/plan.ts";
import type { Call, Moto, Outcome } from "../time-machine/moto.ts";
import { account } from "../time-machine/moto.ts";
import type { Truth } from "../time-machine/truth.ts";
import { actors, eventOf, recordOf } from "../time-machine/record.ts";

/** When plans are made: weeks after the events. */
export const planned = "2026-03-30T12:00:00Z";

/** 2026-03-02T08:00:00Z. */
const start = 1_772_438_400;

/** Ids that moto made, by the names that scenarios give them. */
export function resolved<T>(value: T, { users }: Truth): T {
  const eve = users["eve"];
  const first = (table: Readonly<Record<string, unknown>> | undefined): string =>
    Object.keys(table ?? {})[0] ?? "";
  const text = JSON.stringify(value)
    .replaceAll("$key1", first(eve?.keys))
    .replaceAll("$ssh1", first(eve?.ssh))
    .replaceAll("$signing1", first(eve?.signing))
    .replaceAll("$service1", first(eve?.services));
  const copy: T = JSON.parse(text);
  return copy;
}

/** Makes calls one after another, a minute apart from the `first` one on; the record of each. @throws where one is refused. */
export async function recorded(
  moto: Moto,
  calls: readonly Call[],
  first = 0,
): Promise<readonly string[]> {
  const records: string[] = [];
  for (const [i, call] of calls.entries()) {
    const outcome = await moto.call(call);
    if (!outcome.ok) throw new Error(`${call.api} ${outcome.code} ${outcome.message}`);
    records.push(recordOf(call, outcome, actors[0], start + 60 * (first + i), first + i));
  }
  return records;
}

/** As `recorded`, as the product's import reads the records. */
export async function story(
  moto: Moto,
  calls: readonly Call[],
  first = 0,
): Promise<readonly CloudTrailEvent[]> {
  return (await recorded(moto, calls, first)).map((record) => eventOf(record));
}

/** Records of what a session of a role called; without `used` one call that changes nothing. */
export function usedRecords(used: Used | null, role: string): readonly string[] {
  const calls = used?.calls ?? [
    { source: "sts.amazonaws.com", name: "GetCallerIdentity", count: 1 },
  ];
  return calls.map(({ source, name }, i) =>
    JSON.stringify({
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: `AROACKCEVSQ6C2SAMPLE:i-${i}`,
        arn: `arn:aws:sts::${account}:assumed-role/${role}/i-0`,
        accountId: account,
        accessKeyId: "ASIAIOSFODNN7EXAMPLE",
        sessionContext: {
          sessionIssuer: {
            type: "Role",
            principalId: "AROACKCEVSQ6C2SAMPLE",
            arn: `arn:aws:iam::${account}:role/app/${role}`,
            accountId: account,
            userName: role,
          },
        },
      },
      eventTime: new Date((start + 7200 + i) * 1000).toISOString().replace(".000Z", "Z"),
      eventSource: source,
      eventName: name,
      awsRegion: "us-east-1",
      sourceIPAddress: "198.51.100.8",
      userAgent: "Boto3/1.35",
      requestParameters: null,
      responseElements: null,
      eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      readOnly: true,
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: "Management",
    }),
  );
}

/** What the product knows of the account from these events. */
export function knownFrom(events: readonly CloudTrailEvent[], used?: Used, at = planned): Known {
  const facts = foldEvents(events).get(account) ?? emptyAccount(account, null, true);
  const lens = lensOf(facts, null);
  return {
    account,
    at,
    entity: (key) => entityState(facts, key, null),
    root: rootState(lens),
    settings: settingsState(lens),
    used: () => used ?? { calls: [], events: [], own: null, log: null },
  };
}

/** A request without anything that the fix does not take. */
export function asking(name: FixName, target: string, more: Partial<FixRequest> = {}): FixRequest {
  return {
    name,
    account,
    target,
    item: null,
    by: null,
    waitDays: null,
    keepPassword: null,
    rules: null,
    at: null,
    ...more,
  };
}

/** What a person answers, by the name of the variable; of lists the words. */
export type Answers = Readonly<Record<string, string>>;

/** The calls of operations with all questions answered. @throws where one has no answer. */
export function answered(operations: readonly Operation[], answers: Answers): readonly Call[] {
  const open = asksOf(operations).filter(({ ask }) => answers[ask.ask] === undefined);
  if (open.length > 0) throw new Error(`no answer to ${open.map(({ ask }) => ask.ask).join(", ")}`);
  return operations.flatMap(({ api, input }) => {
    const plain: Record<string, unknown> = {};
    let repeated: readonly [string, readonly string[]] | null = null;
    for (const [member, value] of Object.entries(input)) {
      if (!isAsk(value)) plain[member] = value;
      else if (value.each === true)
        repeated = [member, (answers[value.ask] ?? "").split(" ").filter((word) => word !== "")];
      else plain[member] = typed(member, answers[value.ask] ?? "");
    }
    const name = api.replace("iam:", "");
    if (repeated === null) return [{ api: name, input: plain }];
    const [member, words] = repeated;
    return words.map((word) => ({ api: name, input: { ...plain, [member]: word } }));
  });
}

function typed(member: string, answer: string): PlanValue {
  const kind = memberKind(member);
  if (kind === "text" || kind === "document" || kind === "secret") return answer;
  const value: PlanValue = JSON.parse(answer);
  return value;
}

/** Makes calls until one is refused; gives the refusals. */
export async function makeAll(moto: Moto, calls: readonly Call[]): Promise<readonly string[]> {
  for (const call of calls) {
    const outcome: Outcome = await moto.call(call);
    if (!outcome.ok)
      return [`${call.api} ${outcome.code} ${outcome.message} ${JSON.stringify(call.input)}`];
  }
  return [];
}
