import { isAwsManaged, nameOf } from "./arn.ts";

/**
 * What an AWS-managed policy amounts to. `admin`: everything; `iam`: all of IAM, hence everything; `power`: wide, or
 * a short step from everything; `read`: reading, data included or not; `deny`: takes rights away; `service`: for
 * workloads.
 */
export type ManagedClass = "admin" | "iam" | "power" | "read" | "deny" | "service";

/** What is known about one AWS-managed policy without its document, which CloudTrail never holds. */
export interface ManagedPolicy {
  readonly name: string;
  readonly class: ManagedClass;
  /** Completes "It …". */
  readonly does: string;
}

function policy(name: string, as: ManagedClass, does: string): ManagedPolicy {
  return { name, class: as, does };
}

/** From the AWS managed policy reference; the names are AWS's. */
const table: readonly ManagedPolicy[] = [
  policy("AdministratorAccess", "admin", "allows every action on every resource"),
  policy(
    "AdministratorAccess-Amplify",
    "power",
    "allows most of what Amplify projects need, roles included",
  ),
  policy(
    "AdministratorAccess-AWSElasticBeanstalk",
    "power",
    "allows most of what Elastic Beanstalk needs, roles included",
  ),
  policy("IAMFullAccess", "iam", "allows every IAM action, and so granting oneself everything"),
  policy(
    "PowerUserAccess",
    "power",
    "allows every action but user, role and organization management",
  ),
  policy(
    "AWSOrganizationsFullAccess",
    "power",
    "allows managing the whole organization and its guard rails",
  ),
  policy(
    "AWSSSOMasterAccountAdministrator",
    "power",
    "allows assigning access to every account through Identity Center",
  ),
  policy(
    "AWSSSOMemberAccountAdministrator",
    "power",
    "allows managing Identity Center in a member account",
  ),
  policy("SystemAdministrator", "power", "allows running most services, with passing of roles"),
  policy("NetworkAdministrator", "power", "allows managing networks"),
  policy("DatabaseAdministrator", "power", "allows managing databases, with passing of roles"),
  policy("DataScientist", "power", "allows wide use of analytics services, with passing of roles"),
  policy("AmazonEC2FullAccess", "power", "allows every EC2 action"),
  policy("AmazonS3FullAccess", "power", "allows every action on every bucket and object"),
  policy("AmazonSSMFullAccess", "power", "allows running commands on managed instances"),
  policy(
    "AWSLambda_FullAccess",
    "power",
    "allows managing every function, with passing of roles to Lambda",
  ),
  policy("AWSCloudFormationFullAccess", "power", "allows every CloudFormation action"),
  policy("AWSCloudTrail_FullAccess", "power", "allows changing and stopping trails"),
  policy("SecretsManagerReadWrite", "power", "allows reading and writing every secret"),
  policy("AWSKeyManagementServicePowerUser", "power", "allows making and listing KMS keys"),
  policy("ReadOnlyAccess", "read", "allows reading most services, data included"),
  policy("ViewOnlyAccess", "read", "allows listing resources without reading data"),
  policy("SecurityAudit", "read", "allows reading security settings"),
  policy("IAMReadOnlyAccess", "read", "allows reading all of IAM"),
  policy("AmazonS3ReadOnlyAccess", "read", "allows reading every bucket and object"),
  policy("AmazonEC2ReadOnlyAccess", "read", "allows reading EC2 settings"),
  policy("AWSCloudTrail_ReadOnlyAccess", "read", "allows reading trails and event history"),
  policy("CloudWatchReadOnlyAccess", "read", "allows reading metrics and logs"),
  policy("CloudWatchLogsReadOnlyAccess", "read", "allows reading logs"),
  policy("Billing", "power", "allows managing billing"),
  policy("IAMUserChangePassword", "service", "allows users to change their own password"),
  policy("IAMUserSSHKeys", "service", "allows users to manage their own SSH keys"),
  policy("AWSDenyAll", "deny", "denies every action"),
  policy(
    "AWSCompromisedKeyQuarantine",
    "deny",
    "denies risky actions to a user whose key was exposed",
  ),
  policy(
    "AWSCompromisedKeyQuarantineV1",
    "deny",
    "denies risky actions to a user whose key was exposed",
  ),
  policy(
    "AWSCompromisedKeyQuarantineV2",
    "deny",
    "denies risky actions to a user whose key was exposed",
  ),
  policy(
    "AWSCompromisedKeyQuarantineV3",
    "deny",
    "denies risky actions to a user whose key was exposed",
  ),
  policy(
    "AmazonSSMManagedInstanceCore",
    "service",
    "lets an instance be managed by Systems Manager",
  ),
  policy("CloudWatchAgentServerPolicy", "service", "lets an instance send metrics and logs"),
  policy("AWSLambdaBasicExecutionRole", "service", "lets a function write its logs"),
  policy("AWSLambdaVPCAccessExecutionRole", "service", "lets a function work inside a VPC"),
  policy("AmazonEC2ContainerRegistryReadOnly", "service", "allows pulling container images"),
  policy("AmazonECSTaskExecutionRolePolicy", "service", "lets ECS start tasks"),
  policy("AmazonEKSWorkerNodePolicy", "service", "lets an instance join an EKS cluster"),
  policy("AmazonEKS_CNI_Policy", "service", "lets EKS manage network interfaces"),
  policy("AmazonEKSClusterPolicy", "service", "lets EKS manage a cluster"),
];

const byName: ReadonlyMap<string, ManagedPolicy> = new Map(table.map((p) => [p.name, p]));

/** What an AWS-managed policy amounts to, by its ARN (any partition). Null for others and for names not in the table. */
export function managedPolicy(arn: string): ManagedPolicy | null {
  return isAwsManaged(arn) ? (byName.get(nameOf(arn)) ?? null) : null;
}
