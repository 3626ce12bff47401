import type { CloudTrailEvent, JsonObject } from "../../cloudtrail-event.ts";
import { call, session, user } from "../test-events.ts";
import type { EventParts } from "../test-events.ts";

/** A story that paths are tried on. */
export interface PathCase {
  readonly name: string;
  readonly events: readonly CloudTrailEvent[];
  /** Paths of the story's path findings, main ones first; empty: none. */
  readonly paths: readonly string[];
  readonly severity?: string;
  readonly says?: string;
  /** eventIDs of the finding, in order. */
  readonly steps?: readonly string[];
}

/** Addresses of the documentation ranges. */
export const there = "198.51.100.7";
export const elsewhere = "203.0.113.50";

/** A user with a key of its own, calling from an address. */
export function as(name: string, sourceIp = there): EventParts {
  return {
    by: { ...user(name), accessKeyId: `AKIA${name.toUpperCase().padEnd(16, "X").slice(0, 16)}` },
    sourceIp,
  };
}

/** A session of a role with a key of its own. */
export function inRole(role: string, name: string, key: string, sourceIp = there): EventParts {
  return { by: { ...session(role, name), accessKeyId: key }, sourceIp };
}

/** AssumeRole of a role that hands out a key. */
export function assume(role: string, at: number, key: string, parts: EventParts): CloudTrailEvent {
  return call(
    "sts:AssumeRole",
    at,
    { roleArn: `arn:aws:iam::123456789012:role/${role}`, roleSessionName: "s" },
    { response: { credentials: { accessKeyId: key } }, id: `Assume-${key}`, ...parts },
  );
}

/** A service that takes a role on for something of its own. */
export function serviceAssumes(
  role: string,
  at: number,
  service: string,
  key: string,
): CloudTrailEvent {
  const nobody = {
    type: "AWSService",
    arn: null,
    principalId: null,
    accountId: null,
    accessKeyId: null,
    userName: null,
    invokedBy: service,
  };
  return assume(role, at, key, { by: nobody, sourceIp: service });
}

/** CreateAccessKey with its answer. */
export function makeKey(
  userName: string,
  at: number,
  key: string,
  parts: EventParts,
): CloudTrailEvent {
  return call(
    "iam:CreateAccessKey",
    at,
    { userName },
    { response: { accessKey: { accessKeyId: key, userName } }, ...parts },
  );
}

/** A call of some service that changes nothing in IAM. */
export function dull(at: number, parts: EventParts): CloudTrailEvent {
  return call("s3:ListBuckets", at, null, parts);
}

/** A call on a role. */
export function onRole(
  name: string,
  role: string,
  at: number,
  parts: EventParts,
  more: JsonObject = {},
): CloudTrailEvent {
  return call(`iam:${name}`, at, { roleName: role, ...more }, parts);
}
