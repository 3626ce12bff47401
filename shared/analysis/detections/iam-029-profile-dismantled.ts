import { counted, log, say } from "../../span.ts";
import { brokenInstances } from "../depth/delete-instance-profile.ts";
import { findProfile } from "../../state/find.ts";
import { linkEvents, standing } from "../../state/links.ts";
import { asked } from "../../state/request.ts";
import { cites, some } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit, hits } from "./detection.ts";

/** IAM-029: instances lose the role they work with. */
export const profileDismantled: Detection = {
  id: "IAM-029",
  title: "Instance profile dismantled",
  about:
    "A role is taken out of an instance profile, or the profile is deleted, while by the log instances still use it.",
  events: ["iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
  severity: "medium",
  mitre: [
    ["T1531", "What runs on the instances loses its access to AWS."],
    ["T1485", "The configuration is destroyed."],
  ],
  benign: ["A stack that was taken down: its instances would end at the same time."],
  respond: ["Instances have a profile again, or have ended"],
  check: (situation) => {
    const { event, account } = situation;
    if (event.name === "DeleteInstanceProfile") return hits(brokenInstances(situation));
    const name = asked(event, "instanceProfileName");
    const profile = findProfile(account, name);
    const using = profile === null ? [] : standing(profile.instances);
    if (using.length === 0 || name === null) return null;
    return hit(
      "medium",
      say`By the log ${counted(using.length, "instance")} used profile ${log(name)}: ${some(
        using.map((l) => say`${log(l.value.instanceId, "host")} ${cites(linkEvents(l))}`),
        4,
      )}; without a role in it they get no new credentials.`,
      { context: using.slice(0, 4).flatMap((l) => linkEvents(l)) },
    );
  },
};
