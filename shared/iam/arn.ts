/** The parts of an Amazon Resource Name (`arn:partition:service:region:account:resource`). */
export interface Arn {
  /** aws, aws-cn, aws-us-gov, … */
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** Twelve digits, `aws` for AWS's own policies, or empty. */
  readonly account: string;
  /** All after the fifth colon, e.g. `role/app/Web`. */
  readonly resource: string;
  /** What stands before the first slash or colon of the resource, e.g. `role`; null when there is none. */
  readonly type: string | null;
  /** `/`, or the path of an IAM name with both slashes, e.g. `/app/`. */
  readonly path: string;
  /** The last segment of the resource. */
  readonly name: string;
}

/** Reads an ARN of any partition and service. Null when the text is none. */
export function parseArn(text: string): Arn | null {
  const parts = splitLimited(text, ":", 6);
  const [head, partition, service, region, account, resource] = parts;
  if (head !== "arn" || partition === undefined || partition === "") return null;
  if (service === undefined || service === "" || region === undefined) return null;
  if (account === undefined || resource === undefined || resource === "") return null;
  const slash = resource.indexOf("/");
  const colon = resource.indexOf(":");
  const cut = slash === -1 ? colon : colon === -1 ? slash : Math.min(slash, colon);
  const type = cut === -1 ? null : resource.slice(0, cut);
  const rest = cut === -1 ? resource : resource.slice(cut + 1);
  const last = rest.lastIndexOf("/");
  return {
    partition,
    service,
    region,
    account,
    resource,
    type,
    path: last === -1 ? "/" : `/${rest.slice(0, last + 1)}`,
    name: rest.slice(last + 1),
  };
}

/** The name an ARN ends in; the text itself when it is no ARN. */
export function nameOf(arnOrName: string): string {
  return parseArn(arnOrName)?.name ?? arnOrName;
}

/** Whether a managed policy belongs to AWS (`arn:aws:iam::aws:policy/…`), whatever the partition. */
export function isAwsManaged(arn: string): boolean {
  // Most are not, and this is asked at most events: what has no such part need not be taken apart.
  if (!arn.includes(":aws:")) return false;
  const parsed = parseArn(arn);
  return parsed !== null && parsed.service === "iam" && parsed.account === "aws";
}

/** Splits into at most `limit` parts; the last keeps further separators. */
function splitLimited(text: string, separator: string, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < limit - 1) {
    const at = text.indexOf(separator, from);
    if (at === -1) break;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  parts.push(text.slice(from));
  return parts;
}
