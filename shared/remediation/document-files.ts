import type { Operation } from "./plan.ts";
import { prettyDocument } from "./policy-text.ts";

/** A file that a command reads; its text is printed beside the script. */
export interface DocumentFile {
  readonly name: string;
  readonly text: string;
}

/** Collects the files of one script under names that any file system keeps apart. */
export interface DocumentFiles {
  /** The name of the file that holds the text of one member of an operation. */
  readonly place: (operation: Operation, member: string, text: string) => string;
  readonly all: () => readonly DocumentFile[];
}

const subjects = ["PolicyName", "RoleName", "UserName", "GroupName", "Name", "PolicyArn"];

/** An empty collection. */
export function documentFiles(): DocumentFiles {
  const files = new Map<string, DocumentFile>();
  return {
    all: () => [...files.values()],
    place: (operation, member, text) => {
      const [stem, extension] = naming(operation.api, member);
      const base = [stem, subjectOf(operation)].filter((part) => part !== "").join("-");
      const content = extension === "json" ? prettyDocument(text) : text;
      for (let count = 1; ; count += 1) {
        const name = `${base}${count === 1 ? "" : `-${count}`}.${extension}`;
        const known = files.get(name.toLowerCase());
        if (known === undefined) files.set(name.toLowerCase(), { name, text: content });
        if (known === undefined || known.text === content) return known?.name ?? name;
      }
    },
  };
}

function naming(api: string, member: string): readonly [stem: string, extension: string] {
  switch (member) {
    case "AssumeRolePolicyDocument":
      return ["trust", "json"];
    case "PolicyDocument":
      return [api === "iam:UpdateAssumeRolePolicy" ? "trust" : "policy", "json"];
    case "SAMLMetadataDocument":
      return ["saml-metadata", "xml"];
    case "CertificateBody":
      return ["certificate", "pem"];
    case "SSHPublicKeyBody":
      return ["ssh-key", "pub"];
    default:
      return [`value-${member.toLowerCase()}`, "txt"];
  }
}

/** A name from the log, cut down to what is a harmless part of a file name everywhere. */
function subjectOf(operation: Operation): string {
  for (const member of subjects) {
    const value = operation.input[member];
    if (typeof value !== "string") continue;
    const last = value.slice(value.lastIndexOf("/") + 1);
    return last
      .replaceAll(/[^A-Za-z0-9_.-]+/g, "-")
      .replaceAll(/^[.-]+|[.-]+$/g, "")
      .slice(0, 60);
  }
  return "";
}
