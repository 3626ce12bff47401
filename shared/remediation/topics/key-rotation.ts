import { shellCheck } from "../shell-quote.ts";
import type { Topic } from "../topic.ts";
import {
  allTopicEvents,
  sentences,
  topicCheck,
  topicPython,
  topicShell,
} from "../topic-scripts.ts";

/** Replacing access keys without an outage and without losing a secret. */
export const keyRotation: Topic = {
  id: "key-rotation",
  title: "Rotation of access keys",
  why: sentences(
    "An access key works until somebody switches it off: the older it is, the more places hold its secret. This concerns every long-lived key; temporary credentials of roles expire by themselves.",
    "The order decides: create the second key, hand it out, watch that the old one is no longer used, deactivate it, wait, delete it. Deactivating first stops whatever uses the key; deleting at once leaves no way back.",
    "A user can have two keys only, and AWS shows a new secret only once.",
  ),
  console: sentences(
    "Open [IAM], then [Users], choose the user and the tab [Security credentials].",
    "Under [Access keys] choose [Create access key]. With two keys there already, one of them must go first.",
    "Store the new secret in your secret store and switch every consumer to the new key.",
    "Some days later look at [Last used] of the old key. Once nothing uses it any more, choose [Actions], [Deactivate].",
    "Watch for some more days; [Actions], [Activate] is the way back.",
    "Then choose [Actions], [Delete] and confirm with the key id. This can't be undone.",
  ),
  cli: topicShell(`
${shellCheck("USER_NAME", "Whose key is to be replaced?")}
${shellCheck("STEP", "Which step now: create, deactivate or delete (each some days apart)?")}

aws iam list-access-keys --user-name="$USER_NAME" --output table
case $STEP in
create)
  # The secret goes into a new file that only you can read; move it to your secret store.
  umask 077
  set -C
  aws iam create-access-key --user-name="$USER_NAME" >new-access-key.json
  ;;
deactivate)
  ${shellCheck("OLD_KEY_ID", "Which key id is the old one?")}
  aws iam get-access-key-last-used --access-key-id "$OLD_KEY_ID"
  aws iam update-access-key --user-name="$USER_NAME" --access-key-id "$OLD_KEY_ID" \\
    --status Inactive
  ;;
delete)
  ${shellCheck("OLD_KEY_ID", "Which key id is the old one?")}
  status=$(aws iam list-access-keys --user-name="$USER_NAME" --output text \\
    --query "AccessKeyMetadata[?AccessKeyId=='$OLD_KEY_ID'].Status")
  test "$status" = Inactive || { echo 'Deactivate it first and watch.' >&2; exit 1; }
  aws iam delete-access-key --user-name="$USER_NAME" --access-key-id "$OLD_KEY_ID"
  ;;
*)
  echo 'STEP is one of create, deactivate, delete.' >&2
  exit 1
  ;;
esac
`),
  python: topicPython(
    "Replaces an access key in three runs, days apart: create, deactivate, delete.",
    {
      changes: true,
      imports: "import json\nimport os",
      options: `
parser.add_argument('step', choices=('create', 'deactivate', 'delete'))
parser.add_argument('--user', required=True)
parser.add_argument('--key', help='id of the old key, for deactivate and delete')`,
    },
    `
iam = boto3.client('iam')


def keys():
    found = {}
    for page in iam.get_paginator('list_access_keys').paginate(UserName=options.user):
        found.update({key['AccessKeyId']: key['Status'] for key in page['AccessKeyMetadata']})
    return found


def old_key():
    if options.key not in keys():
        sys.exit('--key must name a key of this user.')
    used = iam.get_access_key_last_used(AccessKeyId=options.key)['AccessKeyLastUsed']
    print(f'{options.key}: last used {used.get("LastUsedDate", "never")} by {used.get("ServiceName")!r}')
    return options.key


def create():
    if len(keys()) >= 2:
        sys.exit('The user has two keys already, the most that AWS allows: retire one first.')
    if not options.apply:
        print('would create a second key')
        return
    # The file is made before the call, so that the only copy of the secret always has a place.
    file = 'new-access-key.json'
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, 'w', encoding='utf-8') as out:
        key = iam.create_access_key(UserName=options.user)['AccessKey']
        json.dump(key, out, indent=2, default=str)
    print(f'created {key["AccessKeyId"]}; its secret is in {file}: move it to your secret store')


def deactivate():
    key = old_key()
    if options.apply:
        iam.update_access_key(UserName=options.user, AccessKeyId=key, Status='Inactive')
    print('deactivated' if options.apply else 'would deactivate', key)


def delete():
    key = old_key()
    if keys()[key] != 'Inactive':
        sys.exit('Deactivate the key first and watch for some days.')
    if options.apply:
        iam.delete_access_key(UserName=options.user, AccessKeyId=key)
    print('deleted' if options.apply else 'would delete', key)


{'create': create, 'deactivate': deactivate, 'delete': delete}[options.step]()
`,
  ),
  verify: sentences(
    "aws iam list-access-keys shows one active key, created on the day of the rotation.",
    "aws iam get-access-key-last-used shows that the new key is in use.",
  ),
  checklist: [
    topicCheck(
      "Replace every access key older than 90 days, in the order create, hand out, watch, deactivate, watch, delete.",
      "The credential report shows access_key_last_rotated within 90 days for every active key.",
    ),
    topicCheck(
      "Keep new secrets in a secret store only.",
      "No new-access-key.json is left on any disk.",
    ),
  ],
  appliesTo: [
    ...allTopicEvents,
    "CreateAccessKey",
    "CreateUser",
    "DeleteAccessKey",
    "UpdateAccessKey",
  ],
};
