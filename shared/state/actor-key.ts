import type { CloudTrailEvent, Identity } from "../cloudtrail-event.ts";

/**
 * One text for "the same actor" over many events. A role session counts as its role, because session names change
 * from run to run; only in Identity Center roles (`AWSReservedSSO_…`) the session name is part of it, as it is the
 * name the person signed in with.
 */
export function actorKey(event: CloudTrailEvent): string {
  return actorKeyOf(event.identity);
}

/** The same of an identity alone. */
export function actorKeyOf(who: Identity): string {
  if (who.type === "Root") return `root@${who.accountId ?? ""}`;
  if (who.issuerArn !== null && who.type === "AssumedRole") {
    const isPerson = who.issuerName?.startsWith("AWSReservedSSO_") ?? false;
    return isPerson ? `${who.issuerArn}/${who.sessionName ?? ""}` : who.issuerArn;
  }
  return who.arn ?? who.principalId ?? who.invokedBy ?? who.accessKeyId ?? "unknown";
}
