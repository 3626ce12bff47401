import type { Reason } from "../finding.ts";
import { cite, log, say, text } from "../span.ts";
import type { Life } from "./facts/account-facts.ts";
import { isWithin } from "./facts/fact.ts";
import { findEntity, findPolicy, findProfile } from "./facts/find.ts";
import { asked, askedUser } from "./facts/request.ts";
import { isOffensive } from "./client.ts";
import { ownThing } from "./self.ts";
import { detection, modifier } from "./situation.ts";
import type { Situation } from "./situation.ts";

/** What every event is moved by, whatever it is: outcome, root, services, self-changes, test teardowns. */
export function modifiers(situation: Situation): readonly Reason[] {
  const { event } = situation;
  const out: Reason[] = [];
  if (event.outcome === "denied") {
    out.push(modifier("-2", say`AWS refused the call: nothing changed.`));
  } else if (event.outcome === "failed") {
    out.push(modifier("-2", say`The call failed: nothing changed.`));
  }
  if (event.identity.type === "Root" && event.identity.invokedBy === null) {
    out.push(modifier("+1", say`The root user acted; no rule of the account limits it.`));
  }
  if (isOffensive(event.userAgent) && event.outcome === "success") {
    out.push(
      detection(
        "high",
        say`The client names itself ${log(event.userAgent ?? "", "agent")}, a tool made for attacks or for testing them.`,
      ),
    );
  }
  if (event.outcome !== "success") return out;
  const own = ownThing(situation);
  if (own !== null) out.push(selfChange(situation, own));
  const service = madeBy(situation);
  if (service !== null) {
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

function selfChange(situation: Situation, own: "user" | "group" | "role" | "policy"): Reason {
  const what = {
    user: "its own user",
    group: "a group it belongs to",
    role: "its own role",
    policy: "a policy it holds",
  }[own];
  return modifier(
    "+1",
    say`The actor changed the rights of ${text(what)} ${cite(situation.event.id)}.`,
  );
}

/** Changes that are as grave when a service makes them: open trust, root keys, a blinded audit log. */
const neverReduced: ReadonlySet<string> = new Set([
  "CreateRole",
  "UpdateAssumeRolePolicy",
  "DeleteTrail",
  "PutEventSelectors",
  "StopLogging",
  "UpdateTrail",
]);

function madeBy({ event }: Situation): string | null {
  if (neverReduced.has(event.name)) return null;
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
