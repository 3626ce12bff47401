/** Asks AWS whether the caller may make the calls of a plan: SimulatePrincipalPolicy, or a clear "unknown". */
import type { LiveStep } from "../../shared/ipc/live.ts";
import type { Grant } from "../../shared/live/policies.ts";
import { ask } from "./ask.ts";
import type { Live } from "./connect.ts";
import { sdkFailure } from "./reason.ts";

export type Permission = LiveStep["permission"];

export interface Permissions {
  readonly of: (grants: readonly Grant[]) => Permission;
  /** One sentence. */
  readonly note: string;
}

const key = ({ action, resource }: Grant): string => `${action}\n${resource}`;

const unknown = (note: string): Permissions => ({ of: () => "unknown", note });

/** Asks once for each action. Whatever fails leaves all unknown, with the reason. */
export async function askPermissions(live: Live, grants: readonly Grant[]): Promise<Permissions> {
  if (grants.length === 0) return unknown("No call is to be made, so no permission was looked up.");
  if (live.connection.arn.endsWith(":root"))
    return unknown(
      "Permissions of the root user can’t be simulated; only policies of the organization limit it.",
    );
  const decided = new Map<string, Permission>();
  try {
    const PolicySourceArn = await principalOf(live);
    for (const [action, own] of Map.groupBy(grants, (grant) => grant.action)) {
      for (const grant of new Map(own.map((one) => [one.resource, one])).values()) {
        const context = own.flatMap(({ resource, policy }) =>
          resource === grant.resource && policy !== null ? [policy] : [],
        );
        // oxlint-disable-next-line no-await-in-loop -- one at a time: IAM throttles
        const { answer } = await ask(live, "reader", "SimulatePrincipalPolicy", {
          PolicySourceArn,
          ActionNames: [action],
          // A pattern is no resource that can be simulated: then any is asked for.
          ResourceArns: [grant.resource.includes("/*") ? "*" : grant.resource],
          ...(context.length === 0
            ? {}
            : {
                ContextEntries: [
                  {
                    ContextKeyName: "iam:PolicyARN",
                    ContextKeyValues: context.slice(0, 1),
                    ContextKeyType: "string",
                  },
                ],
              }),
        });
        decided.set(key(grant), decisionOf(answer));
      }
    }
  } catch (error) {
    const { code, message } = sdkFailure(error);
    return unknown(
      `Permissions are not known: iam:SimulatePrincipalPolicy could not be asked (${code}: ${message.split("\n")[0] ?? ""}).`,
    );
  }
  return {
    of: (all) => {
      const found = all.map((grant) => decided.get(key(grant)) ?? "unknown");
      return found.includes("denied")
        ? "denied"
        : found.includes("unknown") || found.length === 0
          ? "unknown"
          : "allowed";
    },
    note: "Permissions as iam:SimulatePrincipalPolicy answers; it does not know policies of a session, nor all of those of the organization.",
  };
}

function decisionOf(answer: Readonly<Record<string, unknown>>): Permission {
  const results = answer["EvaluationResults"];
  const decisions = Array.isArray(results)
    ? results.map((one: unknown) =>
        typeof one === "object" && one !== null && "EvalDecision" in one ? one.EvalDecision : null,
      )
    : [];
  if (decisions.length === 0) return "unknown";
  return decisions.every((one) => one === "allowed") ? "allowed" : "denied";
}

/** The user or role behind the credentials. */
async function principalOf({ connection, ...live }: Live): Promise<string> {
  const session = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(connection.arn);
  if (session === null) return connection.arn;
  const [, partition = "aws", account = "", RoleName = ""] = session;
  try {
    const { answer } = await ask({ connection, ...live }, "reader", "GetRole", { RoleName });
    const role = answer["Role"];
    if (typeof role === "object" && role !== null && "Arn" in role && typeof role.Arn === "string")
      return role.Arn;
  } catch {
    // The path of the role is not known then; most have none.
  }
  return `arn:${partition}:iam::${account}:role/${RoleName}`;
}
