import { shellCheck } from "../shell-quote.ts";
import type { Topic } from "../topic.ts";
import {
  allTopicEvents,
  sentences,
  topicCheck,
  topicPython,
  topicShell,
} from "../topic-scripts.ts";

/** Finding and narrowing rights that go too far. */
export const leastPrivilege: Topic = {
  id: "least-privilege",
  title: "Least privilege",
  why: sentences(
    "The more a user or role may do beyond its task, the more an attacker, or a mistake, can do with it: read and delete data, disturb services, or give itself still more rights. It holds for every identity; the right to change policies or roles is the one to grant most sparingly.",
    "Inline policies are only a part: managed policies, trust policies, groups and permissions boundaries decide as well. Service-linked roles can't be edited.",
    "What to take away can't be decided by a program alone; it shows where to look.",
  ),
  console: sentences(
    "Open [IAM], then [Roles] (and [Users], [User groups]), and choose the one to review.",
    "On the tab [Permissions] open each policy and look for * under Action or Resource, for NotAction, and for rights over IAM.",
    "On the tab [Last Accessed] see which services were used at all; what was not used for 90 days is the first candidate to go.",
    "On the tab [Trust relationships] of a role check who may take it on.",
    "Edit the policy: narrow [Action] and [Resource], add conditions (MFA, source, organization). A changed managed policy becomes a new version, and the earlier one stays as the way back.",
    "Under [Access Analyzer] look at [External access] and [Unused access].",
  ),
  cli: topicShell(`
# All users, groups, roles and customer managed policies with their documents, to read.
aws iam get-account-authorization-details \\
  --filter User Role Group LocalManagedPolicy >authorization-details.json
# Who has the broadest policies of AWS?
for policy in AdministratorAccess IAMFullAccess PowerUserAccess; do
  aws iam list-entities-for-policy --policy-arn "arn:aws:iam::aws:policy/$policy"
done

# What has one user, group or role really used?
${shellCheck("IDENTITY_ARN", "Which user, group or role (ARN) is to be reviewed?")}
job=$(aws iam generate-service-last-accessed-details --arn "$IDENTITY_ARN" \\
  --query JobId --output text)
until [ "$(aws iam get-service-last-accessed-details --job-id "$job" \\
  --query JobStatus --output text)" != IN_PROGRESS ]; do
  sleep 2
done
aws iam get-service-last-accessed-details --job-id "$job" --output table \\
  --query 'ServicesLastAccessed[].[ServiceNamespace,LastAuthenticated]'
`),
  python: topicPython(
    "Lists statements that allow very much, and trust in everybody; reads only.",
    { changes: false, imports: "import json" },
    `
BROAD = ('*', '*:*', 'iam:*', 'sts:*', 'organizations:*')
iam = boto3.client('iam')


def as_list(value):
    return value if isinstance(value, list) else [value]


def statements(document):
    return as_list(document.get('Statement', []))


def broad(statement):
    """Reasons why an Allow statement goes far; a statement that denies is never one of them."""
    if statement.get('Effect') != 'Allow':
        return []
    reasons = []
    actions = as_list(statement.get('Action', []))
    if 'NotAction' in statement:
        reasons.append('allows everything but a list')
    if any(action.lower() in BROAD for action in actions):
        reasons.append('allows whole services')
    if 'NotResource' in statement:
        reasons.append('on everything but a list')
    if '*' in as_list(statement.get('Resource', [])) and any('*' in action for action in actions):
        reasons.append('wildcard actions on all resources')
    return reasons


def trusts_everybody(statement):
    principal = statement.get('Principal')
    values = as_list(principal.get('AWS', [])) if isinstance(principal, dict) else [principal]
    return statement.get('Effect') == 'Allow' and '*' in values


def show(owner, source, statement, reasons):
    print(f'{owner} {source}: {"; ".join(reasons)}')
    print('  ' + json.dumps(statement, sort_keys=True))


def review(owner, source, document):
    for statement in statements(document):
        reasons = broad(statement)
        if reasons:
            show(owner, source, statement, reasons)


def review_entity(kind, name, entity, documents):
    owner = f'{kind} {name!r}'
    for inline in entity.get(f'{kind.capitalize()}PolicyList', []):
        review(owner, f'inline {inline["PolicyName"]!r}', inline['PolicyDocument'])
    for attached in entity.get('AttachedManagedPolicies', []):
        arn = attached['PolicyArn']
        review(owner, f'managed {arn}', documents.get(arn, {}))
    for statement in statements(entity.get('AssumeRolePolicyDocument', {})):
        if trusts_everybody(statement):
            show(owner, 'trust policy', statement, ['trusts everybody, unless a condition narrows it'])


details = {'UserDetailList': [], 'GroupDetailList': [], 'RoleDetailList': [], 'Policies': []}
for page in iam.get_paginator('get_account_authorization_details').paginate():
    for part, found in details.items():
        found.extend(page.get(part, []))
documents = {
    policy['Arn']: version['Document']
    for policy in details['Policies']
    for version in policy.get('PolicyVersionList', [])
    if version.get('IsDefaultVersion')
}
for kind in ('user', 'group', 'role'):
    for entity in details[f'{kind.capitalize()}DetailList']:
        # AWS looks after service-linked roles; nobody else can edit them.
        if not entity.get('Path', '/').startswith('/aws-service-role/'):
            review_entity(kind, entity[f'{kind.capitalize()}Name'], entity, documents)
`,
  ),
  verify: sentences(
    "The Python script lists only statements whose breadth somebody has justified.",
    "aws iam list-entities-for-policy of AdministratorAccess names only those who administer the account.",
  ),
  checklist: [
    topicCheck(
      "Review every statement with * or NotAction and narrow it, or note why it must be so.",
      "The script lists no statement without such a note.",
    ),
    topicCheck(
      "Take away rights over IAM from everyone whose task is not IAM.",
      "No document outside administration allows iam:Put*, iam:Attach*, iam:CreatePolicyVersion or iam:PassRole on all resources.",
    ),
    topicCheck(
      "Remove services that were not used for 90 days.",
      "[Last Accessed] shows no allowed service without use.",
    ),
  ],
  appliesTo: [
    ...allTopicEvents,
    "AddUserToGroup",
    "AttachGroupPolicy",
    "AttachRolePolicy",
    "AttachUserPolicy",
    "CreatePolicy",
    "CreateRole",
    "DeleteRolePermissionsBoundary",
    "DeleteUserPermissionsBoundary",
    "DetachRolePolicy",
    "DetachUserPolicy",
    "PutGroupPolicy",
    "PutRolePermissionsBoundary",
    "PutUserPermissionsBoundary",
    "PutUserPolicy",
    "SetDefaultPolicyVersion",
    "UpdateAssumeRolePolicy",
  ],
};
