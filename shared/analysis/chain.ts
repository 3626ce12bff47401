import type { Hop } from "../finding.ts";
import type { Identity } from "../cloudtrail-event.ts";
import { log, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import { identityLabel } from "./actor.ts";
import { isServiceAddress } from "./client.ts";
import type { SessionStart } from "./sessions.ts";

/** A call whose caller is traced. */
export interface ChainCall {
  /** eventID. */
  readonly id: string;
  readonly at: string | null;
  readonly name: string;
  readonly sourceIp: string | null;
  readonly identity: Identity;
}

/**
 * Who became whom until the call was made: the first link is the earliest that the log, or its last record, tells of;
 * what it does not tell is a link of its own, of kind `unknown`.
 */
export function chainOf(call: ChainCall, start: SessionStart | null): readonly Hop[] {
  const calls: ChainCall[] = [call];
  for (let at = start; at !== null; at = at.before ?? null)
    calls.unshift({ ...at, sourceIp: at.sourceIp ?? null });
  const [first = call] = calls;
  return [...before(first), ...calls.map((one, i) => hopOf(one, i > 0))];
}

function hopOf(call: ChainCall, isBegun: boolean): Hop {
  const { identity: who } = call;
  return {
    kind: kindOf(who),
    label: identityLabel(who),
    key: who.accessKeyId,
    confidence: isBegun || who.type === "AWSService" || who.mfa === true ? "high" : "medium",
    why: whyOf(who, isBegun),
    call: { id: call.id, name: call.name, at: call.at, sourceIp: call.sourceIp },
  };
}

/** What kind of caller an identity is. */
export function kindOf({ type, invokedBy }: Identity): Hop["kind"] {
  switch (type ?? "") {
    case "IAMUser":
      return "user";
    case "Root":
      return "root";
    case "AssumedRole":
    case "FederatedUser":
      return "session";
    case "SAMLUser":
    case "WebIdentityUser":
    case "IdentityCenterUser":
      return "provider";
    case "AWSAccount":
      return "account";
    default:
      return type === "AWSService" || invokedBy !== null ? "service" : "unknown";
  }
}

function whyOf(who: Identity, isBegun: boolean): Spans {
  if (isBegun) return say`The log holds the call that handed out the key of this session.`;
  if (who.type === "AWSService") return say`The record names the service.`;
  if (who.mfa === true)
    return say`The record names the caller and a second factor. Who sat at the keyboard is not in the log.`;
  if (who.accessKeyId?.startsWith("AKIA") === true)
    return say`The record names the caller and its long-term key. Who held the key is not in the log.`;
  return say`The record names the caller. Who held the credential is not in the log.`;
}

/** What stands before the first caller that the log shows: who is known by name only, and what is not known. */
function before({ identity: who, sourceIp }: ChainCall): readonly Hop[] {
  if (who.type === "AWSAccount")
    return [unknown(say`A caller of another account`, say`Its own log says who it was.`)];
  if (who.type === "SAMLUser" || who.type === "WebIdentityUser")
    return [
      unknown(
        say`A person or workload`,
        say`The identity provider's own log says who signed in there.`,
      ),
    ];
  if (who.type !== "AssumedRole" && who.type !== "FederatedUser") return [];
  const session = who.sessionName;
  if (who.issuerName?.startsWith("AWSReservedSSO_") === true && session !== null)
    return [
      named(
        "user",
        say`${log(session, "user")} of Identity Center`,
        "high",
        say`IAM Identity Center writes the name of whoever signed in into the session. The sign-in is not in this log.`,
      ),
    ];
  if (who.sourceIdentity !== null)
    return [
      named(
        "user",
        say`source identity ${log(who.sourceIdentity, "user")}`,
        "medium",
        say`It was set when the session was begun, and can't be changed after that. That call is not in this log.`,
      ),
    ];
  if (session !== null && /^m?i-[0-9a-f]{8,17}$/.test(session))
    return [
      named(
        "workload",
        say`EC2 instance ${log(session, "host")}`,
        "medium",
        say`EC2 names sessions of instances so; that the call came from there is not proven.`,
      ),
    ];
  if (isServiceAddress(sourceIp) && sourceIp !== null)
    return [
      named(
        "service",
        say`${text("service")} ${log(sourceIp, "host")}`,
        "medium",
        say`The address is that of the service. How the session was begun is not in this log.`,
      ),
    ];
  return [
    unknown(
      say`Unknown`,
      say`How the session was begun is not in this log, and whoever begins one chooses its name.`,
    ),
  ];
}

function unknown(label: Spans, why: Spans): Hop {
  return { kind: "unknown", label, key: null, confidence: "low", why, call: null };
}

function named(kind: Hop["kind"], label: Spans, confidence: Hop["confidence"], why: Spans): Hop {
  return { kind, label, key: null, confidence, why, call: null };
}
