import { shellCheck } from "../shell-quote.ts";
import type { Topic } from "../topic.ts";
import {
  allTopicEvents,
  sentences,
  topicCheck,
  topicPython,
  topicShell,
} from "../topic-scripts.ts";

/** MFA for people who sign in to the console, and for root. */
export const multiFactor: Topic = {
  id: "multi-factor",
  title: "Multi-factor authentication (MFA)",
  why: sentences(
    "With a second factor a stolen password is not enough to sign in. It matters for every IAM user with a console password and for the root user; a user without a password has nothing to protect this way.",
    "A device can't be switched on for somebody else by a call alone: its holder has to read two codes in a row, and a passkey or security key can be registered in the console only. A user can have up to eight devices.",
    "Sensitive actions are protected only where a policy also demands the second factor (aws:MultiFactorAuthPresent).",
  ),
  console: sentences(
    "Sign in to the console, open [IAM], then [Users], and choose the user.",
    "Choose the tab [Security credentials].",
    "Under [Multi-factor authentication (MFA)] choose [Assign MFA device].",
    "Enter a device name and choose the kind: [Passkey or security key], [Authenticator app] or [Hardware TOTP token]; choose [Next].",
    "For an authenticator app let the holder scan the QR code and enter two codes in a row; for a hardware token enter its serial number and two codes; for a passkey follow the browser.",
    "Choose [Add MFA].",
    "For the root user: sign in as root, open the account menu, [Security credentials], and assign a device there.",
  ),
  cli: topicShell(`
# Is the root user protected (1), and which users sign in without a second factor?
aws iam get-account-summary --query SummaryMap.AccountMFAEnabled --output text
until [ "$(aws iam generate-credential-report --query State --output text)" = COMPLETE ]; do
  sleep 2
done
aws iam get-credential-report --query Content --output text | base64 -d |
  awk -F, '$4 == "true" && $8 == "false" { print "without MFA: " $1 }'

# The rest enrols one authenticator app, with its holder beside you.
${shellCheck("USER_NAME", "Which user gets a device?")}
umask 077
serial=$(aws iam create-virtual-mfa-device --virtual-mfa-device-name="$USER_NAME" \\
  --outfile mfa-qr-code.png --bootstrap-method QRCodePNG \\
  --query VirtualMFADevice.SerialNumber --output text)
echo "Let the holder scan mfa-qr-code.png, then delete the file."
printf 'First code: '
read -r code1
printf 'Next code: '
read -r code2
aws iam enable-mfa-device --user-name="$USER_NAME" --serial-number="$serial" \\
  --authentication-code1 "$code1" --authentication-code2 "$code2"
rm -f mfa-qr-code.png
aws iam list-mfa-devices --user-name="$USER_NAME"
`),
  python: topicPython(
    "Lists people who sign in without MFA; enrols an authenticator app for one user.",
    {
      changes: true,
      imports: "import os",
      options:
        "parser.add_argument('--enrol', metavar='USER', help='create a device for this user and enable it')",
    },
    `
iam = boto3.client('iam')


def signs_in(user):
    try:
        iam.get_login_profile(UserName=user)
    except iam.exceptions.NoSuchEntityException:
        return False
    return True


def report():
    """Users without a console password need no MFA for the console and are left out."""
    summary = iam.get_account_summary()['SummaryMap']
    print('root user:', 'has MFA' if summary.get('AccountMFAEnabled') else 'has no MFA')
    for page in iam.get_paginator('list_users').paginate():
        for user in page['Users']:
            name = user['UserName']
            if not signs_in(name):
                continue
            devices = iam.get_paginator('list_mfa_devices').paginate(UserName=name)
            if not any(found['MFADevices'] for found in devices):
                print(f'{name!r}: signs in without MFA')


def enrol(user):
    """The seed exists only in the QR code; the file is readable by you alone and goes away again."""
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName=user)['VirtualMFADevice']
    picture = 'mfa-qr-code.png'
    descriptor = os.open(picture, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, 'wb') as out:
        out.write(device['QRCodePNG'])
    try:
        print(f'Let the holder scan {picture}.')
        iam.enable_mfa_device(
            UserName=user,
            SerialNumber=device['SerialNumber'],
            AuthenticationCode1=input('First code: ').strip(),
            AuthenticationCode2=input('Next code: ').strip(),
        )
    finally:
        os.remove(picture)
    print(f'{user!r}: MFA is on')


report()
if options.enrol and options.apply:
    enrol(options.enrol)
elif options.enrol:
    print(f'{options.enrol!r}: would get a virtual MFA device')
`,
  ),
  verify: sentences(
    "aws iam list-mfa-devices shows a device for each user who signs in to the console.",
    "The credential report shows mfa_active true for each of them and for the root user; get-account-summary answers AccountMFAEnabled 1.",
  ),
  checklist: [
    topicCheck(
      "Give every IAM user with a console password an MFA device.",
      "The credential report has no row with password_enabled true and mfa_active false.",
    ),
    topicCheck(
      "Protect the root user with MFA.",
      "get-account-summary answers AccountMFAEnabled 1.",
    ),
    topicCheck(
      "Demand MFA for sensitive actions in a policy.",
      "A call such as iam:CreateAccessKey without MFA is denied.",
    ),
  ],
  appliesTo: [
    ...allTopicEvents,
    "CreateLoginProfile",
    "CreateUser",
    "CreateVirtualMFADevice",
    "DeactivateMFADevice",
    "DeleteVirtualMFADevice",
    "EnableMFADevice",
    "ResyncMFADevice",
    "UpdateLoginProfile",
  ],
};
