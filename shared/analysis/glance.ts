import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { iamSource, readPrefixes } from "../knowledge/classify.ts";
import { automationOf, clientFamily } from "./client.ts";
import { isQuietReader } from "./past/quiet-reader.ts";

/**
 * Calls that are too many to be kept for the rules, but mean something in numbers. The import keeps only their columns;
 * of those, runs that can be a burst are shown to the analyzer as events without requestParameters.
 */

/** A burst's calls lie within this time. */
export const glanceSeconds = 600;
/** Fewer kinds of calls than this are no burst. */
export const fewestKinds = 5;

const otherReads = /^(?:Get|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|Select)/;

/** Whether a call only reads, by its name. */
export function readsByName(source: string, name: string): boolean {
  return source === iamSource
    ? readPrefixes.some((prefix) => name.startsWith(prefix))
    : otherReads.test(name);
}

/** Whether an action tells identities and rights of the account, when it succeeds. */
export function listsIdentities(source: string, name: string): boolean {
  if (source === iamSource) return readsByName(source, name);
  if (source === "organizations.amazonaws.com") return /^(?:List|Describe)/.test(name);
  return source === "sts.amazonaws.com" && name === "GetCallerIdentity";
}

/** Whether a client is one whose reads mean nothing: the console, browsers, scanners, and code that compares. */
export function isBusyClient(userAgent: string | null): boolean {
  return (
    userAgent !== null &&
    (["console", "browser"].includes(clientFamily(userAgent)) || automationOf(userAgent) !== null)
  );
}

/** Whether a successful read counts for a reconnaissance sweep. */
export function countsAsSweep(event: CloudTrailEvent): boolean {
  return (
    event.outcome === "success" &&
    listsIdentities(event.source, event.name) &&
    !isQuietReader(event) &&
    !isBusyClient(event.userAgent)
  );
}

/** Whether a refused call counts for probing: not what the console asks for by itself, nor what services try. */
export function countsAsProbe(event: CloudTrailEvent): boolean {
  const { identity, userAgent, source, name } = event;
  if (event.outcome !== "denied" || identity.type === "AWSService" || identity.invokedBy !== null)
    return false;
  const isConsole = userAgent !== null && ["console", "browser"].includes(clientFamily(userAgent));
  return !isConsole || !readsByName(source, name);
}
