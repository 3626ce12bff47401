import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Target } from "../finding.ts";
import { nameOf } from "../iam/arn.ts";
import { log, say, text } from "../span.ts";
import type { LogKind, Span, Spans } from "../span.ts";
import { answered, asked } from "../state/request.ts";

type Read = (event: CloudTrailEvent) => string | null;

/** What a call names beside its target, by the target's type: first match counts. */
const readers: Readonly<Record<string, readonly (readonly [LogKind, Read])[]>> = {
  user: [
    ["policy", (e) => asked(e, "policyArn")],
    ["policy", (e) => asked(e, "policyName")],
    ["arn", (e) => asked(e, "permissionsBoundary")],
    ["key", (e) => answered(e, "accessKey", "accessKeyId") ?? asked(e, "accessKeyId")],
    ["user", (e) => asked(e, "newUserName")],
  ],
  group: [
    ["policy", (e) => asked(e, "policyArn")],
    ["policy", (e) => asked(e, "policyName")],
    ["user", (e) => asked(e, "userName")],
    ["group", (e) => asked(e, "newGroupName")],
  ],
  role: [
    ["policy", (e) => asked(e, "policyArn")],
    ["policy", (e) => asked(e, "policyName")],
    ["arn", (e) => asked(e, "permissionsBoundary")],
    ["host", (e) => asked(e, "aWSServiceName")],
  ],
  policy: [["other", (e) => answered(e, "policyVersion", "versionId") ?? asked(e, "versionId")]],
  "instance-profile": [["role", (e) => asked(e, "roleName")]],
};

/** The policy, member, version or key that a call names beside its target; null when there is none. */
export function detailOf(event: CloudTrailEvent, target: Target): Span | null {
  for (const [kind, read] of readers[target.type] ?? []) {
    const id = read(event);
    if (id !== null && id !== target.id) return log(nameOf(id), kind);
  }
  return null;
}

/**
 * The detail behind the words of what was done. "was given a managed policy" is followed by a colon; a user or role
 * that was created says itself that the name is of its boundary.
 */
export function detailWords(event: CloudTrailEvent, detail: Span | null): Spans {
  if (detail === null) return [];
  const isBoundaryOfNew =
    event.name.startsWith("Create") && detail.t === "log" && detail.kind === "arn";
  return isBoundaryOfNew ? say` with permissions boundary ${detail}` : [text(": "), detail];
}
