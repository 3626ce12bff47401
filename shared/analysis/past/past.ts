import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { secondsBetween } from "../../state/fact.ts";
import type { Mark } from "../../state/fact.ts";
import { topics } from "./topics.ts";
import type { Topic, TopicName } from "./topics.ts";

/** An earlier call that a sequence may begin with. */
export interface Call {
  readonly mark: Mark;
  readonly name: string;
  readonly ip: string | null;
  /** What the topic keeps of it, e.g. the name of a role. */
  readonly what: string | null;
}

/** Earlier calls of an account, by topic and key. */
export interface Past {
  /** Calls before an event, oldest first, none older than the window of the topic. */
  readonly of: (topic: TopicName, key: string | null) => readonly Call[];
}

/** Remembers what sequences over many events need. */
export interface PastKeeper {
  /** The past of an event's account just before it. */
  readonly before: (event: CloudTrailEvent) => Past;
  readonly note: (event: CloudTrailEvent, mark: Mark) => void;
}

/** Keys that each topic remembers, and calls of a key: the oldest are forgotten. */
const mostKeys = 10_000;
const mostCalls = 24;

const none: readonly Call[] = [];

/** An empty memory. */
export function createPast(): PastKeeper {
  const tables = new Map<TopicName, Map<string, Call[]>>();

  function tableOf(topic: TopicName): Map<string, Call[]> {
    const found = tables.get(topic);
    if (found !== undefined) return found;
    const fresh = new Map<string, Call[]>();
    tables.set(topic, fresh);
    return fresh;
  }

  return {
    before: (event) => ({
      of: (topic, key) => {
        if (key === null) return [];
        const calls = tables.get(topic)?.get(keyOf(event, key)) ?? none;
        if (calls.length === 0) return none;
        const { seconds } = topics[topic];
        return calls.filter(({ mark }) => {
          const age = secondsBetween(mark.at, event.at);
          return age !== null && age >= 0 && age <= seconds;
        });
      },
    }),
    note: (event, mark) => {
      for (const [topic, { read, isDistinct }] of wanted(event)) {
        for (const { key, what } of read(event)) {
          const table = tableOf(topic);
          const id = keyOf(event, key);
          const call = { mark, name: event.name, ip: event.sourceIp, what };
          const calls = table.get(id);
          if (calls !== undefined) {
            if (isDistinct === true) {
              const same = calls.findIndex((known) => known.what === what);
              if (same !== -1) calls.splice(same, 1);
            }
            calls.push(call);
            if (calls.length > mostCalls) calls.shift();
            // Only a full table needs to know which key is the oldest.
            if (table.size < mostKeys) continue;
            table.delete(id);
            table.set(id, calls);
            continue;
          }
          table.set(id, [call]);
          if (table.size > mostKeys) {
            const [oldest] = table.keys();
            if (oldest !== undefined) table.delete(oldest);
          }
        }
      }
    },
  };
}

function keyOf(event: CloudTrailEvent, key: string): string {
  return `${event.account ?? ""} ${key.toLowerCase()}`;
}

type Wanted = readonly (readonly [TopicName, Topic])[];

// Object.entries widens the names of topics.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const entries = Object.entries(topics) as unknown as Wanted;
const wantedBy = [0, 1, 2, 3].map(() => new Map<string, Wanted>());
const nothing: Wanted = [];

function wanted(event: CloudTrailEvent): Wanted {
  const isOk = event.outcome === "success";
  const isIam = event.source === "iam.amazonaws.com";
  const table = wantedBy[(isOk ? 1 : 0) + (isIam ? 2 : 0)];
  const found = table?.get(event.name);
  if (found !== undefined) return found;
  const all = entries.filter(([, { events, isDone }]) => {
    if (isDone !== isOk) return false;
    if (events === "iam") return isIam;
    return events === "others" ? !isIam : events.includes(event.name);
  });
  // Names of the log fill this table: it stays small.
  if (table !== undefined && table.size < 4096) table.set(event.name, all);
  return all.length === 0 ? nothing : all;
}
