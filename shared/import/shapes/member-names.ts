import { recordMembers } from "../../cloudtrail-event.ts";

/**
 * Names of a record's members by their lower-case spelling, as tables and structs write them (CloudTrail user guide,
 * record contents and userIdentity element; Athena's DDL for CloudTrail).
 */
const inner = [
  "type",
  "principalId",
  "arn",
  "accountId",
  "accessKeyId",
  "userName",
  "invokedBy",
  "sessionContext",
  "sessionIssuer",
  "attributes",
  "creationDate",
  "mfaAuthenticated",
  "webIdFederationData",
  "federatedProvider",
  "sourceIdentity",
  "ec2RoleDelivery",
  "assumedRoot",
  "identityProvider",
  "credentialId",
  "onBehalfOf",
  "userId",
  "identityStoreArn",
  "inScopeOf",
  "sourceArn",
  "sourceAccount",
  "issuerType",
  "credentialsIssuedTo",
  "invokedByDelegate",
  "tlsVersion",
  "cipherSuite",
  "clientProvidedHostHeader",
  "reason",
  "updatedFields",
  "originalRequestID",
  "originalEventID",
  "requestContext",
  "tagContext",
] as const;

const topNames: ReadonlyMap<string, string> = new Map(
  recordMembers.map((n) => [n.toLowerCase(), n]),
);
const innerNames: ReadonlyMap<string, string> = new Map(inner.map((n) => [n.toLowerCase(), n]));

/** The record's member of a name in any spelling, also with spaces or underscores; null when there is none. */
export function topMember(name: string): string | null {
  return topNames.get(name.toLowerCase().replaceAll(/[\s_-]/g, "")) ?? null;
}

/** The member of userIdentity and the other structs; a name that is not known stays as it is. */
export function innerMember(name: string): string {
  return innerNames.get(name.toLowerCase().replaceAll("_", "")) ?? name;
}

/** Members whose lack limits what can be said about an event. */
export const importantMembers: readonly string[] = [
  "eventTime",
  "eventID",
  "userIdentity",
  "requestParameters",
  "responseElements",
  "errorCode",
  "sourceIPAddress",
  "awsRegion",
  "recipientAccountId",
];
