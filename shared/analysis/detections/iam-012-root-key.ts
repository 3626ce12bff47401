import { booleanField } from "../../cloudtrail-event.ts";
import { say, text } from "../../span.ts";
import { asked } from "../../state/request.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const what: Readonly<Record<string, string>> = {
  CreateAccessKey: "A long-term access key",
  UploadSigningCertificate: "A signing certificate",
};

/** IAM-012: a long-term credential of the root user. */
export const rootKey: Detection = {
  id: "IAM-012",
  title: "Root access key created",
  about:
    "The root user, or a root session, makes an access key or signing certificate and names no user: it is root's own.",
  events: ["iam:CreateAccessKey", "iam:UploadSigningCertificate"],
  severity: "critical",
  mitre: [
    ["T1098.001", "A long-term credential of the root user now exists."],
    ["T1078.004", "It works from anywhere, past every policy of the account."],
  ],
  benign: ["There is no task today that needs such a key."],
  respond: ["Key of the root user deleted by the root user, and its use until then reviewed"],
  check: ({ event }) => {
    const isRoot =
      event.identity.type === "Root" ||
      booleanField(event.more?.session ?? undefined, "assumedRoot") === true;
    if (!isRoot || asked(event, "userName") !== null) return null;
    return hit(
      "critical",
      say`${text(what[event.name] ?? "A credential")} was made for the root user, which no rule of the account can limit.`,
    );
  },
};
