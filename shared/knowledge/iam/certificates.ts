import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, irreversible, partlyReversible, reversible } from "./define-inverse.ts";

/** Server certificates and X.509 signing certificates. */
export const certificateActions: readonly ActionEntry[] = [
  writeAction({
    name: "UploadServerCertificate",
    target: "server-cert",
    targetFields: ["request.serverCertificateName"],
    done: "uploaded",
    severity: "medium",
    severityReason:
      "A key pair for TLS is stored in IAM, which is routine for old load balancers but can also support interception.",
    mitre: ["T1098.001"],
    inverse: reversible(
      [
        call(
          "DeleteServerCertificate",
          { ServerCertificateName: "$rp.serverCertificateName" },
          "not in use by a load balancer",
        ),
      ],
      { note: "AWS refuses the deletion while a load balancer uses the certificate." },
    ),
  }),
  writeAction({
    name: "UpdateServerCertificate",
    target: "server-cert",
    targetFields: ["request.serverCertificateName"],
    done: "renamed or moved to another path",
    severity: "low",
    severityReason:
      "Only the name or path of the certificate changes, which can break configurations that name it.",
    mitre: [],
    inverse: reversible([
      call("UpdateServerCertificate", {
        ServerCertificateName: "$rp.newServerCertificateName|else:$rp.serverCertificateName",
        NewServerCertificateName: "$rp.serverCertificateName",
        NewPath: "$prior.serverCert.path",
      }),
    ]),
  }),
  writeAction({
    name: "DeleteServerCertificate",
    target: "server-cert",
    targetFields: ["request.serverCertificateName"],
    done: "deleted",
    severity: "medium",
    severityReason:
      "Endpoints that still need the certificate may fail, and neither AWS nor the log can give its private key back.",
    mitre: ["T1531", "T1485"],
    inverse: irreversible([], {
      lost: ["the private key, which neither AWS nor the log holds"],
      note: "The owner of the certificate must upload it again from an own copy.",
    }),
  }),
  readAction({
    name: "GetServerCertificate",
    target: "server-cert",
    targetFields: ["request.serverCertificateName"],
    done: "was read",
    severityReason: "Reads a certificate, never its private key, and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListServerCertificates",
    target: "account",
    targetFields: [],
    done: "had its server certificates listed",
    severityReason: "Lists the server certificates of the account and changes nothing.",
    mitre: ["T1087.004"],
  }),
  writeAction({
    name: "UploadSigningCertificate",
    target: "user",
    targetFields: ["request.userName", "response.certificate.userName", "identity.userName"],
    done: "was given a new signing certificate",
    severity: "high",
    severityReason:
      "A signing certificate is an old kind of long-term credential for the API that is rarely needed today and easily overlooked.",
    mitre: ["T1098.001"],
    inverse: reversible([
      call(
        "UpdateSigningCertificate",
        {
          UserName: "$rp.userName|else:$re.certificate.userName|else:$human.userName",
          CertificateId: "$re.certificate.certificateId",
          Status: "Inactive",
        },
        "containment",
      ),
      call("DeleteSigningCertificate", {
        UserName: "$rp.userName|else:$re.certificate.userName|else:$human.userName",
        CertificateId: "$re.certificate.certificateId",
      }),
    ]),
  }),
  writeAction({
    name: "UpdateSigningCertificate",
    target: "signing-cert",
    targetFields: ["request.certificateId"],
    done: "had its status set",
    severity: "medium",
    severityReason:
      "Switching a signing certificate on again creates lasting access to the API, and switching one off is containment or an outage.",
    mitre: ["T1098.001"],
    inverse: reversible([
      call("UpdateSigningCertificate", {
        UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
        CertificateId: "$rp.certificateId",
        Status: "$prior.status",
      }),
    ]),
  }),
  writeAction({
    name: "DeleteSigningCertificate",
    target: "signing-cert",
    targetFields: ["request.certificateId"],
    done: "deleted",
    severity: "low",
    severityReason:
      "A credential is removed, which mostly is clean-up but takes access away from its owner.",
    mitre: ["T1531"],
    inverse: partlyReversible(
      [
        call("UploadSigningCertificate", {
          UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
          CertificateBody: "$prior.certificateBody",
        }),
        call(
          "UpdateSigningCertificate",
          {
            UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
            CertificateId: "$live.restored",
            Status: "Inactive",
          },
          "it was Inactive before",
        ),
      ],
      { lost: ["the certificate id: the restored certificate gets a new one"] },
    ),
  }),
  readAction({
    name: "ListSigningCertificates",
    target: "user",
    targetFields: ["request.userName", "identity.userName"],
    done: "had its signing certificates listed",
    severityReason: "Lists the signing certificates of a user and changes nothing.",
    mitre: ["T1087.004"],
  }),
];
