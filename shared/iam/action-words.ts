/** What actions let their holder do, in plain words that complete "may …". */
import { joined, log, say, text } from "../span.ts";
import type { Span, Spans } from "../span.ts";
import { parseArn } from "./arn.ts";
import { isGeneral } from "./grants.ts";
import { serviceName } from "./service-names.ts";
import { isAnything, isEveryAction } from "./wildcard.ts";
import { coded, some } from "./words.ts";

/** A verb and what it is done to; the noun in the singular. */
type Phrase = readonly [verb: string, noun: string];

/** Words for the actions that policies of auditors' interest are made of; all others are taken apart by their capitals. */
const phrases: Readonly<Record<string, Phrase>> = {
  "iam:passrole": ["pass", "role"],
  "iam:getrole": ["read", "role"],
  "iam:createrole": ["make", "role"],
  "iam:deleterole": ["delete", "role"],
  "iam:updateassumerolepolicy": ["change who may assume", "role"],
  "iam:putrolepolicy": ["write inline policies of", "role"],
  "iam:deleterolepolicy": ["delete inline policies of", "role"],
  "iam:attachrolepolicy": ["attach policies to", "role"],
  "iam:detachrolepolicy": ["detach policies from", "role"],
  "iam:putrolepermissionsboundary": ["set the boundary of", "role"],
  "iam:deleterolepermissionsboundary": ["remove the boundary of", "role"],
  "iam:createuser": ["make", "user"],
  "iam:getuser": ["read", "user"],
  "iam:changepassword": ["change the password of", "user"],
  "iam:deleteuser": ["delete", "user"],
  "iam:createaccesskey": ["make access keys of", "user"],
  "iam:updateaccesskey": ["switch access keys on and off of", "user"],
  "iam:deleteaccesskey": ["delete access keys of", "user"],
  "iam:createloginprofile": ["set a first console password of", "user"],
  "iam:updateloginprofile": ["change the console password of", "user"],
  "iam:deactivatemfadevice": ["switch off the second factor of", "user"],
  "iam:putuserpolicy": ["write inline policies of", "user"],
  "iam:deleteuserpolicy": ["delete inline policies of", "user"],
  "iam:attachuserpolicy": ["attach policies to", "user"],
  "iam:detachuserpolicy": ["detach policies from", "user"],
  "iam:putuserpermissionsboundary": ["set the boundary of", "user"],
  "iam:deleteuserpermissionsboundary": ["remove the boundary of", "user"],
  "iam:addusertogroup": ["add members to", "group"],
  "iam:removeuserfromgroup": ["take members out of", "group"],
  "iam:putgrouppolicy": ["write inline policies of", "group"],
  "iam:attachgrouppolicy": ["attach policies to", "group"],
  "iam:detachgrouppolicy": ["detach policies from", "group"],
  "iam:createpolicy": ["make", "policy"],
  "iam:deletepolicy": ["delete", "policy"],
  "iam:createpolicyversion": ["write new versions of", "policy"],
  "iam:setdefaultpolicyversion": ["switch the version of", "policy"],
  "sts:assumerole": ["assume", "role"],
  "s3:getobject": ["read", "object"],
  "s3:putobject": ["write", "object"],
  "s3:deleteobject": ["delete", "object"],
  "s3:listbucket": ["list", "bucket"],
  "s3:deletebucket": ["delete", "bucket"],
  "s3:putbucketpolicy": ["write the policy of", "bucket"],
  "secretsmanager:getsecretvalue": ["read", "secret"],
  "ssm:getparameter": ["read", "parameter"],
  "ssm:getparameters": ["read", "parameter"],
  "ssm:getparametersbypath": ["read", "parameter"],
  "ssm:sendcommand": ["run commands on", "instance"],
  "ssm:startsession": ["open sessions on", "instance"],
  "kms:decrypt": ["decrypt with", "key"],
  "kms:disablekey": ["disable", "key"],
  "kms:schedulekeydeletion": ["schedule the deletion of", "key"],
  "ec2:runinstances": ["start", "instance"],
  "ec2:terminateinstances": ["end", "instance"],
  "lambda:createfunction": ["make", "function"],
  "lambda:updatefunctioncode": ["change the code of", "function"],
  "lambda:getfunction": ["read", "function"],
  "lambda:listfunctions": ["list", "function"],
  "lambda:invokefunction": ["call", "function"],
  "dynamodb:scan": ["read", "table"],
  "cloudtrail:stoplogging": ["stop", "trail"],
  "cloudtrail:deletetrail": ["delete", "trail"],
  "cloudtrail:updatetrail": ["change", "trail"],
  "guardduty:deletedetector": ["delete", "detector"],
};

/** Actions of a statement on its resources, as "read and pass any role"; completes "may …". */
export function doingWords(actions: readonly string[], resources: readonly string[] | null): Spans {
  const unique = uniqueActions(actions);
  if (unique.some((a) => isEveryAction(a))) {
    return say`do anything${on(resources)}`;
  }
  const byNoun = new Map<string, { action: string; verbs: string[] }>();
  const others: Spans[] = [];
  const apartBy = new Map<string, Spans[]>();
  for (const action of unique) {
    const phrase = phraseOf(action);
    if (phrase === null) {
      const simple = /^([^:]+):([A-Za-z0-9]+)$/.exec(action);
      const [, prefix = "", name = ""] = simple ?? [];
      if (simple === null) others.push(otherWords(action));
      else if (!apartBy.has(prefix.toLowerCase()))
        apartBy.set(prefix.toLowerCase(), [say`${log(apart(name))}`]);
      else apartBy.get(prefix.toLowerCase())?.push(say`${log(apart(name))}`);
      continue;
    }
    const [verb, noun] = phrase;
    const known = byNoun.get(noun);
    if (known === undefined) byNoun.set(noun, { action, verbs: [verb] });
    else if (!known.verbs.includes(verb)) known.verbs.push(verb);
  }
  if (others.length === 0 && apartBy.size === 0 && byNoun.size === 1) {
    for (const [noun, { action, verbs }] of byNoun) {
      return say`${someText(verbs)} ${thing(noun, action, resources)}`;
    }
  }
  const parts = [
    ...[...byNoun].map(([noun, { verbs }]) => say`${someText(verbs)} ${text(plural(noun))}`),
    ...[...apartBy].map(([prefix, words]) => say`${some(words, 6)} in ${serviceWord(prefix)}`),
    ...others,
  ];
  return say`${some(parts, 6)}${on(resources)}`;
}

/** Resources at the end of a sentence: " on everything", " on `arn…`"; nothing where the document names none. */
export function on(resources: readonly string[] | null): Spans {
  if (resources === null || resources.length === 0) return [];
  return resources.some((r) => isAnything(r)) ? say` on everything` : say` on ${named(resources)}`;
}

/** Resources by their names: the last part of an ARN tells more than its beginning. */
export function named(resources: readonly string[]): Spans {
  return some(
    [...new Set(resources)].map((r) => coded(shortResource(r), "arn")),
    4,
  );
}

/** `arn:aws:iam::123456789012:role/app-*` as `role/app-*`; other services keep their name and place. */
export function shortResource(pattern: string): string {
  const arn = parseArn(pattern);
  if (arn === null) return pattern;
  if (arn.service === "iam") return arn.resource;
  if (arn.service === "s3") return `s3://${arn.resource}`;
  return `${arn.service}:${arn.resource}`;
}

/** The patterns themselves, to stand behind the words. */
export function inCode(actions: readonly string[]): Spans {
  return some(
    uniqueActions(actions).map((a) => coded(a)),
    4,
  );
}

function uniqueActions(actions: readonly string[]): readonly string[] {
  return [...new Map(actions.map((a) => [a.toLowerCase(), a])).values()];
}

function phraseOf(action: string): Phrase | null {
  const key = action.toLowerCase();
  return Object.hasOwn(phrases, key) ? (phrases[key] ?? null) : null;
}

function thing(noun: string, action: string, resources: readonly string[] | null): Spans {
  if (resources === null) return say`${text(noun === "role" ? "the role" : plural(noun))}`;
  if (resources.some((r) => isGeneral(r, action))) return say`any ${text(noun)}`;
  const names = resources.map((r) => nameIn(r));
  const list = some(
    [...new Set(names)].map((n) => coded(n, "arn")),
    4,
  );
  const isOne = resources.length === 1 && !/[*?]/.test(resources[0] ?? "");
  return isOne ? say`${text(noun)} ${list}` : say`${text(plural(noun))} ${list}`;
}

/** What follows the kind of the resource: `app-*` of `role/app-*`. */
function nameIn(pattern: string): string {
  const arn = parseArn(pattern);
  if (arn === null) return pattern;
  if (arn.service === "s3") return arn.resource;
  return arn.type === null ? arn.resource : arn.resource.slice(arn.type.length + 1);
}

function plural(noun: string): string {
  return noun.endsWith("y") && noun !== "key" ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function someText(words: readonly string[]): Spans {
  return joined(
    words.map((w) => text(w)),
    ", ",
    " and ",
  );
}

/** A pattern without words of ours: "do anything in S3", "use every Get… action of S3". */
function otherWords(action: string): Spans {
  const colon = action.indexOf(":");
  if (colon === -1) return say`use ${coded(action)}`;
  const prefix = action.slice(0, colon);
  const name = action.slice(colon + 1);
  const service = serviceWord(prefix);
  if (isAnything(name)) return say`do anything in ${service}`;
  if (/^[A-Za-z0-9]+[*]$/.test(name)) {
    return say`use every ${log(name.slice(0, -1))}… action of ${service}`;
  }
  return say`use ${coded(name)} of ${service}`;
}

function serviceWord(prefix: string): Span {
  const known = serviceName(prefix);
  return known === null ? coded(prefix) : text(known);
}

/** `StartQueryExecution` as "start query execution"; runs of capitals stay together. */
function apart(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()))
    .join(" ");
}
