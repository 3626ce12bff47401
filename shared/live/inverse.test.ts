import { expect, test } from "vitest";
import { expected } from "./facts.ts";
import type { World } from "./facts.ts";
import { inverseOf } from "./inverse.ts";

const world = (parts: Readonly<Record<string, string>>): World =>
  new Map([["user/alice", { parts: new Map(Object.entries(parts)), unread: new Map() }]]);

test.each([
  {
    name: "an active SSH key",
    part: "ssh|APKA1",
    parts: { "ssh|APKA1": "Active", "sshBody|APKA1": "ssh-rsa A" },
    calls: [
      {
        api: "iam:UploadSSHPublicKey",
        input: { UserName: "alice", SSHPublicKeyBody: "ssh-rsa A" },
      },
    ],
    lost: /gets a new one/,
  },
  {
    name: "an active signing certificate",
    part: "signing|C1",
    parts: { "signing|C1": "Active", "signingBody|C1": "PEM" },
    calls: [
      { api: "iam:UploadSigningCertificate", input: { UserName: "alice", CertificateBody: "PEM" } },
    ],
    lost: /gets a new one/,
  },
  {
    name: "an inactive SSH key, which would come back active",
    part: "ssh|APKA1",
    parts: { "ssh|APKA1": "Inactive", "sshBody|APKA1": "ssh-rsa A" },
    calls: [],
    lost: /was inactive/,
  },
  {
    name: "an SSH key without a body",
    part: "ssh|APKA1",
    parts: { "ssh|APKA1": "Active" },
    calls: [],
    lost: /could not be read/,
  },
  {
    name: "an access key",
    part: "key|AKIA1",
    parts: { "key|AKIA1": "Active" },
    calls: [],
    lost: /another id and secret/,
  },
])("what takes the deletion of $name back", ({ part, parts, calls, lost }) => {
  const before = world(parts);
  const effects = [expected({ thing: "user/alice", part, value: null }, before)];
  const found = inverseOf({ api: "iam:DeleteX", input: { UserName: "alice" } }, before, effects);
  expect(found.calls).toEqual(calls);
  expect(found.lost.join(" ")).toMatch(lost);
});
