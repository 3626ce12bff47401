/** What the names of published logs say about what is in them. */

/**
 * Attack techniques of Stratus Red Team, by which its logs are named, that bear on identities or the audit log: the
 * detections that must fire. Its other techniques (snapshots, secrets, functions) are no matter of IAM.
 */
const stratus: Readonly<Record<string, readonly string[]>> = {
  "aws.defense-evasion.cloudtrail-delete": ["IAM-046"],
  "aws.defense-evasion.cloudtrail-event-selectors": ["IAM-046"],
  "aws.defense-evasion.cloudtrail-lifecycle-rule": ["IAM-046"],
  "aws.defense-evasion.cloudtrail-stop": ["IAM-046"],
  "aws.defense-evasion.organizations-leave": ["IAM-047"],
  "aws.initial-access.console-login-without-mfa": ["IAM-036"],
  "aws.persistence.iam-backdoor-role": ["IAM-007"],
  "aws.persistence.iam-backdoor-user": ["IAM-011"],
  "aws.persistence.iam-create-admin-user": ["IAM-002", "IAM-011", "IAM-020"],
  "aws.persistence.iam-create-backdoor-role": ["IAM-002", "IAM-007", "IAM-021"],
  "aws.persistence.iam-create-user-login-profile": ["IAM-013"],
  "aws.persistence.rolesanywhere-create-trust-anchor": ["IAM-033"],
  "aws.persistence.sts-federation-token": ["IAM-019"],
  "aws.privilege-escalation.iam-update-user-login-profile": ["IAM-014"],
};

/** Rule ids and ATT&CK techniques that a file's name promises; none where it promises nothing. */
export function expectedByName(name: string): {
  readonly rules: readonly string[];
  readonly techniques: readonly string[];
} {
  const stem = name.replace(/(?:\.(?:json|jsonl|csv|gz|zip|log|txt|parquet))+$/i, "");
  return {
    rules: Object.hasOwn(stratus, stem) ? (stratus[stem] ?? []) : (stem.match(/IAM-\d{3}/g) ?? []),
    // Not the time in the name of a log file of CloudTrail: 20200930T2300.
    techniques: stem.match(/(?<![A-Za-z0-9])T\d{4}(?:\.\d{3})?(?![A-Za-z0-9])/g) ?? [],
  };
}
