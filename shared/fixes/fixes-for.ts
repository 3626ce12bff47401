/** Which fixes fit a finding. */
import { parseArn } from "../iam/arn.ts";
import type { Finding } from "../finding.ts";
import type { Plan, PlanValue } from "../remediation/plan.ts";
import type { Spans } from "../span.ts";
import { log, say } from "../span.ts";
import { actorTable, fixTable } from "./fix-table.ts";
import type { FixOf } from "./fix-table.ts";
import type { FixName, FixOffer, FixRequest } from "./fix.ts";
import { kindOf, titleOf } from "./kinds.ts";
import { targetWords } from "./plan-fix.ts";

/** What the account tells of things that findings name. */
export interface Told {
  /** The user (`user/NAME`) that an access key belongs to; null: not known. */
  readonly ownerOf: (accessKeyId: string) => string | null;
  /** Whether a managed policy only denies: a guard rail, which nobody takes off to contain. */
  readonly isGuardRail: (policyArn: string) => boolean;
}

/** The fixes that fit a finding, each with its request filled in. */
export function fixesFor(finding: Finding, told: Told): readonly FixOffer[] {
  const offers = [...targetOffers(finding, told), ...actorOffers(finding)];
  const keyed = new Map<string, FixOffer>();
  for (const one of offers) {
    const { name, target, item } = one.request;
    // Roles of Identity Center are changed there alone.
    if (target.startsWith("role/AWSReservedSSO_")) continue;
    if (name === "detach-policy" && item !== null && told.isGuardRail(item)) continue;
    const key = [name, target, item].join(" ");
    if (!keyed.has(key)) keyed.set(key, one);
  }
  return [...keyed.values()];
}

function targetOffers(finding: Finding, { ownerOf }: Told): readonly FixOffer[] {
  const rows = Object.hasOwn(fixTable, finding.eventName) ? fixTable[finding.eventName] : undefined;
  // A refused sign-in is aimed at a user, too; any other refused call changed nothing of its target.
  if (rows === undefined || (finding.outcome !== "success" && finding.eventName !== "ConsoleLogin"))
    return [];
  return rows.flatMap(([name, of]) =>
    namesOf(finding, of, ownerOf).map(([target, item]) =>
      offer(
        finding,
        name,
        target,
        item,
        say`${finding.eventName === "ConsoleLogin" ? { t: "text", s: "Who signed in" } : { t: "text", s: "What the event changed" }}.`,
      ),
    ),
  );
}

/** Keys of things and items that the finding names. */
function namesOf(
  { target, plan, account, actor }: Finding,
  of: FixOf,
  ownerOf: (accessKeyId: string) => string | null,
): readonly (readonly [target: string, item: string | null])[] {
  const told = inputsOf(plan);
  switch (of) {
    case "key": {
      const id = target.type === "access-key" ? target.id : null;
      const ids = [...new Set([...(id === null ? [] : [id]), ...told("AccessKeyId")])];
      return ids.flatMap((one) => {
        const owner =
          ownerOf(one) ??
          (told("UserName").length === 1 ? `user/${told("UserName")[0] ?? ""}` : null);
        return owner === null ? [] : [[owner, one] as const];
      });
    }
    case "user":
    case "role": {
      const kind = of === "user" ? "UserName" : "RoleName";
      const isOwn = target.type === of || (of === "user" && target.type === "login-profile");
      const arn = actor.arn === null ? null : parseArn(actor.arn);
      const names = [
        ...(isOwn && target.id !== null ? [parseArn(target.id)?.name ?? target.id] : []),
        ...told(kind),
        ...(told(kind).length === 0 && !isOwn && of === "user" && arn?.type === "user"
          ? [arn.name]
          : []),
      ];
      return [...new Set(names)].map((name) => [`${of}/${name}`, null] as const);
    }
    case "detach":
      return plan.operations.flatMap(({ api, input }) => {
        const word = /^iam:Detach(User|Role|Group)Policy$/.exec(api)?.[1];
        if (word === undefined) return [];
        const name = textOf(input[`${word}Name`]);
        const arn = textOf(input["PolicyArn"]);
        return name === null || arn === null
          ? []
          : [[`${word.toLowerCase()}/${name}`, arn] as const];
      });
    case "policy": {
      const arns = [
        ...(target.id?.startsWith("arn:") === true ? [target.id] : []),
        ...told("PolicyArn"),
      ];
      return [...new Set(arns)]
        .filter((arn) => arn.includes(":policy/") && !arn.includes(":iam::aws:"))
        .map((arn) => [`policy/${arn}`, null] as const);
    }
    case "provider": {
      const arns = [
        ...(target.id?.startsWith("arn:") === true ? [target.id] : []),
        ...told("OpenIDConnectProviderArn"),
        ...told("SAMLProviderArn"),
      ];
      return [...new Set(arns)].flatMap((arn) => {
        const kind = parseArn(arn)?.type;
        return kind === "oidc-provider" || kind === "saml-provider"
          ? [[`${kind}/${arn}`, null] as const]
          : [];
      });
    }
    case "account":
      return [[`account/${account ?? ""}`, null]];
    case "trail": {
      const names = [
        ...(target.id === null ? [] : [target.id]),
        ...told("Name"),
        ...told("TrailName"),
      ];
      return [...new Set(names)].slice(0, 1).map((name) => [`trail/${name}`, null] as const);
    }
  }
}

/** The texts that a plan's calls have under a member, each once. */
function inputsOf({ operations }: Plan): (member: string) => readonly string[] {
  return (member) => [
    ...new Set(
      operations.flatMap(({ input }) => {
        const value = textOf(input[member]);
        return value === null ? [] : [value];
      }),
    ),
  ];
}

function textOf(value: PlanValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function actorOffers(finding: Finding): readonly FixOffer[] {
  const { actor, chain = [] } = finding;
  const arn = actor.arn === null ? null : parseArn(actor.arn);
  if (arn === null) return [];
  const why = say`Who made the call: ${actor.label}.`;
  if (arn.service === "iam" && arn.type === "user") {
    const user = `user/${arn.name}`;
    const keys = [
      ...new Set(chain.flatMap(({ key }) => (key?.startsWith("AKIA") === true ? [key] : []))),
    ];
    return [
      ...keys.flatMap((key) =>
        actorTable.key.map((name) =>
          offer(finding, name, user, key, say`Signed with ${log(key, "key")}.`),
        ),
      ),
      ...actorTable.user.map((name) => offer(finding, name, user, null, why)),
    ];
  }
  const role =
    arn.service === "sts" && arn.type === "assumed-role" ? arn.resource.split("/")[1] : undefined;
  if (role === undefined || role === "") return [];
  return actorTable.role.map((name) => offer(finding, name, `role/${role}`, null, why));
}

function offer(
  finding: Finding,
  name: FixName,
  target: string,
  item: string | null,
  why: Spans,
): FixOffer {
  const request: FixRequest = {
    name,
    account: finding.account,
    target,
    item,
    by: null,
    waitDays: null,
    keepPassword: null,
    rules: null,
    at: null,
  };
  const { purpose, isDestructive, isPrintOnly } = kindOf(name);
  return {
    request,
    title: titleOf(name, targetWords(request)),
    purpose,
    why,
    isDestructive,
    isPrintOnly,
  };
}
