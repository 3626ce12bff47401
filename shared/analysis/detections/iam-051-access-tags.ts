import { field } from "../../cloudtrail-event.ts";
import { cite, log, say, text } from "../../span.ts";
import { askedEntity, askedTags, listOf } from "../../state/request.ts";
import { isOwn } from "../self.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const kinds: Readonly<Record<string, "user" | "role">> = {
  TagUser: "user",
  UntagUser: "user",
  TagRole: "role",
  UntagRole: "role",
};

/** IAM-051: a tag that a policy asks for. */
export const accessTags: Detection = {
  id: "IAM-051",
  title: "Principal tags changed where access depends on tags",
  about:
    "A tag of a user or role is set or taken away, and a policy document in the log asks for that key by aws:PrincipalTag or iam:ResourceTag; more so for the actor's own user or role.",
  events: Object.keys(kinds).map((name) => `iam:${name}`),
  severity: "medium",
  mitre: [["T1098.003", "The tag decides what the identity may do."]],
  benign: ["Tags for costs or owners that happen to share the key."],
  respond: ["Earlier value of the tag set again, or the new one approved"],
  check: (situation) => {
    const { event, past } = situation;
    const kind = kinds[event.name];
    if (kind === undefined) return null;
    const removed = listOf(field(event.request ?? undefined, "tagKeys")).filter(
      (key) => typeof key === "string",
    );
    for (const key of [...askedTags(event).map((tag) => tag.key), ...removed]) {
      const [policy] = past.of("tagRule", key).slice(-1);
      if (policy === undefined) continue;
      const name = askedEntity(event, kind);
      const isSelf = name !== null && isOwn(situation, kind, name);
      return hit(
        isSelf ? "high" : "medium",
        say`A policy grants or denies by tag ${log(key)} ${cite(policy.mark.id)}, so the change of it may change what the ${text(kind)} may do${isSelf ? say`: it is the actor's own` : []}.`,
        { context: [policy.mark.id] },
      );
    }
    return null;
  },
};
