import type { CloudTrailEvent, Identity } from "../cloudtrail-event.ts";
import type { Actor } from "../finding.ts";
import { nameOf } from "../iam/arn.ts";
import { cite, log, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import type { SessionStart } from "./sessions.ts";

/**
 * Who acted, as far as the record goes. High: every link is in the log. Medium: the chain is in the log, the holder
 * of the credential is not. Low: the chain itself is not in the log. None of them names a person.
 */
export function actorOf(event: CloudTrailEvent, start: SessionStart | null): Actor {
  const { confidence, why } = judge(event.identity, start);
  return { label: labelOf(event.identity, start), arn: event.identity.arn, confidence, why };
}

/** Short name of an identity: "user n.albrecht", "session ci of role Deploy". */
export function identityLabel(who: Identity): Spans {
  switch (who.type ?? "") {
    case "Root":
      return [text("the root user")];
    case "IAMUser":
      return who.userName === null ? unnamed(who) : say`user ${log(who.userName, "user")}`;
    case "AssumedRole": {
      const role = who.issuerName ?? (who.issuerArn === null ? null : nameOf(who.issuerArn));
      if (role === null) return unnamed(who);
      return who.sessionName === null
        ? say`a session of role ${log(role, "role")}`
        : say`session ${log(who.sessionName)} of role ${log(role, "role")}`;
    }
    case "AWSService":
      return who.invokedBy === null ? unnamed(who) : say`the AWS service ${log(who.invokedBy)}`;
    case "AWSAccount":
      return who.accountId === null ? unnamed(who) : say`account ${log(who.accountId, "account")}`;
    default:
      return unnamed(who);
  }
}

function unnamed(who: Identity): Spans {
  const id = who.userName ?? who.arn ?? who.principalId ?? who.invokedBy ?? who.accessKeyId;
  return id === null
    ? say`an identity (${{ t: "unknown", why: "not-in-log" }})`
    : say`identity ${log(id, who.arn === id ? "arn" : "other")}`;
}

function labelOf(who: Identity, start: SessionStart | null): Spans {
  const own = identityLabel(who);
  if (start === null || who.type !== "AssumedRole") return own;
  return say`${own}, started by ${identityLabel(start.identity)}`;
}

type Judgement = Pick<Actor, "confidence" | "why">;

function judge(who: Identity, start: SessionStart | null): Judgement {
  if (who.type === "AWSService") {
    return { confidence: "high", why: say`The record names the AWS service that made the call.` };
  }
  if (who.type === "Root") return direct(who, say`the root user of the account`);
  if (who.type === "IAMUser") return direct(who, say`the user name`);
  if (who.type === "AssumedRole") return session(who, start);
  if (who.type === "SAMLUser" || who.type === "WebIdentityUser" || who.type === "FederatedUser") {
    return {
      confidence: "medium",
      why: say`An outside identity provider or a federation broker vouched for the caller; its own log says who signed in there.`,
    };
  }
  return {
    confidence: "low",
    why: say`The record does not say by which credential the call was made.`,
  };
}

function direct(who: Identity, what: Spans): Judgement {
  if (who.mfa === true) {
    return {
      confidence: "high",
      why: say`The record holds ${what} and a session with a second factor. Who sat at the keyboard is not in the log.`,
    };
  }
  const key = who.accessKeyId?.startsWith("AKIA") ?? false;
  return {
    confidence: "medium",
    why: key
      ? say`The record holds ${what} and its long-term key ${log(who.accessKeyId ?? "", "key")}; who held the key is not in the log.`
      : say`The record holds ${what}; a second factor is not on record, and who held the credential is not in the log.`,
  };
}

function session(who: Identity, start: SessionStart | null): Judgement {
  if (who.issuerName?.startsWith("AWSReservedSSO_")) {
    return {
      confidence: "high",
      why: say`IAM Identity Center writes the name of the signed-in user into the session name. Who used that sign-in is not in the log.`,
    };
  }
  const source =
    who.sourceIdentity === null
      ? []
      : say` The session carries the source identity ${log(who.sourceIdentity)}, set when it was started.`;
  if (start !== null) {
    return {
      confidence: "medium",
      why: say`The call that started the session is in the log ${cite(start.id)}: ${identityLabel(start.identity)}${withKey(start.identity)}. Who held that credential is not.${source}`,
    };
  }
  return who.sourceIdentity !== null
    ? { confidence: "medium", why: say`How the session was started is not in the log.${source}` }
    : {
        confidence: "low",
        why: say`The role is certain; how the session was started is not in the log, and whoever starts a session chooses its name.`,
      };
}

function withKey(who: Identity): Spans {
  return who.accessKeyId?.startsWith("AKIA") ? say` with key ${log(who.accessKeyId, "key")}` : [];
}
