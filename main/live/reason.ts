/** What a failure of the SDK says, in one sentence without secrets. */
import type { LiveRefusal } from "../../shared/ipc/live.ts";

/** What is known of an error that the SDK threw. */
export interface SdkFailure {
  /** AWS's code, e.g. AccessDenied, or the name of the error. */
  readonly code: string;
  readonly message: string;
  /** AWS answered. */
  readonly isAnswer: boolean;
  readonly status: number | null;
  readonly requestId: string | null;
}

/** Reads an error of the SDK. Whatever looks like a key or a token is taken out of its message. */
export function sdkFailure(error: unknown): SdkFailure {
  const is = error instanceof Error ? error : new Error(String(error));
  const metadata =
    "$metadata" in is && typeof is.$metadata === "object" && is.$metadata !== null
      ? is.$metadata
      : {};
  const status =
    "httpStatusCode" in metadata && typeof metadata.httpStatusCode === "number"
      ? metadata.httpStatusCode
      : null;
  const requestId =
    "requestId" in metadata && typeof metadata.requestId === "string" ? metadata.requestId : null;
  const system = "code" in is && typeof is.code === "string" ? is.code : null;
  const isAnswer = "$fault" in is && status !== null;
  return {
    code: isAnswer ? is.name : (system ?? is.name),
    message: withoutSecrets(is.message),
    isAnswer,
    status,
    requestId,
  };
}

/** Access key ids are no secrets; what follows them in an error may be, and so may every long word without a meaning. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/(?<![\w/:+=-])[A-Za-z0-9/+=]{40,}(?![\w/+=-])/g, "(not shown)")
    .replaceAll(/(SecretAccessKey|SessionToken|Password)(["':=\s]+)\S+/gi, "$1$2(not shown)")
    .slice(0, 2000);
}

/** Why nobody could connect. */
export function reasonOf(error: unknown): LiveRefusal {
  const { code, message, isAnswer } = sdkFailure(error);
  if (isAnswer)
    return { code: "refused", text: `AWS refused the credentials: ${code}: ${message}` };
  if (/CredentialsProviderError|TokenProviderError/.test(code))
    return { code: "no-credentials", text: sentence(message) };
  return { code: "unreachable", text: `AWS could not be reached: ${code}: ${message}` };
}

function sentence(message: string): string {
  // What a command printed, and how it was called, may hold secrets.
  if (message.startsWith("Command failed"))
    return "There are no credentials: the profile’s credential_process failed. Run its command yourself to see why.";
  const known = /^(.+?)(?:\s*To refresh this SSO session run.*)?$/s.exec(message)?.[1] ?? message;
  return `There are no credentials: ${known}${message === known ? "" : " Sign in again with: aws sso login"}`;
}
