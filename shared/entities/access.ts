/** What is known of a principal's permissions at a moment, as a question to `effectiveAccess`, and its answer to show. */
import { isAwsManaged, nameOf } from "../iam/arn.ts";
import { effectiveAccess } from "../iam/effective-access.ts";
import type { HeldPolicy } from "../iam/effective-access.ts";
import { managedDocument } from "../iam/managed-documents.ts";
import { managedPolicy } from "../iam/managed-policies.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import type { PolicyDocument } from "../iam/policy-document.ts";
import { serviceName } from "../iam/service-names.ts";
import type { AccessPolicy, EntityAccess, EntityBy } from "../ipc/entities.ts";
import type { By, GroupState, InlineState, StateItem, StateList } from "../state/state-types.ts";
import { findGroupState, findPolicyState, policyKeyOf } from "./account-index.ts";
import type { AccountIndex, Principal } from "./account-index.ts";

/** A policy and how it is shown. */
interface Placed {
  readonly held: HeldPolicy;
  readonly shown: AccessPolicy;
}

/** What a user, group or role may do by the policies that the state shows. */
export function accessOf(index: AccountIndex, principal: Principal): EntityAccess {
  const groups = principal.kind === "user" ? principal.groups : null;
  const known = groups?.items.map(({ value }) => findGroupState(index, value)) ?? [];
  const placed = [
    ...policiesOf(index, principal, null),
    ...known.flatMap((group) => (group === null ? [] : policiesOf(index, group, group.name))),
  ];
  const boundary = boundaryOf(index, principal);
  const lists = [principal, ...known.filter((g): g is GroupState => g !== null)].flatMap((one) => [
    one.attached,
    one.inline,
  ]);
  // What the order within a second leaves open may be there, or not.
  const isListComplete =
    lists.every((list) => list.complete && list.items.every((i) => i.uncertain === undefined)) &&
    (groups === null ||
      (groups.complete &&
        groups.items.every((i) => i.uncertain === undefined) &&
        known.every((g) => g !== null)));
  const answer = effectiveAccess({
    policies: placed.map((p) => p.held),
    boundary: typeof boundary === "string" ? boundary : boundary.held,
    isListComplete,
  });
  return {
    policies: placed.map((p) => p.shown),
    boundary: typeof boundary === "string" ? boundary : boundary.shown,
    services: answer.services.map(({ service, grants }) => ({
      service,
      name: service === "*" ? null : serviceName(service),
      grants,
    })),
    denials: answer.denials,
    powers: answer.powers,
    isAtLeast: answer.isAtLeast,
    isAtMost: answer.isAtMost,
  };
}

function policiesOf(
  index: AccountIndex,
  owner: Principal,
  group: string | null,
): readonly Placed[] {
  const inline: StateList<InlineState> = owner.inline;
  return [
    ...owner.attached.items.map((item) => managed(index, item.value, group, item)),
    ...inline.items.map((item): Placed => {
      const { document } = item.value;
      // Which of several documents holds is not guessed.
      const isOpen =
        item.uncertain !== undefined || !document.known || document.uncertain !== undefined;
      const text = isOpen ? null : document.value;
      const by = document.known ? document.by : item.since;
      return place(item.value.name, null, "inline", group, "log", readOrNull(text), by);
    }),
  ];
}

/** A managed policy as it stands: the document of its default version. */
function managed(
  index: AccountIndex,
  arn: string,
  group: string | null,
  item: Pick<StateItem<unknown>, "since"> | null,
): Placed {
  const aws = managedDocument(arn);
  const own = isAwsManaged(arn) ? null : defaultDocument(index, arn);
  return place(
    nameOf(arn),
    arn,
    "managed",
    group,
    aws === null ? "log" : "aws",
    aws ?? readOrNull(own),
    item?.since ?? null,
  );
}

/** The text of a managed policy's default version; null: not in the evidence. */
export function defaultDocument(index: AccountIndex, arn: string): string | null {
  const policy = findPolicyState(index, arn);
  if (policy === null || !policy.defaultVersion.known) return null;
  if (policy.defaultVersion.uncertain !== undefined) return null;
  const id = policy.defaultVersion.value;
  const version = policy.versions.items.find((v) => v.value.id === id);
  if (version === undefined || version.uncertain !== undefined) return null;
  const { document } = version.value;
  return document.known && document.uncertain === undefined ? document.value : null;
}

function boundaryOf(index: AccountIndex, principal: Principal): Placed | "none" | "unknown" {
  if (principal.kind === "group") return "none";
  const { boundary } = principal;
  if (!boundary.known || boundary.uncertain !== undefined) return "unknown";
  return boundary.value === null
    ? "none"
    : managed(index, boundary.value, null, { since: boundary.by });
}

function place(
  name: string,
  arn: string | null,
  kind: HeldPolicy["kind"],
  group: string | null,
  from: HeldPolicy["from"],
  document: PolicyDocument | null,
  by: By | null,
): Placed {
  return {
    held: { kind, name, arn, group, document, from, events: by === null ? [] : [by.eventId] },
    shown: {
      name,
      key: arn === null ? null : policyKeyOf(arn),
      kind,
      group,
      from: document?.status === "ok" ? from : "none",
      does: arn === null ? null : (managedPolicy(arn)?.does ?? null),
      by: shownBy(by),
    },
  };
}

function readOrNull(text: string | null): PolicyDocument | null {
  if (text === null) return null;
  const document = readPolicyDocument(text);
  return document.status === "ok" ? document : null;
}

/** An event as the contract has it. */
export function shownBy(by: By | null): EntityBy | null {
  if (by === null) return null;
  const { eventId, at, actor, file } = by;
  return { eventId, at, actor, ...(file === undefined ? {} : { file }) };
}
