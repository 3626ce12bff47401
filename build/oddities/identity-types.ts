import type { Json } from "../../shared/cloudtrail-event.ts";

const account = "123456789012";
const role = `arn:aws:iam::${account}:role/DeployRole`;
const issuer = {
  type: "Role",
  principalId: "AROAEXAMPLEEXAMPLE000",
  arn: role,
  accountId: account,
};
const basic = { principalId: "AIDAIEXAMPLEEXAMPLE00", accountId: account };

/** userIdentity in all the forms that the record reference lists. */
export const identityTypes: readonly Json[] = [
  {
    type: "Root",
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: "",
    userName: "example-alias",
  },
  {
    ...basic,
    type: "IAMUser",
    arn: `arn:aws:iam::${account}:user/m.kessler`,
    userName: "m.kessler",
  },
  {
    type: "AssumedRole",
    principalId: "AROAEXAMPLEEXAMPLE000:ci-1",
    arn: `arn:aws:sts::${account}:assumed-role/DeployRole/ci-1`,
    accountId: account,
    sessionContext: {
      sessionIssuer: issuer,
      attributes: { mfaAuthenticated: "false", creationDate: "20261001T075900Z" },
      sourceIdentity: "m.kessler",
    },
  },
  { type: "Role", principalId: "AROAEXAMPLEEXAMPLE000", arn: role, accountId: account },
  {
    type: "FederatedUser",
    principalId: `${account}:report`,
    arn: `arn:aws:sts::${account}:federated-user/report`,
    accountId: account,
  },
  {
    type: "SAMLUser",
    principalId: "EXAMPLE=:m.kessler",
    userName: "m.kessler@example.com",
    identityProvider: "EXAMPLE=",
  },
  {
    type: "WebIdentityUser",
    principalId: "token.example.com:sub:7",
    userName: "sub:7",
    identityProvider: "token.example.com",
  },
  {
    type: "IdentityCenterUser",
    accountId: account,
    onBehalfOf: {
      userId: "99999999-1111",
      identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-example`,
    },
    credentialId: "example",
  },
  { type: "Unknown", accountId: account, userName: "m.kessler" },
  { type: "AWSAccount", principalId: "AIDAEXAMPLEEXAMPLE000", accountId: "111122223333" },
  { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" },
  { type: "Directory", accountId: account },
];
