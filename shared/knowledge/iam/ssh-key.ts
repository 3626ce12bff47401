import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, partlyReversible, reversible } from "./define-inverse.ts";

/** SSH public keys for CodeCommit. */
export const sshKeyActions: readonly ActionEntry[] = [
  writeAction({
    name: "UploadSSHPublicKey",
    target: "user",
    targetFields: ["request.userName"],
    done: "was given a new SSH public key",
    severity: "medium",
    severityReason:
      "Whoever holds the matching private key can reach the CodeCommit repositories that the user can reach.",
    mitre: ["T1098.001", "T1098.004"],
    inverse: reversible([
      call(
        "UpdateSSHPublicKey",
        {
          UserName: "$rp.userName",
          SSHPublicKeyId: "$re.sSHPublicKey.sSHPublicKeyId",
          Status: "Inactive",
        },
        "containment",
      ),
      call("DeleteSSHPublicKey", {
        UserName: "$rp.userName",
        SSHPublicKeyId: "$re.sSHPublicKey.sSHPublicKeyId",
      }),
    ]),
  }),
  writeAction({
    name: "UpdateSSHPublicKey",
    target: "ssh-key",
    targetFields: ["request.sSHPublicKeyId"],
    done: "had its status set",
    severity: "low",
    severityReason: "The key is switched on or off for access to CodeCommit repositories.",
    mitre: ["T1098.001"],
    inverse: reversible([
      call("UpdateSSHPublicKey", {
        UserName: "$rp.userName",
        SSHPublicKeyId: "$rp.sSHPublicKeyId",
        Status: "$prior.status",
      }),
    ]),
  }),
  writeAction({
    name: "DeleteSSHPublicKey",
    target: "ssh-key",
    targetFields: ["request.sSHPublicKeyId"],
    done: "deleted",
    severity: "low",
    severityReason: "A credential for CodeCommit is removed, which mostly is clean-up.",
    mitre: ["T1531"],
    inverse: partlyReversible(
      [
        call("UploadSSHPublicKey", {
          UserName: "$rp.userName",
          SSHPublicKeyBody: "$prior.sshPublicKeyBody",
        }),
        call(
          "UpdateSSHPublicKey",
          { UserName: "$rp.userName", SSHPublicKeyId: "$live.restored", Status: "Inactive" },
          "it was Inactive before",
        ),
      ],
      { lost: ["the key id: the restored key gets a new one"] },
    ),
  }),
  readAction({
    name: "GetSSHPublicKey",
    target: "ssh-key",
    targetFields: ["request.sSHPublicKeyId"],
    done: "was read",
    severityReason: "Reads a public key, which is no secret, and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListSSHPublicKeys",
    target: "user",
    targetFields: ["request.userName", "identity.userName"],
    done: "had its SSH public keys listed",
    severityReason: "Lists the SSH public keys of a user and changes nothing.",
    mitre: ["T1087.004"],
  }),
];
