/** Access keys that events name, and whose they are: people look for them by their ids. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { answered, asked, askedUser } from "../../shared/state/request.ts";

/** An access key at the end of the evidence. */
export interface IndexedKey {
  /** As first spelled. */
  readonly id: string;
  /** The key of its user, `user/NAME`. */
  user: string;
  exists: boolean;
}

/** Notes what an event says of an access key; `keys` by id in lower case. */
export function noteAccessKey(keys: Map<string, IndexedKey>, event: CloudTrailEvent): void {
  if (event.source !== "iam.amazonaws.com") return;
  if (!/^(Create|Update|Delete)AccessKey$/.test(event.name)) return;
  const id = answered(event, "accessKey", "accessKeyId") ?? asked(event, "accessKeyId");
  const user = answered(event, "accessKey", "userName") ?? askedUser(event);
  if (id === null || user === null) return;
  const key = `user/${user}`;
  const exists = event.name !== "DeleteAccessKey";
  const known = keys.get(id.toLowerCase());
  if (known === undefined) keys.set(id.toLowerCase(), { id, user: key, exists });
  else {
    known.user = key;
    known.exists = exists;
  }
}

/** A user got another name. Names in lower case. */
export function renameKeys(keys: Map<string, IndexedKey>, from: string, to: string): void {
  for (const key of keys.values()) {
    if (key.user.toLowerCase() === from) key.user = to;
  }
}
