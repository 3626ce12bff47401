import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import { account, iamArn, type Region, type Role, roleArn, uniqueId, type User } from "./cast.ts";
import { type Actor, displayDate, eventTime } from "./record.ts";
import { base32, type Random } from "./random.ts";
import type { Stage } from "./stage.ts";

/** A key id of a session, recognizably invented. */
export function sessionKey(random: Random): string {
  return `ASIA${random.letters(9, base32)}EXAMPLE`;
}

/** A user who signs calls with a permanent key. Such records have no sessionContext. */
export function keyUser(user: User, accessKeyId: string): Actor {
  const identity = {
    type: "IAMUser",
    principalId: uniqueId("AIDA", user.name),
    arn: iamArn(`user/${user.name}`),
    accountId: account,
    accessKeyId,
    userName: user.name,
  };
  return { identity, ip: user.ip, agent: user.agent, client: "api" };
}

/** How a role is used in one session. */
export interface Session {
  readonly name: string;
  /** Milliseconds: when the session began. */
  readonly since: number;
  readonly ip: string;
  readonly agent: string;
  readonly client: Actor["client"];
  readonly key: string;
  /** The service that makes the calls for the session, e.g. cloudformation.amazonaws.com. */
  readonly invokedBy?: string;
  /** Set for credentials of an instance: the version of the metadata service. */
  readonly ec2RoleDelivery?: string;
}

/** A session of a role. */
export function roleSession(role: Role, session: Session): Actor {
  const id = uniqueId("AROA", role.name);
  const identity: JsonObject = {
    type: "AssumedRole",
    principalId: `${id}:${session.name}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${session.name}`,
    accountId: account,
    accessKeyId: session.key,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: id,
        arn: roleArn(role),
        accountId: account,
        userName: role.name,
      },
      attributes: { creationDate: eventTime(session.since), mfaAuthenticated: "false" },
      ...(session.ec2RoleDelivery === undefined
        ? {}
        : { ec2RoleDelivery: session.ec2RoleDelivery }),
    },
    ...(session.invokedBy === undefined ? {} : { invokedBy: session.invokedBy }),
  };
  const { ip, agent, client } = session;
  return { identity, ip, agent, client };
}

/** The same session, with a service making the calls for it (as CloudFormation does). */
export function onBehalf(actor: Actor, service: string): Actor {
  return {
    identity: { ...actor.identity, invokedBy: service },
    ip: service,
    agent: service,
    client: "service",
  };
}

/** An AWS service acting for itself. */
export function serviceActor(host: string): Actor {
  return {
    identity: { type: "AWSService", invokedBy: host },
    ip: host,
    agent: host,
    client: "service",
  };
}

/** A session of a service-linked role: the service shows as address and client. */
export function linkedSession(stage: Stage, role: Role, host: string, since: number): Actor {
  return roleSession(role, {
    name: host.split(".")[0] ?? host,
    since,
    ip: host,
    agent: host,
    client: "service",
    key: sessionKey(stage.random),
    invokedBy: host,
  });
}

/** What an AssumeRole call asks for. */
export interface Assumption {
  readonly role: Role;
  readonly session: string;
  readonly region: Region;
  /** Address and client of the calls that follow; those of the caller when left out. */
  readonly as?: { readonly ip: string; readonly agent: string };
  readonly ec2RoleDelivery?: string;
}

/**
 * Records an AssumeRole call and returns the actor of the new session: its key id is the one in the answer, which
 * is how an auditor follows a chain.
 */
export function assumeRole(stage: Stage, at: number, caller: Actor, wish: Assumption): Actor {
  const key = sessionKey(stage.random);
  const { role, session } = wish;
  const byService = caller.client === "service";
  stage.call({
    at,
    actor: caller,
    service: "sts",
    name: "AssumeRole",
    region: wish.region,
    readOnly: true,
    request: { roleArn: roleArn(role), roleSessionName: session, durationSeconds: 3600 },
    response: {
      credentials: {
        accessKeyId: key,
        sessionToken: "EXAMPLE-SESSION-TOKEN",
        expiration: displayDate(at + 3600_000, ","),
      },
      assumedRoleUser: {
        assumedRoleId: `${uniqueId("AROA", role.name)}:${session}`,
        arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${session}`,
      },
    },
    resources: [{ accountId: account, type: "AWS::IAM::Role", ARN: roleArn(role) }],
    shared: byService || caller.identity["accountId"] !== account,
  });
  return roleSession(role, {
    name: session,
    since: at,
    ip: wish.as?.ip ?? caller.ip,
    agent: wish.as?.agent ?? caller.agent,
    client: "api",
    key,
    ...(wish.ec2RoleDelivery === undefined ? {} : { ec2RoleDelivery: wish.ec2RoleDelivery }),
  });
}
