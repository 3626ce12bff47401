import type { Reason } from "../finding.ts";
import { cite, log, say } from "../span.ts";
import type { Life } from "../state/account-facts.ts";
import { isWithin } from "../state/fact.ts";
import { findEntity, findPolicy, findProfile } from "../state/find.ts";
import { asked, askedUser } from "../state/request.ts";
import { modifier } from "./situation.ts";
import type { Situation } from "./situation.ts";

/** What every event is moved by, whatever it is: outcome, services, test teardowns. */
export function modifiers(situation: Situation, proposed: readonly Reason[]): readonly Reason[] {
  const { event } = situation;
  const out: Reason[] = [];
  if (event.outcome === "denied") {
    out.push(modifier("-2", say`AWS refused the call: nothing changed.`));
  } else if (event.outcome === "failed") {
    out.push(modifier("-2", say`The call failed: nothing changed.`));
  }
  if (event.outcome !== "success") return out;
  const service = serviceOf(situation);
  const isReduced = !proposed.some(({ rule }) => rule !== undefined && neverReduced.has(rule));
  if (service !== null && isReduced) {
    out.push(
      modifier(
        "-1",
        say`An AWS service made the call on somebody's behalf: ${log(service, "host")}.`,
      ),
    );
  }
  const teardown = ownCreation(situation);
  if (teardown !== null) {
    out.push(
      modifier(
        "-1",
        say`The same actor had created it less than 24 hours before ${cite(teardown.id)}, and nobody else had changed it.`,
      ),
    );
  }
  return out;
}

/** As grave when a service makes it: trust for everybody, root keys, a blinded audit log. */
const neverReduced: ReadonlySet<string> = new Set(["IAM-006", "IAM-012", "IAM-046"]);

/** The service that made a call on somebody's behalf, by what AWS wrote into the record; null when none did. */
export function serviceOf({ event }: Situation): string | null {
  return (
    [event.identity.invokedBy, event.sourceIp].find((s) => s?.endsWith(".amazonaws.com")) ?? null
  );
}

/** The creation of the deleted thing, when the same actor made it less than 24 hours before and no other touched it. */
export function ownCreation(situation: Situation): { readonly id: string } | null {
  const { event, account, mark } = situation;
  if (event.source !== "iam.amazonaws.com") return null;
  const lives: Readonly<Record<string, () => Life | null>> = {
    DeleteUser: () => findEntity(account, "user", askedUser(event)),
    DeleteGroup: () => findEntity(account, "group", asked(event, "groupName")),
    DeleteRole: () => findEntity(account, "role", asked(event, "roleName")),
    DeletePolicy: () => findPolicy(account, asked(event, "policyArn")),
    DeleteInstanceProfile: () => findProfile(account, asked(event, "instanceProfileName")),
  };
  const life = Object.hasOwn(lives, event.name) ? lives[event.name]?.() : null;
  const created = life?.created ?? null;
  if (created === null || life?.touchedByOthers || created.actor !== mark.actor) return null;
  return isWithin(created, event.at, 24) ? created : null;
}
