import type { ConsoleSteps } from "../console-template.ts";

const open = "Open [IAM], then [Users], choose {UserName} and the tab [Security credentials].";

/** Passwords, keys, devices and certificates of users. */
export const credentialSteps: ConsoleSteps = {
  "iam:CreateAccessKey": [
    open,
    "Under [Access keys] choose [Create access key], answer the question about its use and choose [Create access key].",
    "Hand the secret over by a safe way; it is shown this once only.",
  ],
  "iam:UpdateAccessKey": [
    open,
    "Under [Access keys] find {AccessKeyId}; its status must become {Status}.",
    "Choose [Actions], then [Deactivate] or [Activate], and confirm.",
  ],
  "iam:DeleteAccessKey": [
    open,
    "Under [Access keys] find {AccessKeyId}. Choose [Actions], [Deactivate] and watch whether anything breaks.",
    "Then choose [Actions], [Delete], enter the key id and confirm. This can't be undone.",
  ],
  "iam:CreateLoginProfile": [
    open,
    "Under [Console sign-in] choose [Enable console access].",
    "Choose a generated or an own password and tick [User must create new password at next sign-in].",
    "Choose [Enable console access] and hand the password over by a safe way.",
  ],
  "iam:UpdateLoginProfile": [
    open,
    "Under [Console sign-in] choose [Manage console access], then [Reset password].",
    "Choose a generated or an own password and tick [User must create new password at next sign-in].",
    "Choose [Reset password] and hand the password over by a safe way.",
  ],
  "iam:DeleteLoginProfile": [
    open,
    "Under [Console sign-in] choose [Manage console access], then [Disable access], and confirm.",
    "Console sessions that are open last until they expire; the dialog offers to revoke them.",
  ],
  "iam:EnableMFADevice": [
    open,
    "Under [Multi-factor authentication (MFA)] choose [Assign MFA device], together with the holder of {SerialNumber}.",
    "Enter a name, choose the kind of the device and choose [Next].",
    "Let the holder enter two codes in a row and choose [Add MFA].",
  ],
  "iam:DeactivateMFADevice": [
    open,
    "Under [Multi-factor authentication (MFA)] tick {SerialNumber}, choose [Remove] and confirm.",
  ],
  "iam:CreateVirtualMFADevice": [
    "Open [IAM], then [Users], choose the holder of {VirtualMFADeviceName} and the tab [Security credentials].",
    "Under [Multi-factor authentication (MFA)] choose [Assign MFA device]; the console creates the device and assigns it in one go.",
  ],
  "iam:DeleteVirtualMFADevice": [
    "The console deletes a virtual device when it is removed from its user. One that is assigned to nobody ({SerialNumber}) is deleted with the CLI or Python.",
  ],
  "iam:UploadSSHPublicKey": [
    open,
    "Under [SSH public keys for AWS CodeCommit] choose [Upload SSH public key].",
    "Paste the public key and choose [Upload SSH public key].",
  ],
  "iam:UpdateSSHPublicKey": [
    open,
    "Under [SSH public keys for AWS CodeCommit] find {SSHPublicKeyId}; its status must become {Status}.",
    "Choose [Actions], then [Deactivate] or [Activate].",
  ],
  "iam:DeleteSSHPublicKey": [
    open,
    "Under [SSH public keys for AWS CodeCommit] find {SSHPublicKeyId}, choose [Actions], [Delete] and confirm.",
  ],
  "iam:UploadSigningCertificate": [
    open,
    "Under [X.509 Signing certificates] choose [Upload X.509 certificate].",
    "Paste the certificate and choose [Upload certificate].",
  ],
  "iam:UpdateSigningCertificate": [
    open,
    "Under [X.509 Signing certificates] find {CertificateId}; its status must become {Status}.",
    "Choose [Actions], then [Deactivate] or [Activate].",
  ],
  "iam:DeleteSigningCertificate": [
    open,
    "Under [X.509 Signing certificates] find {CertificateId}, choose [Actions], [Delete] and confirm.",
  ],
  "iam:CreateServiceSpecificCredential": [
    open,
    "Find the section of {ServiceName} (for example [HTTPS Git credentials for AWS CodeCommit]) and choose [Generate credentials].",
    "Hand the password over by a safe way; it is shown this once only.",
  ],
  "iam:UpdateServiceSpecificCredential": [
    open,
    "Find the credential {ServiceSpecificCredentialId} in the section of its service; its status must become {Status}.",
    "Choose [Actions], then [Deactivate] or [Activate].",
  ],
  "iam:DeleteServiceSpecificCredential": [
    open,
    "Find the credential {ServiceSpecificCredentialId} in the section of its service, choose [Actions], [Delete] and confirm.",
  ],
  "iam:UpdateServerCertificate": [
    "The console has no page for server certificates in IAM: use the CLI or Python for {ServerCertificateName}.",
  ],
  "iam:DeleteServerCertificate": [
    "The console has no page for server certificates in IAM: delete {ServerCertificateName} with the CLI or Python, once no load balancer uses it.",
  ],
};
