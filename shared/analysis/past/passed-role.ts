import { field, textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { nameOf } from "../../iam/arn.ts";

/** Members of requestParameters that name a role which a service is to use. */
const members: readonly string[] = [
  "role",
  "roleArn",
  "roleARN",
  "serviceRole",
  "executionRoleArn",
  "iamRole",
];

/**
 * The role that a call hands to a service, by its name; null when it names none. Instance profiles are given as
 * `profile/NAME`: they have names of their own.
 */
export function passedRole(event: CloudTrailEvent): string | null {
  const request = event.request ?? undefined;
  const inner = field(request, `${event.name}Request`) ?? request;
  const profile = field(inner, "iamInstanceProfile");
  const name = textField(profile, "name") ?? textField(profile, "arn");
  if (name !== null) return `profile/${nameOf(name)}`;
  for (const member of members) {
    const role = textField(inner, member);
    if (role !== null) return nameOf(role);
  }
  return null;
}
