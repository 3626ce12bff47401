import { cite, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { booleanField } from "../../cloudtrail-event.ts";
import { concernsRootUser } from "../../knowledge/resolve-target.ts";
import { isWithin } from "../facts/fact.ts";
import { findEntity } from "../facts/find.ts";
import { asked } from "../facts/request.ts";
import { detection } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";

/** Credentials by which somebody else than the user can act as that user. */
const credentials: Readonly<Record<string, string>> = {
  CreateAccessKey: "A long-term access key",
  CreateLoginProfile: "A console password",
  UpdateLoginProfile: "A new console password",
  CreateServiceSpecificCredential: "A service credential",
  ResetServiceSpecificCredential: "A new service credential",
  UploadSSHPublicKey: "An SSH key",
  UploadSigningCertificate: "A signing certificate",
};

/** A credential of another user, a root key, or a second factor taken away. */
export function credentialChange(situation: Situation): Depth {
  const { event } = situation;
  if (event.name === "DeactivateMFADevice") return secondFactor(situation);
  const what = Object.hasOwn(credentials, event.name) ? credentials[event.name] : undefined;
  if (what === undefined) return {};
  const user = asked(event, "userName");
  if (event.identity.type === "Root" && user === null) {
    return {
      reasons: [
        detection(
          "critical",
          say`${text(what)} was made for the root user, which no rule of the account can limit.`,
        ),
      ],
    };
  }
  if (user === null || isCaller(situation, user)) return {};
  const created = findEntity(situation.account, "user", user)?.created ?? null;
  const isOnboarding =
    event.name === "CreateLoginProfile" &&
    booleanField(event.request ?? undefined, "passwordResetRequired") === true &&
    created !== null &&
    created.actor === situation.mark.actor &&
    isWithin(created, event.at, 24);
  if (isOnboarding) {
    const onboarding = say`The same actor had created user ${log(user, "user")} shortly before ${cite(created.id)}, and the password must be changed at the first sign-in: onboarding by all signs.`;
    return {
      reasons: [detection("medium", onboarding)],
      happened: [onboarding],
      context: [created.id],
    };
  }
  const why = say`${text(what)} of user ${log(user, "user")} was set by another identity, who may then act as that user.`;
  return {
    reasons: [detection("high", why)],
    happened: [why],
    benign: [say`Onboarding of the user, or a rotation by whoever administers keys and passwords.`],
    done: [say`User ${log(user, "user")} asked whether the credential was wanted and who holds it`],
  };
}

/** Whether the caller is the IAM user of that name. A role session is always another identity. */
function isCaller({ event }: Situation, user: string): boolean {
  const { type, userName } = event.identity;
  return type === "IAMUser" && userName?.toLowerCase() === user.toLowerCase();
}

function secondFactor(situation: Situation): Depth {
  const user = asked(situation.event, "userName");
  const isRoot = concernsRootUser(situation.event);
  const who: Spans = isRoot
    ? [text("the root user")]
    : user === null
      ? [text("the caller")]
      : say`user ${log(user, "user")}`;
  const byOther = !isRoot && user !== null && !isCaller(situation, user);
  return {
    reasons: [
      isRoot || byOther
        ? detection(
            "critical",
            byOther
              ? say`A second factor of ${who} was switched off by another identity.`
              : say`A second factor of ${who} was switched off.`,
          )
        : detection("high", say`A second factor of ${who} was switched off by that user.`),
    ],
    happened: [
      say`From then on a password alone may be enough for ${who}, unless another device is registered.`,
    ],
    benign: [say`A change of telephone or token: a new device would be registered soon after.`],
    done: [say`A second factor registered again with ${who} present`],
  };
}
