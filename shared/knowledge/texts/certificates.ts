import type { WrittenTexts } from "./action-text.ts";

/** Server certificates and signing certificates. */
export const certificateTexts: WrittenTexts = {
  UploadServerCertificate: {
    does: "[api] Stores a TLS certificate with its private key and chain in IAM, for use by load balancers and the like.",
    matters:
      "[certificates] AWS advises Certificate Manager instead; a new one in IAM is unusual where that can be had.",
    benign:
      "[certificates] Regions or services without Certificate Manager, and old deployments that renew by upload.",
    consequences: [
      "[reason] A listener set to a foreign certificate can serve a copy of a site with a key that the uploader knows.",
      "[reason] The key has passed through the hands and disks of whoever uploaded it.",
      "[reason] A stranger's certificate for a name of the company shows that somebody obtained one.",
    ],
    technique: {
      "T1098.001": "Key material is added to the account by somebody from outside.",
    },
    caveats: ["[samples] The private key is not recorded; certificate and name are."],
  },
  UpdateServerCertificate: {
    does: "[api] Changes name or path of a server certificate. Certificate and key stay.",
    matters: "[certificates] Policies and templates that name it by ARN no longer find it.",
    benign: "[reason] Names with the year of expiry are brought up to date.",
    consequences: [
      "[reason] Deployments that refer to the old name fail.",
      "[reason] Listeners that use it already are not changed.",
    ],
    technique: {},
    caveats: ["[api] Old and new name are both in the request."],
  },
  DeleteServerCertificate: {
    does: "[api] Deletes a server certificate with its private key.",
    matters:
      "[api] If a load balancer still uses it and does not notice, it can stop accepting traffic.",
    benign: "[reason] An expired certificate is cleared away after its successor was put in place.",
    consequences: [
      "[T1531] Sites and interfaces behind the listener can become unreachable.",
      "[T1485] The key cannot be had back from AWS; the owner needs a copy of his own.",
    ],
    technique: {
      T1531: "What depends on the certificate is cut off.",
      T1485: "A private key is destroyed.",
    },
    caveats: [
      "[api] The record names the certificate; where it was used, only the load balancer's own events tell.",
      "[api] While a service uses it and tells IAM so, the call is refused with DeleteConflictException.",
    ],
  },
  UploadSigningCertificate: {
    does: "[api] Adds an X.509 signing certificate to a user, active at once; without a user name to the caller, even to root.",
    matters:
      "[T1098.001] It is an old kind of credential that few services accept and hardly any review looks at.",
    benign:
      "[reason] Some old tools for EC2 images and SOAP calls still want one. In a present-day account there is no need for it.",
    consequences: [
      "[T1098.001] The holder of the private key can sign requests as the user where such signatures are accepted.",
      "[api] Uploaded for root it is a credential of the account owner.",
      "[quotas] Two certificates are the most that a user can have.",
    ],
    technique: {
      "T1098.001": "A further credential, of a rare kind, is added to the account.",
    },
    caveats: ["[samples] The certificate itself is in the response, so its subject can be read."],
  },
  UpdateSigningCertificate: {
    does: "[api] Sets a signing certificate of a user to Active or Inactive.",
    matters:
      "[reason] Active brings a forgotten credential back, Inactive takes it out of use and can be undone.",
    benign: "[reason] Inactive as preparation of its deletion.",
    consequences: [
      "[T1098.001] A certificate that slept for years signs requests again.",
      "[reason] An old tool that depends on it stops working when it is Inactive.",
      "[reason] Rotation of access keys does not touch it, so that access survives the clean-up.",
    ],
    technique: {
      "T1098.001": "A credential of an account is made usable.",
    },
    caveats: [
      "[api] The request has certificateId and status; userName can be missing, which means the caller.",
    ],
  },
  DeleteSigningCertificate: {
    does: "[api] Deletes a signing certificate of a user.",
    matters: "[reason] One credential less; a risk only for what still used it.",
    benign: "[reason] A step of DeleteUser, or the overdue end of an old credential.",
    consequences: [
      "[T1531] Tools that sign with it are refused.",
      "[reason] It can be uploaded again by who has the certificate, under a new id.",
    ],
    technique: {
      T1531: "A means of access is removed.",
    },
    caveats: [
      "[api] The content of the certificate is not in this record; that of the upload has it.",
    ],
  },
};

/** SSH keys for CodeCommit. */
export const sshKeyTexts: WrittenTexts = {
  UploadSSHPublicKey: {
    does: "[api] Adds an SSH public key to a user, only for signing in to CodeCommit repositories.",
    matters:
      "[T1098.004] Source code can be read and changed with it, without any password or access key.",
    benign: "[reason] A developer sets up a new computer, for the own user.",
    consequences: [
      "[T1098.004] The owner of the private key can push code, which a pipeline may then deploy with its own, stronger role.",
      "[reason] The key goes on working after a change of password and of access keys.",
      "[quotas] A user can have five such keys, so another one is easily overlooked.",
    ],
    technique: {
      "T1098.001": "A credential is added to the account.",
      "T1098.004": "An SSH key is authorized.",
    },
    caveats: [
      "[samples] The public key and its fingerprint are in the response; the same fingerprint under several users is telling. Its use is in CodeCommit's events.",
    ],
  },
  UpdateSSHPublicKey: {
    does: "[api] Sets an SSH public key to Active or Inactive.",
    matters: "[reason] Inactive stops git access with the key and can be undone.",
    benign: "[reason] Containment of a lost computer, or the wait before deletion.",
    consequences: [
      "[T1098.001] Active gives the repositories back to a key that had been barred.",
      "[reason] Inactive on the key of a build server halts its builds.",
    ],
    technique: {
      "T1098.001": "A barred credential can be made usable again.",
    },
    caveats: [
      "[api] Only the id of the key is in the request (sSHPublicKeyId); whose computer it is shows the upload.",
    ],
  },
  DeleteSSHPublicKey: {
    does: "[api] Deletes an SSH public key of a user.",
    matters:
      "[reason] It ends git access by that key; since it is public, it can be uploaded again.",
    benign: "[reason] Old computers are tidied away; before DeleteUser it is required.",
    consequences: [
      "[T1531] A developer or server cannot reach the repositories.",
      "[reason] A key uploaded again has another id.",
    ],
    technique: {
      T1531: "A way of signing in is removed.",
    },
    caveats: ["[api] The key itself is not in the record."],
  },
};

/** Passwords and API keys for single services. */
export const serviceCredentialTexts: WrittenTexts = {
  CreateServiceSpecificCredential: {
    does: "[api] Generates a name and password, or an API key, of a user for one service such as CodeCommit, Keyspaces or Bedrock. A user has two at most for each service.",
    matters:
      "[T1098.001] It is a long-term secret beside the access keys, and lists of access keys do not show it.",
    benign:
      "[servicekeys] Developers make Bedrock keys to try models. The policy AmazonBedrockLimitedAccess is attached to the user along with it.",
    consequences: [
      "[reason] A key for Bedrock in foreign hands runs models at the cost of the account.",
      "[T1098.001] Git credentials let their holder read and change source code for as long as the user exists.",
      "[servicekeys] Keys for Bedrock can be made to expire; one without an end is valid until it is deleted.",
    ],
    technique: {
      "T1098.001": "An additional credential of the account is generated.",
    },
    caveats: [
      "[samples] serviceName and the id are recorded, the secret is not.",
      "[api] A third one for the same service is refused with LimitExceededException.",
    ],
  },
  ResetServiceSpecificCredential: {
    does: "[api] Generates a new password for a service-specific credential; the former one is void at once.",
    matters:
      "[T1098.001] Whoever calls it holds the new secret: for somebody else's credential that is a take-over.",
    benign: "[reason] The owner lost the password, which is shown only once.",
    consequences: [
      "[T1098.001] The caller can use the service in the name of the user.",
      "[api] What was set up with the former password fails immediately.",
      "[reason] Its owner notices only when the own tools begin to fail.",
    ],
    technique: {
      "T1098.001": "A credential is replaced by one that the caller knows.",
    },
    caveats: [
      "[samples] The new secret does not appear; the id stays that of the credential before.",
      "[api] userName can be missing; then the caller resets the own credential, the harmless case.",
    ],
  },
  UpdateServiceSpecificCredential: {
    does: "[api] Sets a service-specific credential to Active or Inactive.",
    matters: "[reason] A barred secret comes back, or one in use is barred.",
    benign: "[reason] Containment, or the pause before deletion.",
    consequences: [
      "[T1098.001] A key found in public and barred works again.",
      "[reason] Programs that use it are refused while it is Inactive.",
    ],
    technique: {
      "T1098.001": "A credential is made usable again.",
    },
    caveats: [
      "[api] The service is not named in this record; the creation with the same id tells it.",
    ],
  },
  DeleteServiceSpecificCredential: {
    does: "[api] Deletes a service-specific credential.",
    matters: "[reason] The secret is worthless from now on, whoever has it.",
    benign: "[reason] Trials that ended, and users about to be deleted.",
    consequences: [
      "[T1531] What still uses it is locked out of the service.",
      "[reason] A replacement has another secret, which must be handed out anew.",
    ],
    technique: {
      T1531: "A means of access is taken away.",
    },
    caveats: ["[api] Neither service nor secret is in the record, only the id."],
  },
};
