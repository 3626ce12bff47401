import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const { write } = service("account.amazonaws.com", "AWS Account Management API Reference");

/** Each: name, what, why, what is harmless, what undoes it. */
const events = [
  [
    "PutContactInformation",
    "Replaces address and telephone of the account's owner.",
    "AWS checks them when somebody asks for access back.",
    "A company moves.",
    "PutContactInformation with the earlier data.",
  ],
  [
    "PutAlternateContact",
    "Sets the contact for billing, operations or security.",
    "Warnings of AWS about a leaked key go to the new address.",
    "A team's mailbox is entered.",
    "PutAlternateContact with the earlier data.",
  ],
  [
    "DeleteAlternateContact",
    "Removes such a contact.",
    "Warnings reach the root address only.",
    "A wrong entry is taken out.",
    "PutAlternateContact with the earlier data.",
  ],
  [
    "StartPrimaryEmailUpdate",
    "Begins to change the root e-mail of a member account; a code goes to the new address.",
    "It is the first half of taking over root by the organization.",
    "Mailboxes are brought under one domain.",
    "Do not confirm the code; nothing has changed yet.",
  ],
  [
    "AcceptPrimaryEmailUpdate",
    "Confirms the new root e-mail with the code.",
    "Recovery of root goes to the new address from then on.",
    "The second half of a planned change.",
    "StartPrimaryEmailUpdate and AcceptPrimaryEmailUpdate with the earlier address.",
  ],
  [
    "PutAccountName",
    "Changes the name of the account.",
    "A name like that of another account misleads administrators.",
    "Names are put in order.",
    "PutAccountName with the earlier name.",
  ],
  [
    "EnableRegion",
    "Switches a Region on that is off by default.",
    "Resources there are out of sight of tools that do not know the Region.",
    "An expansion, planned.",
    "DisableRegion.",
  ],
  [
    "DisableRegion",
    "Switches such a Region off.",
    "Resources there go on running and costing, but cannot be reached.",
    "A Region is given up after clean-up.",
    "EnableRegion.",
  ],
] as const;

/** Settings of the account outside IAM. */
export const accountManagementEntries: readonly OtherEntry[] = events.map(
  ([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "high",
      because: "Contacts, e-mail and Regions help to take over an account or to hide in it.",
      what: `[api] ${what}`,
      why: `[account] ${why}`,
      benign: `[reason] ${benign}`,
      technique: {
        T1098: "Data are changed by which the account's owner is recognized or reached.",
        T1535: "Regions that nobody watches can be used.",
      },
      undo,
    }),
);
