/** Whom statements of trust and resource policies are about, in plain words. */
import { log, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import { parseArn } from "./arn.ts";
import type { Principal } from "./policy-statement.ts";
import { serviceName } from "./service-names.ts";
import { isAnything } from "./wildcard.ts";
import { coded, some } from "./words.ts";

/** Several principals at the beginning of a sentence or in it: "account 111122223333 and EC2". */
export function principalList(all: readonly Principal[]): Spans {
  return some(
    all.map((p) => principalWords(p)),
    4,
  );
}

/** One principal. */
export function principalWords({ kind, value }: Principal): Spans {
  if (isAnything(value)) return [text(kind === "AWS" ? "everybody, in any account" : "everybody")];
  if (kind === "Service") {
    const prefix = /^([a-z0-9-]+)\./i.exec(value)?.[1] ?? "";
    const name = serviceName(prefix);
    return name === null ? say`service ${coded(value)}` : say`${text(name)} (${coded(value)})`;
  }
  if (kind === "Federated") return say`users of ${coded(value, "arn")}`;
  if (kind !== "AWS") return say`${log(kind)} ${coded(value)}`;
  if (/^[0-9]{12}$/.test(value)) return say`account ${log(value, "account")}`;
  const arn = parseArn(value);
  if (arn === null) return [coded(value)];
  if (arn.resource === "root") return say`account ${log(arn.account, "account")}`;
  return say`${text(kindWord(arn.type))} ${coded(arn.name)} of account ${log(arn.account, "account")}`;
}

function kindWord(type: string | null): string {
  if (type === "user" || type === "role" || type === "group") return type;
  return type === "assumed-role" ? "session" : "identity";
}
