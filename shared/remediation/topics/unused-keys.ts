import { shellCheck } from "../shell-quote.ts";
import type { Topic } from "../topic.ts";
import {
  allTopicEvents,
  sentences,
  topicCheck,
  topicPython,
  topicShell,
} from "../topic-scripts.ts";

/** Access keys that nobody uses. */
export const unusedKeys: Topic = {
  id: "unused-keys",
  title: "Unused access keys",
  why: sentences(
    "A key that nobody uses helps only whoever finds it. Unused means: not used for a long time, or never since it was made; whether it is Active or Inactive says nothing about that.",
    "Deactivate first, because that can be undone; delete after some weeks without complaint, because a deleted key never comes back.",
  ),
  console: sentences(
    "Open [IAM], then [Users]; show the columns [Access key age] and [Access key last used].",
    "Choose a user with a key that was not used for 90 days, then the tab [Security credentials].",
    "Under [Access keys] choose [Actions], [Deactivate].",
    "After some weeks without complaint choose [Actions], [Delete] and confirm with the key id.",
    "[Credential report] gives the same for all users in one file.",
  ),
  cli: topicShell(`
# Every key with its status and its last use; the tab keeps names with commas apart.
aws iam list-users --query 'Users[].[UserName]' --output text |
  while IFS= read -r user; do
    aws iam list-access-keys --user-name="$user" --output text \\
      --query 'AccessKeyMetadata[].[AccessKeyId,Status,CreateDate]' |
      while IFS="$(printf '\\t')" read -r key status created; do
        test "$key" != None || continue
        used=$(aws iam get-access-key-last-used --access-key-id "$key" --output text \\
          --query AccessKeyLastUsed.LastUsedDate)
        printf '%s\\t%s\\t%s\\tcreated %s\\tlast used %s\\n' "$user" "$key" "$status" \\
          "$created" "$used"
      done
  done

# The rest switches one of them off, or deletes it once it was off for some weeks.
${shellCheck("USER_NAME", "Whose key is unused?")}
${shellCheck("KEY_ID", "Which key id is unused?")}
${shellCheck("STEP", "Which step now: deactivate or delete (some weeks apart)?")}
case $STEP in
deactivate)
  aws iam update-access-key --user-name="$USER_NAME" --access-key-id "$KEY_ID" \\
    --status Inactive
  ;;
delete)
  status=$(aws iam list-access-keys --user-name="$USER_NAME" --output text \\
    --query "AccessKeyMetadata[?AccessKeyId=='$KEY_ID'].Status")
  test "$status" = Inactive || { echo 'Deactivate it first and watch.' >&2; exit 1; }
  aws iam delete-access-key --user-name="$USER_NAME" --access-key-id "$KEY_ID"
  ;;
*)
  echo 'STEP is deactivate or delete.' >&2
  exit 1
  ;;
esac
`),
  python: topicPython(
    "Finds access keys that nobody has used for a while and switches them off.",
    {
      changes: true,
      imports: "from datetime import datetime, timedelta, timezone",
      options: `
parser.add_argument('--days', type=int, default=90, help='unused for so many days (90)')
parser.add_argument('--except', dest='spared', action='append', default=[], help='a key id to leave alone; repeatable')
parser.add_argument('--delete', nargs=2, metavar=('USER', 'KEY'), help='delete this key, which must be Inactive')`,
    },
    `
iam = boto3.client('iam')


def keys_of(user):
    for page in iam.get_paginator('list_access_keys').paginate(UserName=user):
        yield from page['AccessKeyMetadata']


def stale():
    """A key that was never used counts from the day it was made."""
    limit = datetime.now(timezone.utc) - timedelta(days=options.days)
    for page in iam.get_paginator('list_users').paginate():
        for user in page['Users']:
            for key in keys_of(user['UserName']):
                used = iam.get_access_key_last_used(AccessKeyId=key['AccessKeyId'])
                last = used['AccessKeyLastUsed'].get('LastUsedDate')
                if (last or key['CreateDate']) < limit:
                    yield user['UserName'], key, last


def switch_off():
    for user, key, last in stale():
        name = key['AccessKeyId']
        print(f'{user!r} {name} {key["Status"]}: last used {last or "never"}')
        if key['Status'] == 'Inactive' or name in options.spared:
            continue
        if options.apply:
            iam.update_access_key(UserName=user, AccessKeyId=name, Status='Inactive')
        print('  deactivated' if options.apply else '  would be deactivated')


def delete(user, name):
    status = {key['AccessKeyId']: key['Status'] for key in keys_of(user)}.get(name)
    if status != 'Inactive':
        sys.exit('Only a key that is Inactive is deleted: deactivate it first and watch for some weeks.')
    if options.apply:
        iam.delete_access_key(UserName=user, AccessKeyId=name)
    print('deleted' if options.apply else 'would delete', name)


if options.delete:
    delete(*options.delete)
else:
    switch_off()
`,
  ),
  verify: sentences(
    "The credential report shows no active key whose access_key_last_used_date is older than 90 days.",
    "aws iam list-access-keys shows Inactive for each key that was switched off.",
  ),
  checklist: [
    topicCheck(
      "Deactivate every access key that was not used for 90 days.",
      "list-access-keys shows it as Inactive.",
    ),
    topicCheck(
      "Delete keys that stayed Inactive for some weeks without complaint.",
      "list-access-keys no longer lists them.",
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
