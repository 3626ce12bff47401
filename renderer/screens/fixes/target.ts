/** What a call is about, in the few words of a table. Pure. */
import type { LiveChange } from "../../../shared/ipc/live.ts";
import { liveWords as words } from "../../strings/live.ts";

/** Members of requests that name things, the holder first. */
const names = [
  "UserName",
  "RoleName",
  "GroupName",
  "InstanceProfileName",
  "PolicyName",
  "PolicyArn",
  "PermissionsBoundary",
  "OpenIDConnectProviderArn",
  "SAMLProviderArn",
  "Name",
  "Url",
  "AccessKeyId",
  "SerialNumber",
  "VersionId",
  "AccountAlias",
] as const;

/** The names in a request (JSON text) as `backup-runner / s3-sync`; empty: it names nothing. */
export function targetOf(request: string): string {
  let given: unknown;
  try {
    given = JSON.parse(request);
  } catch {
    return "";
  }
  if (typeof given !== "object" || given === null) return "";
  const members = new Map<string, unknown>(Object.entries(given));
  return names
    .flatMap((name) => {
      const value = members.get(name);
      return typeof value === "string" && value !== "" ? [shortName(value)] : [];
    })
    .join(" / ");
}

/** The last part of an ARN, with an account's root as it is. */
function shortName(value: string): string {
  return value.startsWith("arn:") ? (value.split("/").at(-1) ?? value) : value;
}

/** A text before or after, for a cell: a short one as it is, a document by its length. */
export function cellText(text: string | null): string {
  if (text === null) return words.absent;
  const lines = text.trimEnd().split("\n").length;
  return lines > 1 ? words.document(lines) : text;
}

/** What stands in the cells of a step: its first change, and how many more there are. */
export function cellsOf(changes: readonly LiveChange[]): {
  readonly before: string;
  readonly after: string;
  readonly further: number;
} {
  const [first] = changes;
  if (first === undefined) return { before: "–", after: "–", further: 0 };
  return {
    before: cellText(first.before),
    after: cellText(first.after),
    further: changes.length - 1,
  };
}

/** The api without its service: `iam:DetachUserPolicy` is DetachUserPolicy; other services keep theirs. */
export function callName(api: string): string {
  return api.replace(/^iam:/, "");
}
