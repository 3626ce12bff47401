import type { Topic } from "../topic.ts";
import {
  allTopicEvents,
  sentences,
  topicCheck,
  topicPython,
  topicShell,
} from "../topic-scripts.ts";

/** Account password policy, and forcing a change where a password may be known to others. */
export const strongPasswords: Topic = {
  id: "strong-passwords",
  title: "Strong passwords for IAM users",
  why: sentences(
    "Whoever guesses or steals a console password acts with all rights of its user, including the right to change policies. This concerns accounts in which IAM users sign in with a password; users of an identity provider are governed there.",
    "AWS shows nobody a password, so its strength can't be checked afterwards: only the rules for new passwords can be set, and a change can be forced. Fourteen characters is what the CIS benchmark asks for; AWS allows 6 to 128.",
    "The call that sets the rules replaces all of them: whatever is left out falls back to the default of AWS.",
  ),
  console: sentences(
    "Sign in to the console, open [IAM], then [Account settings].",
    "Under [Password policy] choose [Edit], then [Custom].",
    "Set the minimum password length to 14 characters.",
    "Tick the rules for at least one uppercase letter, one lowercase letter, one number and one symbol.",
    "Turn on password expiration after 90 days if your rules ask for it, and prevent the reuse of the last 24 passwords.",
    "Tick [Allow users to change their own password]; without it nobody can follow a forced change.",
    "Choose [Save changes], then [Set custom].",
    "For a user whose password may be known to others: [Users], the user, [Security credentials], [Manage console access], [Reset password], with [User must create new password at next sign-in].",
  ),
  cli: topicShell(`
# The whole policy at once: the call replaces every rule.
aws iam update-account-password-policy --minimum-password-length 14 --require-symbols \\
  --require-numbers --require-uppercase-characters --require-lowercase-characters \\
  --allow-users-to-change-password --max-password-age 90 \\
  --password-reuse-prevention 24
aws iam get-account-password-policy

# Set USER_NAME to make one user choose a new password at the next sign-in. With
# NEW_PASSWORD_FILE, a file that only you can read, the user gets that password first;
# it appears in no history and no process list.
if [ -n "\${USER_NAME-}" ] && [ -n "\${NEW_PASSWORD_FILE-}" ]; then
  tr -d '\\r\\n' <"$NEW_PASSWORD_FILE" |
    aws iam update-login-profile --user-name="$USER_NAME" \\
      --password file:///dev/stdin --password-reset-required
elif [ -n "\${USER_NAME-}" ]; then
  aws iam update-login-profile --user-name="$USER_NAME" --password-reset-required
fi
`),
  python: topicPython(
    "Sets the account's password rules; makes chosen users change their password.",
    {
      changes: true,
      options: `
parser.add_argument('--user', action='append', default=[], help='a user who must change the password; repeatable')
parser.add_argument('--every-user', action='store_true', help='all users with a console password')
parser.add_argument('--except', dest='spared', action='append', default=[], help='a user to leave alone; repeatable')`,
    },
    `
RULES = {
    'MinimumPasswordLength': 14,
    'RequireSymbols': True,
    'RequireNumbers': True,
    'RequireUppercaseCharacters': True,
    'RequireLowercaseCharacters': True,
    'AllowUsersToChangePassword': True,
    'MaxPasswordAge': 90,
    'PasswordReusePrevention': 24,
}
iam = boto3.client('iam')


def ensure_rules():
    """One policy for the whole account; an account without one raises NoSuchEntity."""
    try:
        current = iam.get_account_password_policy()['PasswordPolicy']
    except iam.exceptions.NoSuchEntityException:
        current = {}
    gaps = {rule: value for rule, value in RULES.items() if current.get(rule) != value}
    for rule, value in gaps.items():
        print(f'{rule}: is {current.get(rule)}, should be {value}')
    if gaps and options.apply:
        iam.update_account_password_policy(**RULES)
    print('password policy:', 'as it should be' if not gaps else 'set' if options.apply else 'would be set')


def require_change(user):
    try:
        profile = iam.get_login_profile(UserName=user)['LoginProfile']
    except iam.exceptions.NoSuchEntityException:
        print(f'{user!r}: has no console password')
        return
    if profile.get('PasswordResetRequired'):
        print(f'{user!r}: must change the password already')
        return
    if options.apply:
        iam.update_login_profile(UserName=user, PasswordResetRequired=True)
    print(f'{user!r}:', 'must change the password now' if options.apply else 'would have to change the password')


ensure_rules()
users = list(options.user)
if options.every_user:
    for page in iam.get_paginator('list_users').paginate():
        users.extend(user['UserName'] for user in page['Users'])
for user in dict.fromkeys(users):
    if user not in options.spared:
        require_change(user)
`,
  ),
  verify: sentences(
    "[Account settings] shows the custom policy with every rule; aws iam get-account-password-policy answers the same values.",
    "aws iam get-login-profile shows PasswordResetRequired for each user who must change the password, until the user has done so.",
  ),
  checklist: [
    topicCheck(
      "Set an account password policy: 14 characters or more, all four classes, no reuse of the last 24.",
      "get-account-password-policy answers every rule.",
    ),
    topicCheck(
      "Force a new password for each user whose password may be known to others.",
      "The credential report shows a newer password_last_changed.",
    ),
  ],
  appliesTo: [
    ...allTopicEvents,
    "ChangePassword",
    "CreateLoginProfile",
    "CreateUser",
    "DeleteAccountPasswordPolicy",
    "UpdateAccountPasswordPolicy",
    "UpdateLoginProfile",
  ],
};
