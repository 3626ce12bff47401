import { field } from "../../cloudtrail-event.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { findEntity, findPolicy } from "../../state/find.ts";
import { createdVersion } from "../../state/fold-policies.ts";
import { asked, askedEntity } from "../../state/request.ts";
import { policyName } from "../phrases.ts";
import type { Depth, Situation } from "../situation.ts";
import { documentDepth } from "./document-depth.ts";
import { documentCase } from "./document-reasons.ts";
import type { DocumentCase } from "./document-reasons.ts";
import { earlierDefault, earlierInline, earlierText } from "./earlier.ts";

/** A permission document that an event put down, and its place. */
export interface Written {
  readonly c: DocumentCase;
  /** The place in the middle of a sentence. */
  readonly where: Spans;
  /** Events that the document itself stands in, where it is not the one looked at. */
  readonly by: readonly string[];
}

const inline = { PutUserPolicy: "user", PutGroupPolicy: "group", PutRolePolicy: "role" } as const;

/** Events that write a permission document, or put another one into force. */
export const writingEvents: readonly string[] = [
  ...Object.keys(inline),
  "CreatePolicy",
  "CreatePolicyVersion",
  "SetDefaultPolicyVersion",
];

const read = new WeakMap<Situation, Written | null>();

/** The document of a successful event, read and compared once for all detections; null when it writes none. */
export function writtenBy(situation: Situation): Written | null {
  const known = read.get(situation);
  if (known !== undefined) return known;
  const fresh = readWritten(situation);
  read.set(situation, fresh);
  return fresh;
}

function readWritten({ event, account }: Situation): Written | null {
  if (event.outcome !== "success") return null;
  const policyDocument = (): ReturnType<typeof readPolicyDocument> =>
    readPolicyDocument(field(event.request ?? undefined, "policyDocument"));
  const arn = asked(event, "policyArn");
  switch (event.name) {
    case "PutUserPolicy":
    case "PutGroupPolicy":
    case "PutRolePolicy": {
      const kind = inline[event.name];
      const holder = askedEntity(event, kind);
      const name = asked(event, "policyName");
      if (holder === null || name === null) return null;
      const earlier = earlierInline(findEntity(account, kind, holder), name);
      const where = say`Inline policy ${log(name, "policy")} of ${text(kind)} ${log(holder, kind)}`;
      return { c: documentCase(policyDocument(), earlier, true), where, by: [] };
    }
    case "CreatePolicy": {
      const earlier = { state: "none", by: [] } as const;
      return { c: documentCase(policyDocument(), earlier, false), where: say`New policy`, by: [] };
    }
    case "CreatePolicyVersion": {
      if (arn === null) return null;
      const { id, isDefault } = createdVersion(event);
      const earlier = earlierDefault(findPolicy(account, arn));
      const where =
        id === null
          ? say`Document of policy ${policyName(arn)}`
          : say`Policy ${policyName(arn)}, version ${log(id)}`;
      return { c: documentCase(policyDocument(), earlier, isDefault, "critical"), where, by: [] };
    }
    case "SetDefaultPolicyVersion": {
      const policy = findPolicy(account, arn);
      const fact = policy?.versions.get(asked(event, "versionId") ?? "");
      const target = earlierText(fact?.value ?? null, fact === undefined ? [] : [fact.by.id]);
      if (arn === null || target.state !== "known") return null;
      return {
        c: documentCase(target.document, earlierDefault(policy), true, "critical"),
        where: say`Policy ${policyName(arn)}, default version`,
        by: target.by,
      };
    }
    default:
      return null;
  }
}

/** What is told of a written document that has no depth of its own. */
export function writtenDepth(situation: Situation): Depth {
  const written = writtenBy(situation);
  if (written === null) return {};
  const depth = documentDepth(written.c, written.where);
  return { ...depth, context: [...(depth.context ?? []), ...written.by] };
}
