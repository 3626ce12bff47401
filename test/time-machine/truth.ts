/** What moto's IAM holds, in the shape that `moto-server.py` answers and `read-truth.ts` reads by IAM's own calls. */

/** Key and value of each tag. */
export type Tags = Readonly<Record<string, string>>;

interface Holder {
  readonly path: string;
  /** ARNs of attached managed policies, sorted. */
  readonly attached: readonly string[];
  /** Documents of inline policies by name. */
  readonly inline: Readonly<Record<string, string>>;
}

export interface UserTruth extends Holder {
  readonly boundary: string | null;
  readonly tags: Tags;
  readonly groups: readonly string[];
  /** Status by id. */
  readonly keys: Readonly<Record<string, string>>;
  /** Whether the password must be changed; null without a password. */
  readonly login: boolean | null;
  /** Serial numbers. */
  readonly mfa: readonly string[];
  /** Status and body by id. */
  readonly ssh: Readonly<Record<string, readonly [string, string]>>;
  /** Status and body by id. */
  readonly signing: Readonly<Record<string, readonly [string, string]>>;
  /** Status and service by id. */
  readonly services: Readonly<Record<string, readonly [string, string]>>;
}

export interface GroupTruth extends Holder {
  readonly members: readonly string[];
}

export interface RoleTruth extends Holder {
  readonly boundary: string | null;
  readonly tags: Tags;
  readonly trust: string;
  /** Empty where there is none. */
  readonly description: string;
  /** Seconds. */
  readonly maxSession: number;
  readonly profiles: readonly string[];
}

export interface PolicyTruth {
  readonly path: string;
  readonly description: string;
  readonly tags: Tags;
  /** Document by version id. */
  readonly versions: Readonly<Record<string, string>>;
  readonly default: string;
}

export interface Truth {
  readonly users: Readonly<Record<string, UserTruth>>;
  readonly groups: Readonly<Record<string, GroupTruth>>;
  readonly roles: Readonly<Record<string, RoleTruth>>;
  /** By ARN; customer managed ones. */
  readonly policies: Readonly<Record<string, PolicyTruth>>;
  readonly profiles: Readonly<
    Record<
      string,
      { readonly path: string; readonly tags: Tags; readonly roles: readonly string[] }
    >
  >;
  /** By serial number. */
  readonly mfa: Readonly<Record<string, { readonly user: string | null; readonly tags: Tags }>>;
  /** By ARN. */
  readonly saml: Readonly<Record<string, { readonly metadata: string; readonly tags: Tags }>>;
  /** By ARN; the URL without its scheme. */
  readonly oidc: Readonly<
    Record<
      string,
      {
        readonly url: string;
        readonly clients: readonly string[];
        readonly thumbprints: readonly string[];
        readonly tags: Tags;
      }
    >
  >;
  /** By name. */
  readonly certificates: Readonly<
    Record<string, { readonly path: string; readonly tags: Tags; readonly body: string }>
  >;
  readonly alias: string | null;
  /** The rules that are not off, in Python's spelling; null without a policy. */
  readonly passwordPolicy: Readonly<Record<string, boolean | number>> | null;
}
