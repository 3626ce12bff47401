import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { clientFamily, isScanner, isServiceAddress } from "../client.ts";

/** Whether a reading call is one of those that services, the console and scanners make all day. */
export function isQuietReader(event: CloudTrailEvent): boolean {
  const { identity, userAgent, more } = event;
  return (
    identity.type === "AWSService" ||
    identity.invokedBy !== null ||
    isServiceAddress(event.sourceIp) ||
    (identity.issuerArn?.includes(":role/aws-service-role/") ?? false) ||
    more?.fromConsole === true ||
    isScanner(userAgent) ||
    (userAgent !== null && ["console", "browser"].includes(clientFamily(userAgent)))
  );
}
