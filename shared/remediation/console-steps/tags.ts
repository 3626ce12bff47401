import type { ConsoleSteps } from "../console-template.ts";

/** Where the console keeps the tags of each kind of thing; null where it has no page for them. */
const places: readonly (readonly [kind: string, list: string | null, name: string])[] = [
  ["User", "Users", "UserName"],
  ["Role", "Roles", "RoleName"],
  ["Policy", "Policies", "PolicyArn"],
  ["OpenIDConnectProvider", "Identity providers", "OpenIDConnectProviderArn"],
  ["SAMLProvider", "Identity providers", "SAMLProviderArn"],
  ["InstanceProfile", null, "InstanceProfileName"],
  ["MFADevice", null, "SerialNumber"],
  ["ServerCertificate", null, "ServerCertificateName"],
];

/** Tags of everything that can have them. */
export const tagSteps: ConsoleSteps = Object.fromEntries(
  places.flatMap(([kind, list, name]): [string, readonly string[]][] => {
    if (list === null)
      return [
        [
          `iam:Tag${kind}`,
          [
            `The console has no page for these tags: set {Tags} on {${name}} with the CLI or Python.`,
          ],
        ],
        [
          `iam:Untag${kind}`,
          [
            `The console has no page for these tags: remove {TagKeys} from {${name}} with the CLI or Python.`,
          ],
        ],
      ];
    const open = `Open [IAM], then [${list}], and choose {${name}}.`;
    return [
      [
        `iam:Tag${kind}`,
        [open, "On the tab [Tags] choose [Manage tags], set {Tags} and choose [Save changes]."],
      ],
      [
        `iam:Untag${kind}`,
        [
          open,
          "On the tab [Tags] choose [Manage tags], remove the keys {TagKeys} and choose [Save changes].",
        ],
      ],
    ];
  }),
);
