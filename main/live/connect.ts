/** Opens a connection to an account: the only place where the AWS SDK is loaded, once a person has asked for it. */
import { randomUUID } from "node:crypto";
import type * as iamModule from "@aws-sdk/client-iam";
import type * as providersModule from "@aws-sdk/credential-providers";
import type { LiveConnection, LiveRefusal, LiveSource } from "../../shared/ipc/live.ts";
import { reasonOf } from "./reason.ts";

/** The AWS modules, loaded on first use. */
export type IamModule = typeof iamModule;

/** An open connection. Credentials stay inside of the SDK's clients. */
export interface Live {
  readonly connection: LiveConnection;
  readonly iam: IamModule;
  /** Retries as the SDK does: for calls that only read. */
  readonly reader: iamModule.IAMClient;
  /** Retries throttled calls alone: whether a call that got no answer was made is found out by reading. */
  readonly writer: iamModule.IAMClient;
  /** Word in the user agent of all calls, by which CloudTrail tells them from those of others. */
  readonly mark: string;
  /** Milliseconds that IAM's clock is ahead of this machine's, as its last answer says; null: no answer yet. */
  readonly clockOffset: () => number | null;
  /** Forgets the credentials. */
  readonly end: () => void;
}

export interface ConnectOptions {
  /** Where calls go instead of AWS; null: to AWS. */
  readonly endpoint: string | null;
  /** The account must be one of these. */
  readonly accounts: readonly string[];
  /** Regions of the case, which tell the partition. */
  readonly regions: readonly string[];
  readonly mfaCode: string | null;
  readonly timeouts?: Timeouts;
}

/** Milliseconds. */
export interface Timeouts {
  readonly connect: number;
  readonly answer: number;
}

const usualTimeouts: Timeouts = { connect: 10_000, answer: 30_000 };

export type Connected =
  | { readonly ok: true; readonly live: Live }
  | { readonly ok: false; readonly refusal: LiveRefusal };

/** Thrown out of the provider of a code when there is none. */
class NeedsMfa extends Error {
  readonly device: string;
  constructor(device: string) {
    super("an MFA code is needed");
    this.device = device;
  }
}

/** The Region for which a partition's calls of IAM are signed, by how the names of its Regions begin. */
const homes: readonly (readonly [begins: string, region: string])[] = [
  ["cn-", "cn-north-1"],
  ["us-gov-", "us-gov-west-1"],
  ["eusc-", "eusc-de-east-1"],
];

const homeOf = (region: string): string =>
  homes.find(([begins]) => region.startsWith(begins))?.[1] ?? "us-east-1";

/** IAM has one endpoint a partition: that of the case's Regions, else of the Region that is set on this machine. */
export function homeRegion(regions: readonly string[], set: string): string {
  const found = new Set(regions.map(homeOf));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : homeOf(set);
}

/** Asks whose credentials they are before anything else; refuses those of another account. */
export async function connect(source: LiveSource, options: ConnectOptions): Promise<Connected> {
  let device: string | null = null;
  const [iam, sts, providers] = await Promise.all([
    import("@aws-sdk/client-iam"),
    import("@aws-sdk/client-sts"),
    import("@aws-sdk/credential-providers"),
  ]);
  const { endpoint, accounts, regions, mfaCode, timeouts = usualTimeouts } = options;
  const region = homeRegion(
    regions,
    process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "",
  );
  const here = {
    ...(endpoint === null ? {} : { endpoint }),
    requestHandler: {
      connectionTimeout: timeouts.connect,
      requestTimeout: timeouts.answer,
      // Without it the SDK warns only, and waits for ever.
      throwOnRequestTimeout: true,
    },
  };
  const shared = { ...here, region };
  const credentials = providerOf(source, providers, { here, region }, async (asked) => {
    if (mfaCode === null) {
      device = asked;
      throw new NeedsMfa(asked);
    }
    return mfaCode;
  });
  const asker = new sts.STSClient({ ...shared, credentials });
  try {
    const { expiration } = await credentials();
    const { Account: account = "", Arn: arn = "" } = await asker.send(
      new sts.GetCallerIdentityCommand({}),
    );
    if (!accounts.includes(account))
      return { ok: false, refusal: { code: "other-account", account, arn, accounts } };
    const mark = `Trailproof/${randomUUID().slice(0, 8)}`;
    const customUserAgent: [string, string][] = [["Trailproof", mark.slice("Trailproof/".length)]];
    const reader = new iam.IAMClient({
      ...shared,
      credentials,
      customUserAgent,
      retryMode: "standard",
    });
    const usual = await reader.config.retryStrategy();
    const writer = new iam.IAMClient({
      ...shared,
      credentials,
      customUserAgent,
      retryStrategy: {
        ...("mode" in usual ? { mode: usual.mode } : {}),
        acquireInitialRetryToken: async (scope: string) =>
          await ("acquireInitialRetryToken" in usual
            ? usual.acquireInitialRetryToken(scope)
            : Promise.reject(new Error("the SDK's retry strategy is of another kind"))),
        refreshRetryTokenForRetry: async (token, info) => {
          if (info.errorType !== "THROTTLING" || !("refreshRetryTokenForRetry" in usual))
            throw new Error("not asked again");
          return await usual.refreshRetryTokenForRetry(token, info);
        },
        recordSuccess: (token) => {
          if ("recordSuccess" in usual) usual.recordSuccess(token);
        },
      },
    });
    const clock = clockOf([reader, writer]);
    return {
      ok: true,
      live: {
        mark,
        clockOffset: clock,
        connection: {
          account,
          arn,
          source: sourceWords(source),
          expiresAt: expiration?.toISOString() ?? null,
        },
        iam,
        reader,
        writer,
        end: () => {
          reader.destroy();
          writer.destroy();
        },
      },
    };
  } catch (error) {
    if (device !== null) return { ok: false, refusal: { code: "needs-mfa", device } };
    return { ok: false, refusal: reasonOf(error) };
  } finally {
    asker.destroy();
  }
}

/** Follows the Date header of answers. */
function clockOf(clients: readonly iamModule.IAMClient[]): () => number | null {
  let offset: number | null = null;
  for (const client of clients)
    client.middlewareStack.add(
      (next) => async (args) => {
        const found = await next(args);
        const { response } = found;
        if (typeof response === "object" && response !== null && "headers" in response) {
          const at = dateOf(response.headers);
          if (at !== null) offset = at - Date.now();
        }
        return found;
      },
      // Next to the network: also of answers that are errors.
      { step: "deserialize", priority: "low", name: "trailproofClock" },
    );
  return () => offset;
}

function dateOf(headers: unknown): number | null {
  if (typeof headers !== "object" || headers === null || !("date" in headers)) return null;
  const at = Date.parse(String(headers.date));
  return Number.isNaN(at) ? null : at;
}

type Provider = () => Promise<{ readonly expiration?: Date } & Credentials>;
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The SDK's provider of a source; assumed roles are renewed as it does. */
function providerOf(
  source: LiveSource,
  providers: typeof providersModule,
  { here, region }: { readonly here: object; readonly region: string },
  mfaCodeProvider: (device: string) => Promise<string>,
): Provider {
  switch (source.kind) {
    case "profile": {
      const read = providers.fromIni({
        profile: source.name,
        // Without a Region: SSO is asked in the one that its session names.
        clientConfig: here,
        parentClientConfig: { region },
        mfaCodeProvider,
        ignoreCache: true,
      });
      return kept(async () => await read());
    }
    case "environment":
      return kept(providers.fromEnv());
    case "keys": {
      const { accessKeyId, secretAccessKey, sessionToken } = source;
      const pasted = {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === null ? {} : { sessionToken }),
      };
      return async () => await Promise.resolve(pasted);
    }
  }
}

/** Milliseconds before their end at which credentials are asked for again. */
const renewBefore = 5 * 60_000;

/** Asks once, and again when the credentials are about to end: a code of an MFA device is good for one time. */
function kept(ask: Provider): Provider {
  let held: Awaited<ReturnType<Provider>> | null = null;
  return async () => {
    const ends = held?.expiration?.getTime() ?? Infinity;
    if (held === null || ends - Date.now() < renewBefore) {
      try {
        held = await ask();
      } catch (error) {
        // Good to their end: the service says so when it is reached.
        if (held === null) throw error;
      }
    }
    return held;
  };
}

function sourceWords(source: LiveSource): string {
  switch (source.kind) {
    case "profile":
      return `profile ${source.name}`;
    case "environment":
      return "environment";
    case "keys":
      return "pasted keys";
  }
}
