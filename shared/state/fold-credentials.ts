import { booleanField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { PlanValue } from "../remediation/plan.ts";
import type { AccountFacts, CredentialKind, EntityFacts } from "./account-facts.ts";
import { setFact } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { create, entityFor, remove, thingFor, thingPlace } from "./find.ts";
import type { Fold, Folds } from "./fold.ts";
import { link, madeOnce, show, unlink } from "./links.ts";
import type { Links } from "./links.ts";
import { answered, asked, askedUser, isAboutRoot } from "./request.ts";

/** A credential with an id of its own, which IAM gives out and never again. */
interface Shape {
  readonly kind: CredentialKind;
  /** Member of requestParameters. */
  readonly id: string;
  /** Member of responseElements that holds a new one. */
  readonly answer: string;
  /** Members of the request by their names in the API. */
  readonly values: Readonly<Record<string, string>>;
}

const accessKey: Shape = { kind: "access-key", id: "accessKeyId", answer: "accessKey", values: {} };
const sshKey: Shape = {
  kind: "ssh-key",
  id: "sSHPublicKeyId",
  answer: "sSHPublicKey",
  values: { Body: "sSHPublicKeyBody" },
};
const signing: Shape = {
  kind: "signing-certificate",
  id: "certificateId",
  answer: "certificate",
  values: { Body: "certificateBody" },
};
const service: Shape = {
  kind: "service-credential",
  id: "serviceSpecificCredentialId",
  answer: "serviceSpecificCredential",
  values: { ServiceName: "serviceName" },
};

/** In `AccountFacts.touched`: the settings of the account and its root user. */
export const accountKey = "account/";

/** Whose credentials an event is about; null when it does not say. */
function ownerOf(
  account: AccountFacts,
  event: CloudTrailEvent,
  mark: Mark,
): { readonly name: string | null; readonly credentials: EntityFacts["credentials"] } | null {
  if (isAboutRoot(event)) {
    account.touched?.add(accountKey);
    return { name: null, credentials: account.root };
  }
  const name = askedUser(event);
  return name === null
    ? null
    : { name, credentials: entityFor(account, "user", name, mark).credentials };
}

function made(shape: Shape): Fold {
  return (account, event, mark) => {
    const owner = ownerOf(account, event, mark);
    const id = answered(event, shape.answer, shape.id);
    if (id === null) {
      // One more, which nobody can name.
      if (owner !== null) owner.credentials[shape.kind].whole = null;
      return;
    }
    const thing = create(account, thingPlace(account, shape.kind, id), mark);
    const set = (name: string, told: PlanValue | null) =>
      thing.values.set(name, { value: told, by: mark });
    set("Status", "Active");
    for (const [name, member] of Object.entries(shape.values)) {
      const told = asked(event, member);
      if (told !== null) set(name, told);
    }
    if (owner === null) return;
    if (owner.name !== null) set("UserName", owner.name);
    link(owner.credentials[shape.kind], id, id, mark, madeOnce);
  };
}

function changed(shape: Shape): Fold {
  return (account, event, mark) => {
    const id = asked(event, shape.id);
    if (id === null) return;
    const owner = ownerOf(account, event, mark);
    const thing = thingFor(account, shape.kind, id, mark);
    if (owner !== null) show(owner.credentials[shape.kind], id, id, mark);
    const status = asked(event, "status");
    if (status !== null)
      thing.values.set("Status", setFact(thing.values.get("Status"), status, mark, thing));
  };
}

function ended(shape: Shape): Fold {
  return (account, event, mark) => {
    const id = asked(event, shape.id);
    if (id === null) return;
    const owner = ownerOf(account, event, mark);
    remove(account, thingPlace(account, shape.kind, id), mark);
    if (owner !== null) unlink(owner.credentials[shape.kind], id, id, mark, madeOnce);
  };
}

/** The key of the only link of a login profile. */
const password = "password";

/** The login profile of a user as a thing: there is at most one. */
function profileId(name: string | null): string {
  return name ?? ":root";
}

function profileMade(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const owner = ownerOf(account, event, mark);
  if (owner === null) return;
  const id = profileId(owner.name);
  const thing = create(account, thingPlace(account, "login-profile", id), mark);
  const reset = booleanField(event.request ?? undefined, "passwordResetRequired") ?? false;
  thing.values.set("PasswordResetRequired", { value: reset, by: mark });
  link(owner.credentials["login-profile"], password, password, mark, madeOnce);
}

function profileChanged(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const owner = ownerOf(account, event, mark);
  if (owner === null) return;
  const thing = thingFor(account, "login-profile", profileId(owner.name), mark);
  show(owner.credentials["login-profile"], password, password, mark);
  const reset = booleanField(event.request ?? undefined, "passwordResetRequired");
  const name = "PasswordResetRequired";
  if (reset !== null) thing.values.set(name, setFact(thing.values.get(name), reset, mark, thing));
  // A person who has changed the own password need not do so at the next sign-in.
  if (event.name === "ChangePassword")
    thing.values.set(name, setFact(thing.values.get(name), false, mark, thing));
}

function profileEnded(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const owner = ownerOf(account, event, mark);
  if (owner === null) return;
  remove(account, thingPlace(account, "login-profile", profileId(owner.name)), mark);
  unlink(owner.credentials["login-profile"], password, password, mark, madeOnce);
}

function mfa(does: "enable" | "disable" | "use"): Fold {
  return (account, event, mark) => {
    const id = asked(event, "serialNumber");
    const owner = ownerOf(account, event, mark);
    if (id === null) {
      // Which one is not told.
      if (owner !== null && does === "enable") owner.credentials["mfa-device"].whole = null;
      return;
    }
    const links = owner?.credentials["mfa-device"] ?? null;
    const thing = thingFor(account, "mfa-device", id, mark);
    if (does === "use") {
      if (links !== null) show(links, id, id, mark);
      return;
    }
    const name = does === "enable" ? (owner?.name ?? rootOwner) : null;
    thing.values.set("UserName", setFact(thing.values.get("UserName"), name, mark, thing));
    if (links === null) return;
    const change: (all: Links<string>) => void =
      does === "enable"
        ? (all) => link(all, id, id, mark, madeOnce)
        : (all) => unlink(all, id, id, mark, madeOnce);
    change(links);
  };
}

/** As IAM names the root user where it must name a user. */
const rootOwner = "<root_account>";

/** What IAM events do to the credentials of users and of the root user. */
export const credentialFolds: Folds = {
  CreateAccessKey: made(accessKey),
  UpdateAccessKey: changed(accessKey),
  DeleteAccessKey: ended(accessKey),
  UploadSSHPublicKey: made(sshKey),
  UpdateSSHPublicKey: changed(sshKey),
  DeleteSSHPublicKey: ended(sshKey),
  UploadSigningCertificate: made(signing),
  UpdateSigningCertificate: changed(signing),
  DeleteSigningCertificate: ended(signing),
  CreateServiceSpecificCredential: made(service),
  UpdateServiceSpecificCredential: changed(service),
  // A new secret for the same id.
  ResetServiceSpecificCredential: changed(service),
  DeleteServiceSpecificCredential: ended(service),
  CreateLoginProfile: profileMade,
  UpdateLoginProfile: profileChanged,
  ChangePassword: profileChanged,
  DeleteLoginProfile: profileEnded,
  EnableMFADevice: mfa("enable"),
  DeactivateMFADevice: mfa("disable"),
  ResyncMFADevice: mfa("use"),
};
