import type { ActionEntry } from "./entry.ts";
import type { Fact, Written } from "./sources.ts";
import { toFact } from "./sources.ts";

interface CommonCaveat {
  readonly text: Written;
  readonly holdsFor: (entry: ActionEntry) => boolean;
  /** It holds for all writes, all reads, or all. */
  readonly isGeneral: boolean;
}

/** Writes whose request carries a policy document. */
const withDocument: ReadonlySet<string> = new Set([
  "CreatePolicy",
  "CreatePolicyVersion",
  "CreateRole",
  "PutGroupPolicy",
  "PutRolePolicy",
  "PutUserPolicy",
  "UpdateAssumeRolePolicy",
]);

const caveats: readonly CommonCaveat[] = [
  {
    text: "[samples] When the call was refused for lack of permission, requestParameters is null: actor, action and target are then known from errorMessage alone. Other errors, such as NoSuchEntityException, keep the parameters. In both cases nothing was changed.",
    holdsFor: ({ access }) => access === "write",
    isGeneral: true,
  },
  {
    text: "[samples] A read that is refused has no parameters; what was asked for is in errorMessage at best.",
    holdsFor: ({ access }) => access === "read",
    isGeneral: true,
  },
  {
    text: "[api] The user can be missing in the request. IAM then takes the user of the signing credentials, or root.",
    holdsFor: ({ targetFields }) => targetFields.includes("identity.userName"),
    isGeneral: false,
  },
  {
    text: "[samples] The document is recorded as JSON text, as the caller sent it; read afterwards it is percent-encoded. When a record is too large it is cut or marked as omitted, and then the document is unknown, not empty.",
    holdsFor: ({ name }) => withDocument.has(name),
    isGeneral: false,
  },
  {
    text: "[global] IAM is a global service: in the aws partition its events carry awsRegion us-east-1, and a trail without global service events has none of them.",
    holdsFor: () => true,
    isGeneral: true,
  },
  {
    text: "[contents] eventTime is exact to the second and records arrive late and out of order, so the order inside one second is not proved.",
    holdsFor: ({ access }) => access === "write",
    isGeneral: true,
  },
];

/** What CloudTrail omits or shows differently in this action and many others. */
export function commonCaveats(entry: ActionEntry): readonly Fact[] {
  return caveats
    .filter(({ holdsFor }) => holdsFor(entry))
    .map(({ text }) => toFact(text, `IAM API Reference, ${entry.name}`));
}

/** Those that hold for all writes, all reads, or all actions. */
export const generalCaveats: readonly Fact[] = caveats
  .filter(({ isGeneral }) => isGeneral)
  .map(({ text }) => toFact(text, "IAM API Reference"));
