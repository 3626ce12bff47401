import type { ReportDocument, Section } from "../document.ts";
import { walkBlocks } from "../walk-blocks.ts";
import { eachSpan } from "./finding-spans.ts";
import { blockSpans } from "./block-spans.ts";
import { words } from "./words.ts";

/** A term, its meaning, and the words (lower case, beginnings of words) by which it is found in the text. */
type Term = readonly [term: string, meaning: string, ...needles: readonly string[]];

const terms: readonly Term[] = [
  [
    "Access key",
    "An id and a secret for programs. AKIA… is long-term, ASIA… belongs to a session",
    "access key",
  ],
  ["ARN", "The full name of a thing in AWS, with service, account and path", "arn"],
  ["Boundary", "A policy that caps what an identity may do, whatever it is granted", "boundary"],
  ["CloudTrail, trail", "The audit log of AWS, and a setting that delivers it", "cloudtrail"],
  ["Default version", "The version of a managed policy that is in force", "default"],
  ["Digest", "A signed list of log files by which alterations are noticed", "digest"],
  ["Event", "One call to AWS, as CloudTrail recorded it", "event"],
  ["Guard rail", "A rule that forbids something to everyone it is attached to", "guard rail"],
  [
    "IAM",
    "Identity and Access Management: users, groups, roles, policies and credentials of an account",
    "iam",
  ],
  [
    "Identity Center, SSO",
    "Sign-in of people through the company’s directory; sessions of roles AWSReservedSSO_…",
    "identity center",
  ],
  [
    "Inline and managed policy",
    "Rights written onto one identity; rights kept as a thing of their own and attached",
    "inline",
    "managed polic",
  ],
  ["Instance profile", "The container that hands a role to a server", "instance profile"],
  ["MFA, second factor", "Something besides the password at sign-in", "mfa", "second factor"],
  [
    "Privilege escalation",
    "Using a right to gain further rights; PE numbers name known ways",
    "privilege escalation",
    "ways to more rights",
  ],
  ["Root user", "The owner’s sign-in of an account; no rule of the account limits it", "root"],
  [
    "Role, session, trust policy",
    "Rights that are taken on for a time; one such use; the rule that says who may",
    "session",
    "trust",
  ],
  [
    "Service-linked role",
    "A role that belongs to an AWS service, with rights that AWS sets",
    "service-linked",
    "service linked",
  ],
  ["Terraform, CloudFormation", "Tools that make changes from code", "terraform", "cloudformation"],
];

/** Terms that stand in a document, found by looking through its words of ours. */
function usedTerms(doc: ReportDocument): readonly Term[] {
  const open = new Set(terms);
  const look = (said: string): void => {
    const text = ` ${said.toLowerCase()}`;
    for (const term of open) {
      const [, , ...needles] = term;
      if (needles.some((needle) => new RegExp(`[^a-z]${needle}`).test(text))) open.delete(term);
    }
  };
  walkBlocks(doc, (block) => {
    if (open.size === 0) return;
    for (const spans of blockSpans(block)) {
      eachSpan(spans, (span) => {
        if (span.t === "text" || span.t === "ui") look(span.s);
        else if (span.t === "log" && span.kind === "arn") look("arn");
      });
    }
  });
  return terms.filter((term) => !open.has(term));
}

/** Appendix E: the terms that the sections of a document use. */
export function glossarySection(doc: ReportDocument): Section {
  return {
    id: "glossary",
    number: "E",
    title: "Appendix: glossary",
    page: "portrait",
    start: "flow",
    contents: [],
    blocks: [
      {
        b: "keyValues",
        caption: "Terms as used here",
        rows: usedTerms(doc).map(([key, meaning]) => ({ key, value: words(meaning) })),
      },
    ],
  };
}
