import { textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { counted, log, say } from "../../span.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** Changes by which the credentials of a workload become lasting access. */
const lasting: ReadonlySet<string> = new Set([
  "CreateUser",
  "CreateAccessKey",
  "CreateLoginProfile",
  "AttachUserPolicy",
  "PutUserPolicy",
]);

/** IAM-044: what was meant for a workload changes IAM. */
export const workloadCredentials: Detection = {
  id: "IAM-044",
  title: "Workload credentials used for IAM changes",
  about:
    "A session of an EC2 instance or Lambda function changes IAM; users and keys count most, a role that has done so for a week and twenty calls little.",
  events: ["iam:*"],
  severity: "high",
  mitre: [
    ["T1552.005", "Credentials of an instance can be read from it by whoever runs code there."],
    ["T1078.004", "They are valid credentials."],
    ["T1098", "They are used to change identities."],
  ],
  benign: ["A build server on an instance, or automation by Systems Manager."],
  respond: [
    "Role's sessions revoked and the instance looked at, or the automation confirmed by its owner",
  ],
  check: ({ event, baseline, subject }) => {
    const what = workloadOf(event);
    if (what === null || subject.onlyWhenDetected === true) return null;
    const host = log(event.identity.sessionName ?? event.identity.arn ?? "", "host");
    if (baseline !== null) {
      return hit(
        "low",
        say`The call was signed with credentials of ${what} ${host}, whose role had made ${counted(baseline.calls, "change")} of IAM before.`,
      );
    }
    return hit(
      lasting.has(event.name) ? "critical" : "high",
      say`The call was signed with credentials of ${what} ${host}: whoever runs code there can use them.`,
    );
  },
};

function workloadOf({ identity, more }: CloudTrailEvent) {
  if (identity.type !== "AssumedRole" || identity.invokedBy !== null) return null;
  const issuer = textField(more?.scope ?? undefined, "issuerType");
  if (issuer === "AWS::EC2::Instance" || /^i-[0-9a-f]{8,17}$/.test(identity.sessionName ?? "")) {
    return say`EC2 instance`;
  }
  return issuer === "AWS::Lambda::Function" ? say`Lambda function` : null;
}
