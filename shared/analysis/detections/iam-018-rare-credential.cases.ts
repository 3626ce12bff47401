import { call, root, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const own = { by: user("svc") };

export const cases: readonly DetectionCase[] = [
  {
    name: "an SSH key of another user",
    events: [call("iam:UploadSSHPublicKey", 1, { userName: "svc" })],
    hit: "high",
  },
  {
    name: "a key for Bedrock",
    events: [
      call(
        "iam:CreateServiceSpecificCredential",
        1,
        { userName: "svc", serviceName: "bedrock.amazonaws.com" },
        own,
      ),
    ],
    hit: "high",
    says: "bedrock",
  },
  {
    name: "a certificate of the own user",
    events: [call("iam:UploadSigningCertificate", 1, { userName: "svc" }, own)],
    hit: "medium",
  },
  {
    name: "a developer's credential for CodeCommit",
    events: [
      call(
        "iam:CreateServiceSpecificCredential",
        1,
        { userName: "svc", serviceName: "codecommit.amazonaws.com" },
        own,
      ),
    ],
    hit: "info",
  },
  {
    name: "root's certificate, which is another detection's",
    events: [call("iam:UploadSigningCertificate", 1, null, { by: root() })],
    hit: null,
  },
];
