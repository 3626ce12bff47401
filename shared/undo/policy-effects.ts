import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { field, textField } from "../cloudtrail-event.ts";
import { answered, asked } from "../state/request.ts";
import type { Effect } from "./effect.ts";
import { documentOf, set, tagsOf } from "./effect.ts";
import { unreadable } from "./thing.ts";

/** What CreatePolicy did. */
export function createPolicy(event: CloudTrailEvent): readonly Effect[] {
  const name = asked(event, "policyName");
  const arn =
    answered(event, "policy", "arn") ??
    (name === null
      ? null
      : `arn:aws:iam::${event.account ?? ""}:policy${asked(event, "path") ?? "/"}${name}`);
  if (arn === null) return [];
  const version = answered(event, "policy", "defaultVersionId") ?? "v1";
  return [
    { t: "made", kind: "policy", name: arn },
    ...set("policy", arn, "description", "", asked(event, "description")),
    ...set("policy", arn, "version", version, documentOf(event, "policyDocument")),
    ...set("policy", arn, "default", "", version),
    ...tagsOf(event, "policy", arn),
  ];
}

/** What CreatePolicyVersion did. */
export function createVersion(event: CloudTrailEvent): readonly Effect[] {
  const arn = asked(event, "policyArn");
  const made = field(event.response ?? undefined, "policyVersion");
  const id = textField(made, "versionId");
  const flag = field(made, "isDefaultVersion") ?? field(event.request ?? undefined, "setAsDefault");
  const isDefault = flag === true || flag === "true";
  const document = documentOf(event, "policyDocument");
  return [
    ...set("policy", arn, "version", id, document, "none"),
    ...(isDefault ? set("policy", arn, "default", "", id ?? unreadable) : []),
  ];
}

/** What SetDefaultPolicyVersion did. */
export function setDefault(event: CloudTrailEvent): readonly Effect[] {
  const version = asked(event, "versionId");
  return version === null ? [] : set("policy", asked(event, "policyArn"), "default", "", version);
}

/** What DeletePolicy did. */
export function policyGone(event: CloudTrailEvent): readonly Effect[] {
  const arn = asked(event, "policyArn");
  return arn === null ? [] : [{ t: "gone", kind: "policy", name: arn }];
}

/** What CreateInstanceProfile did. */
export function profileMade(event: CloudTrailEvent): readonly Effect[] {
  const name = asked(event, "instanceProfileName");
  if (name === null) return [];
  return [
    { t: "made", kind: "instance-profile", name },
    ...set("instance-profile", name, "path", "", asked(event, "path") ?? "/"),
    ...tagsOf(event, "instance-profile", name),
  ];
}

/** What DeleteInstanceProfile did. */
export function profileGone(event: CloudTrailEvent): readonly Effect[] {
  const name = asked(event, "instanceProfileName");
  return name === null ? [] : [{ t: "gone", kind: "instance-profile", name }];
}
