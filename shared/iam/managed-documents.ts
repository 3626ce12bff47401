/** Texts of AWS-managed policies that the log never holds and that AWS documents in so many words. */
import { isAwsManaged, nameOf } from "./arn.ts";
import { readPolicyDocument } from "./policy-document.ts";
import type { PolicyDocument } from "./policy-document.ts";

/**
 * The statements that decide what these policies amount to (AWS managed policy reference). Reading rights that AWS added
 * beside them are left out: what they give is at least this.
 */
const statements: Readonly<Record<string, string>> = {
  AdministratorAccess: `{"Effect":"Allow","Action":"*","Resource":"*"}`,
  AWSDenyAll: `{"Sid":"DenyAll","Effect":"Deny","Action":"*","Resource":"*"}`,
  IAMFullAccess: `{"Effect":"Allow","Action":"iam:*","Resource":"*"}`,
  PowerUserAccess: `{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}`,
};

/** The document of an AWS-managed policy whose text never changes in what matters; null for all others. */
export function managedDocument(arn: string): PolicyDocument | null {
  const name = nameOf(arn);
  if (!isAwsManaged(arn) || !Object.hasOwn(statements, name)) return null;
  return readPolicyDocument(`{"Version":"2012-10-17","Statement":[${statements[name] ?? ""}]}`);
}
