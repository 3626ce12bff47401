import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const { read, write } = service("sso.amazonaws.com", "IAM Identity Center API Reference");

const trust = {
  "T1484.002": "A further application or issuer is trusted.",
  T1671: "An application is tied into sign-in.",
};
const source = {
  "T1484.002": "Who vouches for people is changed.",
  "T1556.009": "How and under which conditions they sign in is changed.",
};
const portal = {
  T1528: "Tokens can be had by deceiving a person.",
  "T1550.001": "A token stands for the sign-in.",
};

/** Identity Center: applications, identity source, portal. */
export const singleSignOnEntries: readonly OtherEntry[] = [
  ...(
    [
      [
        "CreateInstance",
        "Creates an instance of Identity Center in an account.",
        "An instance of one's own in a member account lies beside the company's control.",
        "A first set-up or trial.",
        "DeleteInstance.",
      ],
      [
        "DeleteInstance",
        "Deletes an instance with its assignments.",
        "Everybody who signs in through it is locked out.",
        "A trial ends.",
        "None: it must be set up anew.",
      ],
      [
        "CreateTrustedTokenIssuer",
        "Makes an outside issuer of tokens trusted.",
        "Its tokens can be exchanged for ones that name people of the company.",
        "A data application brings its users' identity along.",
        "DeleteTrustedTokenIssuer.",
      ],
      [
        "UpdateTrustedTokenIssuer",
        "Changes a trusted issuer, such as how its users are matched.",
        "A looser match makes one person pass for another.",
        "An attribute of the directory is renamed.",
        "UpdateTrustedTokenIssuer with the earlier values.",
      ],
      [
        "CreateApplication",
        "Adds an application to single sign-on.",
        "It can receive people's tokens.",
        "A product is connected.",
        "DeleteApplication.",
      ],
      [
        "PutApplicationGrant",
        "Says by which kinds of OAuth grant an application gets tokens.",
        "Token exchange or refresh keep access for long.",
        "Part of connecting a product.",
        "PutApplicationGrant or DeleteApplicationGrant.",
      ],
      [
        "PutApplicationAuthenticationMethod",
        "Says which IAM identities may speak for an application.",
        "Whoever is named can obtain tokens in its name.",
        "Part of connecting a product.",
        "PutApplicationAuthenticationMethod with the earlier policy, or DeleteApplicationAuthenticationMethod.",
      ],
      [
        "PutApplicationAccessScope",
        "Gives an application scopes, that is what its tokens may be used for.",
        "Wider scopes reach more services.",
        "A new feature needs one.",
        "DeleteApplicationAccessScope.",
      ],
      [
        "CreateApplicationAssignment",
        "Lets a user or group use an application.",
        "The application may hold data of its own.",
        "Staff receive a tool.",
        "DeleteApplicationAssignment.",
      ],
    ] as const
  ).map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "medium",
      because: "It changes whom or what single sign-on trusts.",
      what: `[api] ${what}`,
      why: `[T1484.002] ${why}`,
      benign: `[reason] ${benign}`,
      technique: trust,
      undo,
    }),
  ),
  ...(
    [
      [
        "StartSSO",
        "Identity Center was switched on.",
        "From then on it can hand out roles in all accounts.",
        "Once, when single sign-on is introduced.",
        "Delete the instance.",
      ],
      [
        "AssociateDirectory",
        "A directory was connected as the source of people.",
        "Whoever administers the directory decides who people are.",
        "The move to Active Directory.",
        "DisassociateDirectory.",
      ],
      [
        "DisassociateDirectory",
        "The directory was disconnected.",
        "People and assignments from it are lost.",
        "A change of source.",
        "AssociateDirectory; assignments must be made anew.",
      ],
      [
        "EnableExternalIdPConfigurationForDirectory",
        "An outside identity provider was made the one that people sign in with.",
        "A provider of the attacker can sign in as anybody.",
        "The introduction of Entra ID or Okta.",
        "DisableExternalIdPConfigurationForDirectory.",
      ],
      [
        "DisableExternalIdPConfigurationForDirectory",
        "Sign-in by the outside provider was switched off.",
        "MFA and conditions of that provider no longer hold.",
        "A change of provider.",
        "EnableExternalIdPConfigurationForDirectory with the earlier metadata.",
      ],
      [
        "UpdateSsoConfiguration",
        "Settings of Identity Center were changed, MFA among them.",
        "Weaker rules for MFA hold for everybody.",
        "MFA is made an obligation.",
        "Set the earlier values in the console.",
      ],
    ] as const
  ).map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "high",
      because: "It concerns the sign-in of everybody in all accounts.",
      what: `[sso] ${what}`,
      why: `[T1484.002] ${why}`,
      benign: `[reason] ${benign}`,
      technique: source,
      undo,
    }),
  ),
  ...(
    [
      [
        "CreateToken",
        "The portal or a command line received a token.",
        "With device codes, the token goes to the machine that asked, possibly another than the person's.",
        "Each aws sso login ends so.",
      ],
      [
        "GetRoleCredentials",
        "A person took credentials of a role from the portal.",
        "It names account and role that the person went to.",
        "Command lines fetch them all day.",
      ],
      [
        "Authenticate",
        "A person signed in to the portal.",
        "Address and agent tell from where.",
        "Every morning.",
      ],
      [
        "Federate",
        "A person opened an account's console from the portal.",
        "It joins the person to a role session in that account.",
        "Clicks in the portal.",
      ],
      [
        "Logout",
        "A person signed out of the portal.",
        "It bounds the time of a session.",
        "The end of a day.",
      ],
      [
        "ListAccounts",
        "The portal listed the accounts of a person.",
        "A stolen token is usually used for this first.",
        "Shown on the portal's first page.",
      ],
      [
        "ListAccountRoles",
        "The portal listed a person's roles in an account.",
        "One after the other for all accounts it is a survey.",
        "An account is opened in the portal.",
      ],
      [
        "ListApplications",
        "The portal listed a person's applications.",
        "It shows what else the token opens.",
        "Shown beside the accounts.",
      ],
      [
        "RegisterClient",
        "A program registered itself to ask for sign-in.",
        "Its name is chosen freely and shown to the person.",
        "Command lines do it every few months.",
      ],
      [
        "StartDeviceAuthorization",
        "A program asked for a device code.",
        "When the code is confirmed by somebody in another network, it was phishing.",
        "A login on a server without a browser.",
      ],
    ] as const
  ).map(([name, what, why, benign]) =>
    read({
      name,
      severity: "info",
      because: "Portal and command lines cause it all the time.",
      what: `[sso] ${what}`,
      why: `[T1528] ${why}`,
      benign: `[reason] ${benign}`,
      technique: portal,
    }),
  ),
];
