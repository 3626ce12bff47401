import { account, iamArn, type Region, type Role, uniqueId, type User } from "./cast.ts";
import { roleSession, sessionKey } from "./actors.ts";
import { type Actor, displayDate, eventTime } from "./record.ts";
import type { Stage } from "./stage.ts";

/** Records a user's sign-in to the console and returns the actor of the console session. */
export function signIn(stage: Stage, at: number, user: User, mfa: boolean, region: Region): Actor {
  const base = {
    type: "IAMUser",
    principalId: uniqueId("AIDA", user.name),
    arn: iamArn(`user/${user.name}`),
    accountId: account,
  };
  stage.call({
    at,
    actor: {
      identity: { ...base, userName: user.name },
      ip: user.ip,
      agent: user.agent,
      client: "console",
    },
    service: "signin",
    name: "ConsoleLogin",
    region,
    readOnly: false,
    response: { ConsoleLogin: "Success" },
    additional: {
      LoginTo: `https://${region}.console.aws.amazon.com/console/home?region=${region}&isauthcode=true`,
      MobileVersion: "No",
      ...(mfa ? { MFAIdentifier: iamArn(`mfa/${user.name}`) } : {}),
      MFAUsed: mfa ? "Yes" : "No",
    },
  });
  const identity = {
    ...base,
    accessKeyId: sessionKey(stage.random),
    userName: user.name,
    sessionContext: {
      attributes: { creationDate: eventTime(at), mfaAuthenticated: String(mfa) },
    },
  };
  return { identity, ip: user.ip, agent: user.agent, client: "console" };
}

/** Records the sign-in of a person who comes through IAM Identity Center and returns the console session. */
export function portalSignIn(
  stage: Stage,
  at: number,
  person: { readonly session: string; readonly ip: string; readonly agent: string },
  role: Role,
): Actor {
  const actor = roleSession(role, {
    name: person.session,
    since: at - 2000,
    ip: person.ip,
    agent: person.agent,
    client: "console",
    key: sessionKey(stage.random),
  });
  stage.call({
    at,
    actor,
    service: "signin",
    name: "ConsoleLogin",
    region: "us-east-1",
    readOnly: false,
    response: { ConsoleLogin: "Success" },
    additional: { MobileVersion: "No", MFAUsed: "No" },
  });
  return actor;
}

/** Records a GetSessionToken call with the second factor and returns the actor who uses the answer. */
export function sessionWithMfa(stage: Stage, at: number, user: User, key: Actor): Actor {
  const accessKeyId = sessionKey(stage.random);
  stage.call({
    at,
    actor: key,
    service: "sts",
    name: "GetSessionToken",
    region: "us-east-1",
    readOnly: true,
    request: { serialNumber: iamArn(`mfa/${user.name}`), durationSeconds: 28800 },
    response: {
      credentials: {
        accessKeyId,
        sessionToken: "EXAMPLE-SESSION-TOKEN",
        expiration: displayDate(at + 28_800_000, ","),
      },
    },
  });
  const attributes = { creationDate: eventTime(at), mfaAuthenticated: "true" };
  return { ...key, identity: { ...key.identity, accessKeyId, sessionContext: { attributes } } };
}
