import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, irreversible, reversible } from "./define-inverse.ts";

/** Service-specific credentials (CodeCommit, Keyspaces, Bedrock). */
export const serviceCredentialActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateServiceSpecificCredential",
    target: "user",
    targetFields: ["request.userName"],
    done: "was given a new service credential",
    severity: "medium",
    severityReason:
      "A password or API key for one service, such as CodeCommit, Keyspaces or Bedrock, now exists beside the access keys of the user.",
    mitre: ["T1098.001"],
    inverse: reversible([
      call(
        "UpdateServiceSpecificCredential",
        {
          UserName: "$rp.userName",
          ServiceSpecificCredentialId: "$re.serviceSpecificCredential.serviceSpecificCredentialId",
          Status: "Inactive",
        },
        "containment",
      ),
      call("DeleteServiceSpecificCredential", {
        UserName: "$rp.userName",
        ServiceSpecificCredentialId: "$re.serviceSpecificCredential.serviceSpecificCredentialId",
      }),
    ]),
  }),
  writeAction({
    name: "ResetServiceSpecificCredential",
    target: "service-credential",
    targetFields: ["request.serviceSpecificCredentialId"],
    done: "got a new secret",
    severity: "medium",
    severityReason:
      "The caller now knows the secret of the credential and its owner is locked out, which is a takeover if they are not the same.",
    mitre: ["T1098.001"],
    inverse: irreversible(
      [
        call(
          "UpdateServiceSpecificCredential",
          {
            UserName:
              "$rp.userName|else:$re.serviceSpecificCredential.userName|else:$human.userName",
            ServiceSpecificCredentialId: "$rp.serviceSpecificCredentialId",
            Status: "Inactive",
          },
          "containment",
        ),
      ],
      {
        lost: ["the former secret"],
        note: "If the owner did not ask for the reset, switch the credential off and let the owner reset it again.",
      },
    ),
  }),
  writeAction({
    name: "UpdateServiceSpecificCredential",
    target: "service-credential",
    targetFields: ["request.serviceSpecificCredentialId"],
    done: "had its status set",
    severity: "low",
    severityReason: "The credential is switched on or off for one service.",
    mitre: ["T1098.001"],
    inverse: reversible([
      call("UpdateServiceSpecificCredential", {
        UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
        ServiceSpecificCredentialId: "$rp.serviceSpecificCredentialId",
        Status: "$prior.status",
      }),
    ]),
  }),
  writeAction({
    name: "DeleteServiceSpecificCredential",
    target: "service-credential",
    targetFields: ["request.serviceSpecificCredentialId"],
    done: "deleted",
    severity: "low",
    severityReason:
      "A credential for one service is removed, which mostly is clean-up but takes access away from its owner.",
    mitre: ["T1531"],
    inverse: irreversible(
      [
        call(
          "CreateServiceSpecificCredential",
          {
            UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
            ServiceName: "$prior.serviceName",
          },
          "replacement only",
        ),
      ],
      { lost: ["the former secret"], note: "Only a new credential can replace it." },
    ),
  }),
  readAction({
    name: "ListServiceSpecificCredentials",
    target: "user",
    targetFields: ["request.userName", "identity.userName"],
    done: "had its service credentials listed",
    severityReason:
      "Lists the service-specific credentials of a user, never their secrets, and changes nothing.",
    mitre: ["T1087.004"],
  }),
];
