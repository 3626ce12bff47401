import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, irreversible, nothingToUndo, reversible } from "./define-inverse.ts";

/** MFA devices. */
export const mfaActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateVirtualMFADevice",
    target: "mfa",
    targetFields: ["response.virtualMFADevice.serialNumber", "request.virtualMFADeviceName"],
    done: "created",
    severity: "low",
    severityReason:
      "A virtual device is the first half of an enrollment and protects or admits nobody until it is enabled for a user.",
    mitre: ["T1098.005"],
    inverse: reversible(
      [
        call(
          "DeleteVirtualMFADevice",
          { SerialNumber: "$re.virtualMFADevice.serialNumber" },
          "device not yet enabled",
        ),
      ],
      { note: "If EnableMFADevice followed, deactivate the device first." },
    ),
  }),
  writeAction({
    name: "EnableMFADevice",
    target: "mfa",
    targetFields: ["request.serialNumber"],
    done: "enabled",
    severity: "low",
    severityReason:
      "A second factor is good practice, but one that somebody else registers gives that person a foothold in the account of the user.",
    mitre: ["T1098.005", "T1556.006"],
    inverse: reversible([
      call("DeactivateMFADevice", { UserName: "$rp.userName", SerialNumber: "$rp.serialNumber" }),
      call(
        "DeleteVirtualMFADevice",
        { SerialNumber: "$rp.serialNumber" },
        "serial is an arn:...:mfa/ virtual device",
      ),
    ]),
  }),
  writeAction({
    name: "DeactivateMFADevice",
    target: "mfa",
    targetFields: ["request.serialNumber"],
    done: "deactivated",
    severity: "high",
    severityReason:
      "Unless another device remains, the password alone now opens the account of the user, which is a classic step before a takeover.",
    mitre: ["T1556.006", "T1556"],
    inverse: irreversible(
      [
        call(
          "EnableMFADevice",
          {
            UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
            SerialNumber: "$rp.serialNumber",
            AuthenticationCode1: "$human.code1",
            AuthenticationCode2: "$human.code2",
          },
          "device still exists and its holder can read two codes",
        ),
      ],
      {
        note: "Only the holder of the device can enable it again, because two consecutive codes are needed; until then attach a policy that denies everything without MFA. A device of the root user can be enabled only by root in the console.",
      },
    ),
  }),
  writeAction({
    name: "DeleteVirtualMFADevice",
    target: "mfa",
    targetFields: ["request.serialNumber"],
    done: "deleted",
    severity: "medium",
    severityReason:
      "The device and its secret are gone, so that a deactivated second factor cannot simply be enabled again.",
    mitre: ["T1556.006"],
    inverse: irreversible(
      [
        call(
          "CreateVirtualMFADevice",
          {
            VirtualMFADeviceName: "$rp.serialNumber|afterSlash",
            Path: "$prior.mfa.path",
            Tags: "$prior.mfa.tags",
          },
          "a new device, to be enrolled by its holder",
        ),
      ],
      {
        lost: ["the secret seed of the device"],
        note: "A new device must be enrolled by its holder.",
      },
    ),
  }),
  writeAction({
    name: "ResyncMFADevice",
    target: "mfa",
    targetFields: ["request.serialNumber"],
    done: "synchronized again",
    severity: "info",
    severityReason:
      "The clock of a token is adjusted with two codes of its holder, which changes nobody’s rights.",
    mitre: ["T1098.005"],
    inverse: nothingToUndo("The call leaves nothing behind that could be taken back."),
  }),
  readAction({
    name: "GetMFADevice",
    target: "mfa",
    targetFields: ["request.serialNumber"],
    done: "was read",
    severityReason: "Reads the details of one MFA device and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListMFADevices",
    target: "user",
    targetFields: ["request.userName", "identity.userName"],
    done: "had its MFA devices listed",
    severityReason: "Lists the MFA devices of a user, which also shows who has none.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListVirtualMFADevices",
    target: "account",
    targetFields: [],
    done: "had its virtual MFA devices listed",
    severityReason: "Lists the virtual MFA devices of the account, which also shows who has none.",
    mitre: ["T1087.004"],
  }),
];
