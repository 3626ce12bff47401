import { cite, say, text } from "../../span.ts";
import { adminReasons } from "../depth/document-reasons.ts";
import { writingEvents, writtenBy } from "../depth/written.ts";
import { isWithin } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { askedEntity } from "../../state/request.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hits } from "./detection.ts";

const holders = { PutUserPolicy: "user", PutGroupPolicy: "group", PutRolePolicy: "role" } as const;
const isHolderEvent = (name: string): name is keyof typeof holders => Object.hasOwn(holders, name);

/** IAM-001: a document that allows everything, or all of IAM, on everything. */
export const adminDocument: Detection = {
  id: "IAM-001",
  title: "Administrator-equivalent policy document written",
  about:
    "A document allows every action, every IAM action, or everything but a few, on every resource, and no condition limits it; a document that is not in force yet counts one rank less.",
  events: writingEvents.map((name) => `iam:${name}`),
  severity: "high",
  mitre: [
    ["T1098.003", "The document gives its holders the rights of an administrator."],
    ["T1548.005", "Whoever may write it can raise its own rights."],
  ],
  benign: [
    "A break-glass role, the set-up of a landing zone, or an account for experiments that is meant to be open.",
  ],
  respond: [
    "Document reduced to the permissions really needed, or the administrator rights approved and written down",
  ],
  check: (situation) => {
    const written = writtenBy(situation);
    const reasons = written === null ? [] : [...adminReasons(written.c)];
    if (written === null || reasons.length === 0) return null;
    const { event, account } = situation;
    const isFull = written.c.reading.admin?.bound === null;
    if (isFull && isHolderEvent(event.name)) {
      const kind = holders[event.name];
      const name = askedEntity(event, kind);
      const created = findEntity(account, kind, name)?.created ?? null;
      if (created !== null && isWithin(created, event.at, 24)) {
        reasons.push(
          detection(
            "critical",
            say`The ${text(kind)} with these rights is less than 24 hours old ${cite(created.id)}.`,
          ),
        );
      }
      if (name !== null && isOwn(situation, kind, name)) {
        reasons.push(
          detection(
            "critical",
            say`The actor wrote them for ${text(kind === "group" ? "a group it belongs to" : "itself")}.`,
          ),
        );
      }
    }
    return hits(reasons);
  },
};
