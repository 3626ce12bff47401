import { field } from "../../cloudtrail-event.ts";
import type { Reason } from "../../finding.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readTrust } from "../../iam/trust-reading.ts";
import type { Trusted } from "../../iam/trust-reading.ts";
import { log, say } from "../../span.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { modifier } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";
import { change } from "./document-depth.ts";
import { documentCase } from "./document-reasons.ts";
import type { DocumentCase } from "./document-reasons.ts";
import { earlierTrust } from "./earlier.ts";

/** A trust policy that an event wrote: whom it lets in that the role did not let in before. */
export interface OpenedTrust {
  readonly role: string | null;
  readonly isNew: boolean;
  readonly c: DocumentCase;
  readonly everyone: readonly Trusted[];
  /** Allow with NotPrincipal. */
  readonly everyoneBut: readonly number[];
  readonly external: readonly Trusted[];
  readonly webWithoutSubject: readonly Trusted[];
}

/** Events that write a trust policy. */
export const trustEvents: readonly string[] = ["CreateRole", "UpdateAssumeRolePolicy"];

const read = new WeakMap<Situation, OpenedTrust | null>();

/** The trust policy of a successful event, read once for all detections; null when it writes none. */
export function trustBy(situation: Situation): OpenedTrust | null {
  const known = read.get(situation);
  if (known !== undefined) return known;
  const opened = readOpened(situation);
  read.set(situation, opened);
  return opened;
}

function readOpened({ event, account }: Situation): OpenedTrust | null {
  if (event.outcome !== "success" || !trustEvents.includes(event.name)) return null;
  const isNew = event.name === "CreateRole";
  const member = isNew ? "assumeRolePolicyDocument" : "policyDocument";
  const after = readPolicyDocument(field(event.request ?? undefined, member));
  const role = asked(event, "roleName");
  const earlier = isNew
    ? ({ state: "none", by: [] } as const)
    : earlierTrust(findEntity(account, "role", role));
  const now = readTrust(after, event.account);
  const before = earlier.state === "known" ? readTrust(earlier.document, event.account) : null;
  return {
    role,
    isNew,
    c: documentCase(after, earlier, true),
    everyone: fresh(now.everyone, before?.everyone),
    everyoneBut: now.everyoneBut,
    external: fresh(now.external, before?.external),
    webWithoutSubject: fresh(now.webWithoutSubject, before?.webWithoutSubject),
  };
}

function fresh(now: readonly Trusted[], before: readonly Trusted[] = []): readonly Trusted[] {
  const old = new Set(before.map((t) => entryKey(t)));
  return now.filter((t) => !old.has(entryKey(t)));
}

function entryKey({ principal, bound }: Trusted): string {
  return JSON.stringify([principal, bound]);
}

/** What is told of a written trust policy, whatever it admits. */
export function trustDepth(situation: Situation): Depth {
  const opened = trustBy(situation);
  if (opened === null) return {};
  const { c, role, isNew } = opened;
  const { after, earlier } = c;
  const caption =
    role === null ? say`Trust policy` : say`Trust policy of role ${log(role, "role")}`;
  return {
    reasons: narrower(c),
    change: isNew ? null : change(c, caption),
    context: earlier.state === "known" ? earlier.by : [],
    unknown:
      after.status === "ok"
        ? []
        : [
            {
              what: say`Whom the trust policy admits.`,
              why: after.status === "truncated" ? "truncated-by-aws" : "not-recorded",
            },
          ],
  };
}

function narrower({ earlier, comparison }: DocumentCase): readonly Reason[] {
  if (earlier.state !== "known" || comparison === null) return [];
  if (comparison.widened || !comparison.complete) return [];
  return [modifier("-1", say`The new trust policy admits nobody that the earlier one did not.`)];
}
