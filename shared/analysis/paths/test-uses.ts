import { textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { nameOf } from "../../iam/arn.ts";
import { answered } from "../../state/request.ts";
import type { SessionStart } from "../sessions.ts";
import { ownAddress } from "./step.ts";
import type { Use, Uses, Watch } from "./use.ts";

/** The STS call of some events that handed out a key, with those before it. */
export function startsIn(events: readonly CloudTrailEvent[]): (key: string) => SessionStart | null {
  const find = (key: string): SessionStart | null => {
    const event = events.find((one) => answered(one, "credentials", "accessKeyId") === key);
    if (event === undefined) return null;
    const { id, at, name, identity, sourceIp } = event;
    const own = identity.accessKeyId;
    return {
      id,
      at,
      name,
      identity,
      sourceIp,
      before: own === null || own === key ? null : find(own),
    };
  };
  return find;
}

/** What a case that holds some events would answer to watches: for tests, beside what `findUses` does with columns. */
export function usesIn(events: readonly CloudTrailEvent[], watches: readonly Watch[]): Uses {
  const startOf = startsIn(events);
  const use = (event: CloudTrailEvent, how: Use["how"], isNew = false): Use => ({
    id: event.id,
    at: event.at,
    name: event.name,
    source: event.source,
    ip: event.sourceIp,
    identity: event.identity,
    start: event.identity.accessKeyId === null ? null : startOf(event.identity.accessKeyId),
    how,
    isNew,
  });
  return new Map(
    watches.map(({ id, after, until, ip, ask }) => {
      const inTime = events.filter(
        ({ at, outcome }) =>
          outcome === "success" &&
          at !== null &&
          Date.parse(at) >= Date.parse(after) &&
          Date.parse(at) <= Date.parse(until),
      );
      const isFrom = (event: CloudTrailEvent): boolean =>
        ip !== null && ownAddress(event.sourceIp) === ip;
      const firsts = (is: (event: CloudTrailEvent) => boolean, isKey: boolean): Use[] => {
        const all = inTime.filter(is);
        const near = all.find(isFrom);
        return [
          ...(isKey && all[0] !== undefined ? [use(all[0], "call")] : []),
          ...(near === undefined ? [] : [use(near, "address")]),
        ];
      };
      if (ask.kind === "key")
        return [id, firsts(({ identity }) => identity.accessKeyId === ask.accessKeyId, true)];
      const begun = events.filter(
        (event) =>
          event.source === "sts.amazonaws.com" &&
          ask.role !== null &&
          nameOf(textField(event.request ?? undefined, "roleArn") ?? "") === ask.role &&
          answered(event, "credentials", "accessKeyId") !== null,
      );
      const uses = begun
        .filter((event) => inTime.includes(event))
        .map((event) => use(event, "begun", begun.find((one) => by(one) === by(event)) === event));
      if (ask.kind === "role") return [id, uses];
      const isSession = ({ identity }: CloudTrailEvent): boolean =>
        (ask.role !== null && identity.issuerName === ask.role) ||
        (identity.sessionName !== null && ask.names.includes(identity.sessionName));
      return [id, [...uses, ...firsts(isSession, false)]];
    }),
  );
}

function by({ identity }: CloudTrailEvent): string | null {
  return identity.issuerArn ?? identity.arn ?? identity.invokedBy;
}
