import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { clientFamily, isScanner, isServiceAddress } from "../client.ts";

/** Whether an AWS service made a call, for itself or on somebody's behalf. */
export function isQuietCaller({ identity, sourceIp }: CloudTrailEvent): boolean {
  return (
    identity.type === "AWSService" ||
    identity.invokedBy !== null ||
    isServiceAddress(sourceIp) ||
    (identity.issuerArn?.includes(":role/aws-service-role/") ?? false)
  );
}

/** Whether a reading call is one of those that services, the console and scanners make all day. */
export function isQuietReader(event: CloudTrailEvent): boolean {
  const { userAgent, more } = event;
  return (
    isQuietCaller(event) ||
    more?.fromConsole === true ||
    isScanner(userAgent) ||
    (userAgent !== null && ["console", "browser"].includes(clientFamily(userAgent)))
  );
}
