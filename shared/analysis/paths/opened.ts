import type { Reason } from "../../finding.ts";
import { rankOf } from "../../severity.ts";
import type { Situation } from "../situation.ts";

/** Paths by which an event gives its own caller more, by its name (IAM-022). */
const own: Readonly<Record<string, string>> = {
  CreatePolicyVersion: "iam-001",
  PutRolePolicy: "iam-005",
  PutUserPolicy: "iam-007",
  AttachUserPolicy: "iam-008",
  AttachRolePolicy: "iam-009",
  AttachGroupPolicy: "iam-010",
  PutGroupPolicy: "iam-011",
  UpdateAssumeRolePolicy: "iam-012",
  AddUserToGroup: "iam-013",
};

/** Paths that begin with a strong role which is handed to a service (IAM-030). */
const handed: Readonly<Record<string, string>> = {
  RunInstances: "ec2-001",
  CreateFunction20150331: "lambda-001",
  CreateDevEndpoint: "glue-001",
  CreateJob: "glue-003",
  CreateStack: "cloudformation-001",
  CreateProject: "codebuild-001",
  CreateNotebookInstance: "sagemaker-001",
};

/** Detections that see a step of a path, and which path that is by the event's name. */
const paths: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "IAM-011": { CreateAccessKey: "iam-002" },
  "IAM-013": { CreateLoginProfile: "iam-004", ConsoleLogin: "iam-004" },
  "IAM-014": { UpdateLoginProfile: "iam-006", ConsoleLogin: "iam-006" },
  "IAM-022": own,
  "IAM-030": handed,
};

/**
 * The paths that one event opens or walks, by the detections that fired on it: those of a single call whole, of the
 * others a step.
 */
export function openedPaths({ event }: Situation, reasons: readonly Reason[]): readonly string[] {
  if (event.outcome !== "success") return [];
  const found = new Set<string>();
  for (const { kind, rule, value } of reasons) {
    if (kind !== "detection" || rule === undefined || !Object.hasOwn(paths, rule)) continue;
    // Low: the detection says that rights became narrower, or that code did it.
    if (value === "+1" || value === "-1" || value === "-2" || value === "off") continue;
    if (rankOf(value) < rankOf("medium")) continue;
    const names = paths[rule] ?? {};
    const id = Object.hasOwn(names, event.name) ? names[event.name] : undefined;
    if (id !== undefined) found.add(id);
  }
  return [...found];
}
