import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { nameOf } from "../iam/arn.ts";
import type { PlanValue } from "../remediation/plan.ts";
import type { AccountFacts, ThingFacts, ThingKind } from "./account-facts.ts";
import { thingKey } from "./account-facts.ts";
import { cited, isSameSecond, setFact } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { create, findEntity, findThing, remove, thingFor, thingPlace } from "./find.ts";
import type { Fold, Folds } from "./fold.ts";
import { link, madeOnce, unlink } from "./links.ts";
import { planValue } from "./plan-value.ts";
import { answered, asked, partitionOf } from "./request.ts";

/** Where an event holds the id of a thing, and its values by their names in the API. */
interface Shape {
  readonly kind: ThingKind;
  readonly id: (event: CloudTrailEvent, account: AccountFacts) => string | null;
}

type Values = Readonly<Record<string, (event: CloudTrailEvent) => PlanValue | null | undefined>>;

const saml: Shape = {
  kind: "saml-provider",
  id: (e) => asked(e, "sAMLProviderArn") ?? answered(e, "sAMLProviderArn"),
};
const oidc: Shape = {
  kind: "oidc-provider",
  id: (e) => asked(e, "openIDConnectProviderArn") ?? answered(e, "openIDConnectProviderArn"),
};
const certificate: Shape = {
  kind: "server-certificate",
  id: (e) => asked(e, "serverCertificateName"),
};
const delegation: Shape = {
  kind: "delegation-request",
  id: (e) => asked(e, "delegationRequestId") ?? answered(e, "delegationRequestId"),
};
const device: Shape = { kind: "mfa-device", id: deviceId };

/**
 * The serial number of the MFA device that an event names; that of a new virtual one follows from its name where the
 * record lacks the answer.
 */
export function deviceId(event: CloudTrailEvent, account: AccountFacts): string | null {
  const told = asked(event, "serialNumber") ?? answered(event, "virtualMFADevice", "serialNumber");
  const name = asked(event, "virtualMFADeviceName");
  if (told !== null || name === null) return told;
  return `arn:${partitionOf(event)}:iam::${account.id}:mfa${asked(event, "path") ?? "/"}${name}`;
}

const text = (name: string) => (e: CloudTrailEvent) => asked(e, name) ?? undefined;
const value = (name: string) => (e: CloudTrailEvent) =>
  planValue(field(e.request ?? undefined, name)) ?? undefined;

function made(shape: Shape, values: Values): Fold {
  return (account, event, mark) => {
    const id = shape.id(event, account);
    if (id === null) return;
    const thing = create(account, thingPlace(account, shape.kind, id), mark);
    setValues(thing, event, mark, values);
    blurTaken(thing, mark);
  };
}

/** What was taken off a thing of that name in the second in which it was made again may have been taken off the new one. */
function blurTaken(thing: ThingFacts, mark: Mark): void {
  // The former is a thing of the same kind: both stood in one table.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const former = thing.former as ThingFacts | null;
  for (const [name, { by }] of former?.values ?? []) {
    const now = thing.values.get(name);
    if (now === undefined || !isSameSecond(by, mark) || by.id === former?.created?.id) continue;
    thing.values.set(name, { ...now, uncertain: cited(now.uncertain ?? [by.id], mark.id) });
  }
}

function changed(shape: Shape, values: Values): Fold {
  return (account, event, mark) => {
    const id = shape.id(event, account);
    if (id !== null) setValues(thingFor(account, shape.kind, id, mark), event, mark, values);
  };
}

/** Sets what the event tells; undefined tells nothing. */
function setValues(thing: ThingFacts, event: CloudTrailEvent, mark: Mark, values: Values): void {
  for (const [name, read] of Object.entries(values)) {
    const told = read(event);
    if (told !== undefined)
      thing.values.set(name, setFact(thing.values.get(name), told, mark, thing));
  }
}

function ended(shape: Shape): Fold {
  return (account, event, mark) => {
    const id = shape.id(event, account);
    if (id !== null) remove(account, thingPlace(account, shape.kind, id), mark);
  };
}

/** Audiences of an OIDC provider: one more or less of the list before, where that is known. */
function audience(isAdded: boolean): Fold {
  return (account, event, mark) => {
    const id = oidc.id(event, account);
    const member = asked(event, "clientID");
    if (id === null) return;
    const provider = thingFor(account, "oidc-provider", id, mark);
    const before = provider.values.get("ClientIDList");
    if (member === null || !Array.isArray(before?.value)) {
      provider.values.delete("ClientIDList");
      return;
    }
    const rest = before.value.filter((m: PlanValue) => m !== member);
    const now = isAdded ? [...rest, member] : rest;
    // Whether another call of this second was about the same member is not kept: the list may be one or the other.
    const isFirst = before.by.id === provider.created?.id;
    const isOpen = mark.isLoose === true || (isSameSecond(before.by, mark) && !isFirst);
    const open = before.uncertain ?? (isOpen ? [before.by.id] : []);
    provider.values.set("ClientIDList", {
      value: now,
      by: mark,
      ...(open.length === 0 ? {} : { uncertain: cited(open, mark.id) }),
    });
  };
}

/** A virtual device that is deleted was not enabled any more, which IAM demands. */
function deviceEnded(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const id = device.id(event, account);
  if (id === null) return;
  const owner = findThing(account, "mfa-device", id)?.values.get("UserName");
  const thing = remove(account, thingPlace(account, "mfa-device", id), mark);
  if (typeof owner?.value === "string") {
    const links = findEntity(account, "user", owner.value)?.credentials["mfa-device"];
    if (links?.get(id.toLowerCase())?.ended === null) unlink(links, id, id, mark, madeOnce);
  }
  thing.values.set("UserName", setFact(thing.values.get("UserName"), null, mark, thing));
}

/** A certificate has its name as its id: a new one moves it. */
function certificateChanged(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "serverCertificateName");
  if (name === null) return;
  const thing = thingFor(account, "server-certificate", name, mark);
  setValues(thing, event, mark, { Path: text("newPath") });
  const fresh = asked(event, "newServerCertificateName");
  if (fresh === null || fresh.toLowerCase() === name.toLowerCase()) return;
  const kind = "server-certificate";
  account.things.delete(thingKey(kind, name));
  account.things.set(thingKey(kind, fresh), thing);
  thing.id = fresh;
  account.touched?.add(thingKey(kind, fresh));
  unlink(account.lives, thingKey(kind, name), name, mark, madeOnce);
  link(account.lives, thingKey(kind, fresh), fresh, mark, madeOnce);
}

/** The state of a delegation request that a call leaves behind. */
function delegated(status: string): Values {
  return { Status: () => status, Notes: text("notes") };
}

/** What IAM events do to providers, certificates, devices and delegation requests. */
export const thingFolds: Folds = {
  CreateSAMLProvider: made(saml, {
    SAMLMetadataDocument: text("sAMLMetadataDocument"),
    Name: text("name"),
  }),
  UpdateSAMLProvider: changed(saml, { SAMLMetadataDocument: text("sAMLMetadataDocument") }),
  DeleteSAMLProvider: ended(saml),
  CreateOpenIDConnectProvider: made(oidc, {
    Url: text("url"),
    ClientIDList: (e) => planValue(field(e.request ?? undefined, "clientIDList")) ?? [],
    ThumbprintList: value("thumbprintList"),
  }),
  UpdateOpenIDConnectProviderThumbprint: changed(oidc, { ThumbprintList: value("thumbprintList") }),
  AddClientIDToOpenIDConnectProvider: audience(true),
  RemoveClientIDFromOpenIDConnectProvider: audience(false),
  DeleteOpenIDConnectProvider: ended(oidc),
  UploadServerCertificate: made(certificate, {
    Path: (e) => asked(e, "path") ?? "/",
    CertificateBody: text("certificateBody"),
    CertificateChain: text("certificateChain"),
  }),
  UpdateServerCertificate: certificateChanged,
  DeleteServerCertificate: ended(certificate),
  CreateVirtualMFADevice: made(device, {
    Path: (e) => asked(e, "path") ?? "/",
    Name: (e) => nameOf(asked(e, "virtualMFADeviceName") ?? "") || undefined,
    UserName: () => null,
  }),
  DeleteVirtualMFADevice: deviceEnded,
  CreateDelegationRequest: made(delegation, { Status: () => "Created", Notes: text("notes") }),
  AssociateDelegationRequest: changed(delegation, delegated("Associated")),
  AcceptDelegationRequest: changed(delegation, delegated("Accepted")),
  RejectDelegationRequest: changed(delegation, delegated("Rejected")),
  SendDelegationToken: changed(delegation, delegated("TokenSent")),
  UpdateDelegationRequest: changed(delegation, { Notes: text("notes") }),
};
