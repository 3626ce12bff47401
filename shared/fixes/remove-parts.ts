/** What the deletions of users and roles have in common: taking parts off, and putting them back. */
import { parseArn } from "../iam/arn.ts";
import { askFor } from "../remediation/ask-questions.ts";
import type { Ask, Loss, Operation, PlanValue } from "../remediation/plan.ts";
import { log, say, text } from "../span.ts";
import type { Span, Spans } from "../span.ts";
import type {
  InlineState,
  RoleState,
  StateItem,
  StateList,
  UserState,
} from "../state/state-types.ts";
import { isSure, itemEvents } from "./known.ts";
import { askEach, call } from "./make.ts";

/** The plan and its undo, as they grow. */
export interface Removal {
  readonly operations: Operation[];
  readonly undo: Operation[];
  readonly lost: Loss[];
  readonly unknown: Spans[];
}

/** How the members of a list are taken off. */
export interface TakeOff<T> {
  readonly api: string;
  /** The request without the member itself. */
  readonly input: Readonly<Record<string, PlanValue>>;
  readonly member: string;
  /** What the API takes of a member. */
  readonly id: (value: T) => string;
  /** e.g. access key, with the name of the variable that asks for further ones. */
  readonly noun: string;
  readonly nouns: string;
  readonly ask: string;
  readonly why: (label: Span) => Spans;
}

/** Takes all members of a list off; where the list may have more, they are asked for. Returns the question, if any. */
export function takeOffAll<T>(
  removal: Removal,
  list: StateList<T>,
  { api, input, member, id, nouns, ask, why }: TakeOff<T>,
): Ask | null {
  // What may be gone already is asked for: a call for it would fail.
  const sure = sureItems(list);
  for (const item of sure) {
    const name = id(item.value);
    removal.operations.push(
      call(api, { ...input, [member]: name }, why(log(name)), itemEvents(item)),
    );
  }
  if (list.complete && sure.length === list.items.length) return null;
  const question = askEach(
    ask,
    `Which ${sure.length > 0 ? `further ${nouns}, besides those that this plan names,` : nouns} are there now?`,
  );
  removal.operations.push(
    call(
      api,
      { ...input, [member]: question },
      say`The log does not show all ${text(nouns)}: those that you name are taken off, too.`,
    ),
  );
  return question;
}

/** The members of a list that stand without doubt. */
export function sureItems<T>(list: StateList<T>): readonly StateItem<T>[] {
  return list.items.filter(({ uncertain }) => uncertain === undefined);
}

/** The inline policy of a quarantine. */
export const quarantineName = "TrailproofQuarantine";

/** What it holds. */
export const denyAll = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "Quarantine", Effect: "Deny", Action: "*", Resource: "*" }],
});

/**
 * First of all everything is denied: an attached policy or a group that denies something may go before what allows it, and
 * where a run stops midway, nothing is left that may do more than before. `removePolicies` takes it off last.
 */
export function denyFirst(
  removal: Removal,
  word: "User" | "Role",
  name: string,
  { inline }: Pick<UserState | RoleState, "inline">,
): void {
  const own = sureItems(inline).find(({ value }) => value.name === quarantineName);
  const document = own?.value.document;
  if (document !== undefined && isSure(document) && document.value === denyAll) return;
  removal.operations.push(
    call(
      `Put${word}Policy`,
      { [`${word}Name`]: name, PolicyName: quarantineName, PolicyDocument: denyAll },
      say`Until it is gone, ${log(name, word === "User" ? "user" : "role")} may do nothing, whatever is taken off first.`,
      own === undefined ? [] : itemEvents(own),
    ),
  );
}

/** Policies of a user or role: off in an order that never widens rights on the way, and back. */
export function removePolicies(
  removal: Removal,
  word: "User" | "Role",
  name: string,
  { attached, inline }: Pick<UserState | RoleState, "attached" | "inline">,
): void {
  const member = `${word}Name`;
  const input = { [member]: name };
  const label = say`${log(name, word === "User" ? "user" : "role")}`;
  const more = takeOffAll(removal, attached, {
    api: `Detach${word}Policy`,
    input,
    member: "PolicyArn",
    id: (arn) => arn,
    noun: "attached policy",
    nouns: "attached policies (ARNs)",
    ask: "FURTHER_POLICY_ARNS",
    why: (arn) => say`Detach ${arn}: IAM deletes nothing that has policies.`,
  });
  // A deny goes last: without it the others would allow more for a moment.
  const isOwn = (item: StateItem<InlineState>): boolean =>
    item.value.name === quarantineName && item.uncertain === undefined;
  const ordered: StateList<InlineState> = {
    ...inline,
    items: inline.items
      .filter((item) => !isOwn(item))
      .toSorted((a, b) => Number(denies(a)) - Number(denies(b))),
  };
  const moreInline = takeOffAll(removal, ordered, {
    api: `Delete${word}Policy`,
    input,
    member: "PolicyName",
    id: (value) => value.name,
    noun: "inline policy",
    nouns: "inline policies (names)",
    ask: "FURTHER_INLINE_POLICY_NAMES",
    why: (policy) => say`Delete the inline policy ${policy}.`,
  });
  removal.operations.push(
    call(
      `Delete${word}Policy`,
      { ...input, PolicyName: quarantineName },
      say`Delete the inline policy that denied everything meanwhile: nothing is left that it would have to deny.`,
    ),
  );
  // Back in the other order: what denies comes first.
  const back = sureItems(inline).toSorted((a, b) => Number(denies(b)) - Number(denies(a)));
  for (const item of back) {
    const { document, name: policy } = item.value;
    removal.undo.push(
      call(
        `Put${word}Policy`,
        {
          ...input,
          PolicyName: policy,
          PolicyDocument: isSure(document)
            ? document.value
            : askFor(
                `$prior.${word.toLowerCase()}.inline.document`,
                `Put${word}Policy`,
                "PolicyDocument",
                false,
              ),
        },
        say`${label} has its inline policy ${log(policy, "policy")} again.`,
        itemEvents(item),
      ),
    );
    if (!isSure(document))
      removal.unknown.push(
        say`The document of the inline policy ${log(policy, "policy")} is not in the log: save it first (aws iam get-${text(word.toLowerCase())}-policy), the undo asks for it.`,
      );
  }
  if (moreInline !== null) {
    removal.lost.push({
      what: say`Inline policies of ${label} that the log does not hold`,
      why: say`AWS keeps no document of a deleted one: save each before you name it (aws iam get-${text(word.toLowerCase())}-policy), and put it back by hand.`,
    });
  }
  for (const item of sureItems(attached))
    removal.undo.push(
      call(
        `Attach${word}Policy`,
        { ...input, PolicyArn: item.value },
        say`${label} has ${log(item.value, "arn")} again.`,
        itemEvents(item),
      ),
    );
  if (more !== null)
    removal.undo.push(
      call(
        `Attach${word}Policy`,
        { ...input, PolicyArn: more },
        say`${label} has the further policies again that were detached.`,
      ),
    );
}

function denies({ value: { document } }: StateItem<InlineState>): boolean {
  return document.known && /"Effect"\s*:\s*"Deny"/.test(document.value);
}

/** Members of a Create call that users and roles share: path, boundary, tags; what is unknown is said to be lost. */
export function creationOf(
  removal: Removal,
  word: "User" | "Role",
  {
    name,
    path,
    arn,
    boundary,
    tags,
  }: Pick<UserState | RoleState, "name" | "path" | "arn" | "boundary" | "tags">,
): { readonly input: Record<string, PlanValue>; readonly after: readonly Operation[] } {
  const label = say`${log(name, word === "User" ? "user" : "role")}`;
  const input: Record<string, PlanValue> = { [`${word}Name`]: name };
  const own = isSure(path) ? path.value : isSure(arn) ? (parseArn(arn.value)?.path ?? null) : null;
  const unknown: string[] = [];
  if (own === null) unknown.push("path");
  else if (own !== "/") input["Path"] = own;
  const sureTags = sureItems(tags);
  if (sureTags.length > 0)
    input["Tags"] = sureTags.map(({ value }) => ({ Key: value.key, Value: value.value }));
  if (!tags.complete || sureTags.length < tags.items.length)
    unknown.push(sureTags.length > 0 ? "further tags" : "tags");
  const after: Operation[] = [];
  if (isSure(boundary)) {
    if (boundary.value !== null) input["PermissionsBoundary"] = boundary.value;
  } else {
    after.push(
      call(
        `Put${word}PermissionsBoundary`,
        {
          [`${word}Name`]: name,
          PermissionsBoundary: {
            ask: "EARLIER_BOUNDARY_ARN",
            question:
              "Which policy (ARN) was the permissions boundary before? Leave it empty if there was none.",
            each: true,
          },
        },
        say`${label} has its permissions boundary again.`,
      ),
    );
    removal.unknown.push(
      say`Whether ${label} has a permissions boundary is not in the log: note it first, the undo asks for it.`,
    );
  }
  for (const what of unknown)
    removal.lost.push({
      what: say`The ${text(what)} of ${label}`,
      why: say`The log does not show what it was, and the undo leaves it out: note it before.`,
    });
  return { input, after };
}
