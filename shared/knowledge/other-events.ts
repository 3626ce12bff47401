import { accessAnalyzerEntries } from "./other/access-analyzer.ts";
import { accountManagementEntries } from "./other/account.ts";
import { cloudtrailEntries } from "./other/cloudtrail.ts";
import { identityDirectoryEntries } from "./other/identity-directory.ts";
import { organizationsEntries } from "./other/organizations.ts";
import type { OtherEntry } from "./other/other-entry.ts";
import { permissionSetEntries } from "./other/permission-sets.ts";
import { passedRoleEntries } from "./other/passed-roles.ts";
import { protectionEntries } from "./other/protection.ts";
import { rolesAnywhereEntries } from "./other/roles-anywhere.ts";
import { signinEntries } from "./other/signin.ts";
import { singleSignOnEntries } from "./other/single-sign-on.ts";
import { stsEntries } from "./other/sts.ts";

/** Events of other services by area, in the order in which they are browsed. */
export interface OtherArea {
  /** Also the name of its page. */
  readonly id: string;
  readonly title: string;
  readonly entries: readonly OtherEntry[];
}

/** What Trailproof knows about events of other services that bear on identities. */
export const otherAreas: readonly OtherArea[] = [
  { id: "sts", title: "Security Token Service", entries: stsEntries },
  { id: "signin", title: "Sign-in", entries: signinEntries },
  { id: "organizations", title: "Organizations", entries: organizationsEntries },
  {
    id: "identity-center",
    title: "Identity Center",
    entries: [...permissionSetEntries, ...singleSignOnEntries],
  },
  {
    id: "identity-directory",
    title: "Identity Center’s people and groups",
    entries: identityDirectoryEntries,
  },
  { id: "roles-anywhere", title: "Roles Anywhere", entries: rolesAnywhereEntries },
  { id: "access-analyzer", title: "Access Analyzer", entries: accessAnalyzerEntries },
  { id: "account-management", title: "Account management", entries: accountManagementEntries },
  { id: "cloudtrail", title: "CloudTrail", entries: cloudtrailEntries },
  { id: "passed-roles", title: "Calls that use a passed role", entries: passedRoleEntries },
  {
    id: "protection",
    title: "Logging, detection and alerting elsewhere",
    entries: protectionEntries,
  },
];

/** All of them. The analysis does not use them. */
export const otherEntries: readonly OtherEntry[] = otherAreas.flatMap(({ entries }) => entries);

const byKey: ReadonlyMap<string, OtherEntry> = new Map(
  otherEntries.map((entry) => [`${entry.source} ${entry.name}`, entry]),
);

/** The entry of an event of another service than IAM, both names exactly as logged; null when there is none. */
export function otherEntry(source: string, name: string): OtherEntry | null {
  return byKey.get(`${source} ${name}`) ?? null;
}
