import type { Maker } from "./calls-users.ts";
import { call, free, withOne } from "./calls-users.ts";
import {
  aliases,
  certificateBody,
  certificateNames,
  description,
  oidcUrls,
  paths,
  samlMetadata,
  samlNames,
  tags,
  thumbprint,
} from "./values.ts";

/** Names of what the tables of a state are keyed by ARN. */
function lastNames(table: Readonly<Record<string, unknown>>): Readonly<Record<string, true>> {
  return Object.fromEntries(
    Object.keys(table).map((arn) => [arn.slice(arn.lastIndexOf("/") + 1), true]),
  );
}

/** Calls on providers, server certificates and the account itself. */
export const accountCalls: readonly (readonly [weight: number, Maker])[] = [
  [
    2,
    (truth, dice) => {
      const name = free(dice, samlNames, lastNames(truth.saml));
      const Tags = tags(dice);
      return name === null
        ? null
        : call("CreateSAMLProvider", {
            Name: name,
            SAMLMetadataDocument: samlMetadata(dice),
            Tags: Tags.length > 0 ? Tags : undefined,
          });
    },
  ],
  [
    2,
    withOne(
      (truth) => truth.saml,
      (SAMLProviderArn, provider, dice) => {
        const key = dice.chance(0.3) ? dice.pick(Object.keys(provider.tags)) : undefined;
        if (key !== undefined)
          return call("UntagSAMLProvider", { SAMLProviderArn, TagKeys: [key] });
        const Tags = tags(dice);
        if (Tags.length > 0 && dice.chance(0.5))
          return call("TagSAMLProvider", { SAMLProviderArn, Tags });
        return dice.chance(0.3)
          ? call("DeleteSAMLProvider", { SAMLProviderArn })
          : call("UpdateSAMLProvider", {
              SAMLProviderArn,
              SAMLMetadataDocument: samlMetadata(dice),
            });
      },
    ),
  ],
  [
    2,
    (truth, dice) => {
      const taken = new Set(Object.values(truth.oidc).map((one) => `https://${one.url}`));
      const Url = dice.pick(oidcUrls.filter((one) => !taken.has(one)));
      const Tags = tags(dice);
      return Url === undefined
        ? null
        : call("CreateOpenIDConnectProvider", {
            Url,
            ClientIDList: dice.chance(0.8) ? ["sts.amazonaws.com"] : undefined,
            ThumbprintList: [thumbprint(dice)],
            Tags: Tags.length > 0 ? Tags : undefined,
          });
    },
  ],
  [
    3,
    withOne(
      (truth) => truth.oidc,
      (OpenIDConnectProviderArn, provider, dice) => {
        const Tags = tags(dice);
        const key = dice.pick(Object.keys(provider.tags));
        const client = dice.pick(provider.clients);
        switch (dice.number(6)) {
          case 0:
            return call("AddClientIDToOpenIDConnectProvider", {
              OpenIDConnectProviderArn,
              ClientID: dice.pick(["sts.amazonaws.com", "app-1", "it's"]),
            });
          case 1:
            return client === undefined
              ? null
              : call("RemoveClientIDFromOpenIDConnectProvider", {
                  OpenIDConnectProviderArn,
                  ClientID: client,
                });
          case 2:
            return call("UpdateOpenIDConnectProviderThumbprint", {
              OpenIDConnectProviderArn,
              ThumbprintList: [thumbprint(dice), thumbprint(dice)],
            });
          case 3:
            return Tags.length === 0
              ? null
              : call("TagOpenIDConnectProvider", { OpenIDConnectProviderArn, Tags });
          case 4:
            return key === undefined
              ? null
              : call("UntagOpenIDConnectProvider", { OpenIDConnectProviderArn, TagKeys: [key] });
          default:
            return call("DeleteOpenIDConnectProvider", { OpenIDConnectProviderArn });
        }
      },
    ),
  ],
  [
    1,
    (truth, dice) => {
      const name = free(dice, certificateNames, truth.certificates);
      const Tags = tags(dice);
      return name === null
        ? null
        : call("UploadServerCertificate", {
            ServerCertificateName: name,
            Path: dice.chance(0.5) ? dice.of(paths) : undefined,
            CertificateBody: certificateBody,
            PrivateKey:
              "-----BEGIN RSA PRIVATE KEY-----\nnever in a log\n-----END RSA PRIVATE KEY-----",
            Tags: Tags.length > 0 ? Tags : undefined,
          });
    },
  ],
  [
    2,
    withOne(
      (truth) => truth.certificates,
      (ServerCertificateName, certificate, dice, truth) => {
        const Tags = tags(dice);
        const key = dice.pick(Object.keys(certificate.tags));
        const fresh = free(dice, certificateNames, truth.certificates);
        switch (dice.number(4)) {
          case 0:
            return Tags.length === 0
              ? null
              : call("TagServerCertificate", { ServerCertificateName, Tags });
          case 1:
            return key === undefined
              ? null
              : call("UntagServerCertificate", { ServerCertificateName, TagKeys: [key] });
          case 2:
            return fresh === null && dice.chance(0.5)
              ? null
              : call("UpdateServerCertificate", {
                  ServerCertificateName,
                  NewServerCertificateName: fresh ?? undefined,
                  NewPath: fresh === null || dice.chance(0.5) ? dice.of(paths) : undefined,
                });
          default:
            return call("DeleteServerCertificate", { ServerCertificateName });
        }
      },
    ),
  ],
  [
    2,
    (truth, dice) =>
      truth.alias !== null && dice.chance(0.4)
        ? call("DeleteAccountAlias", { AccountAlias: truth.alias })
        : call("CreateAccountAlias", {
            AccountAlias: dice.pick(aliases.filter((one) => one !== truth.alias)),
          }),
  ],
  [
    3,
    (truth, dice) =>
      truth.passwordPolicy !== null && dice.chance(0.3)
        ? call("DeleteAccountPasswordPolicy", {})
        : call("UpdateAccountPasswordPolicy", {
            MinimumPasswordLength: dice.chance(0.7) ? 6 + dice.number(20) : undefined,
            RequireSymbols: dice.chance(0.5) ? dice.chance(0.5) : undefined,
            RequireNumbers: dice.chance(0.5) ? true : undefined,
            RequireUppercaseCharacters: dice.chance(0.3) ? true : undefined,
            RequireLowercaseCharacters: dice.chance(0.3) ? false : undefined,
            AllowUsersToChangePassword: dice.chance(0.5),
            MaxPasswordAge: dice.chance(0.4) ? 90 : undefined,
            PasswordReusePrevention: dice.chance(0.4) ? 5 : undefined,
            HardExpiry: dice.chance(0.2) ? true : undefined,
          }),
  ],
  [
    1,
    (truth, dice) => {
      const name = "AWSServiceRoleForElasticBeanstalk";
      if (Object.hasOwn(truth.roles, name))
        return dice.chance(0.5) ? call("DeleteServiceLinkedRole", { RoleName: name }) : null;
      return call("CreateServiceLinkedRole", {
        AWSServiceName: "elasticbeanstalk.amazonaws.com",
        Description: description(dice),
      });
    },
  ],
];
