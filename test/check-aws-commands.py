#!/usr/bin/env python3
"""Runs printed shell and Python scripts offline and checks every AWS call in them.

Reads one JSON document from standard input and writes one to standard output:

    {"account": "123456789012",
     "shell":  [{"name", "script", "files": {name: text}, "env": {}, "stdin": "",
                 "answers": {"iam list-users": {"out": "", "exit": 0}}}],
     "python": [{"name", "script", "files", "env", "stdin", "args": [[], ["--apply"]],
                 "answers": {"ListUsers": {}}}],
     "worlds": [{"name", "before": [[service, method, input]], "change": [...], "managed": false,
                 "shell": {...} | null, "python": {...} | null}]}

Shell scripts are run by sh with an `aws` first on PATH that only records its words. Each recorded command then goes
through the parser of the real AWS CLI, down to botocore's validation of the request; no request leaves the process.
Python scripts are executed with the same validation in place of the network. `worlds` run both against moto: the state
of IAM is read before the change, after it, and after the script. `managed` loads the policies of AWS into it.
"""
import contextlib
import io
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import traceback

DUMMY = {
    'AWS_ACCESS_KEY_ID': 'testing',
    'AWS_SECRET_ACCESS_KEY': 'testing',
    'AWS_SESSION_TOKEN': 'testing',
    'AWS_EC2_METADATA_DISABLED': 'true',
    'AWS_CONFIG_FILE': '/nonexistent/config',
    'AWS_SHARED_CREDENTIALS_FILE': '/nonexistent/credentials',
    'AWS_DEFAULT_REGION': 'us-east-1',
    'AWS_PAGER': '',
}
for name in [name for name in os.environ if name.startswith('AWS_')]:
    del os.environ[name]
os.environ.update(DUMMY)

import boto3  # noqa: E402
import botocore  # noqa: E402
import botocore.client  # noqa: E402
import botocore.loaders  # noqa: E402
from botocore.exceptions import ParamValidationError  # noqa: E402
from botocore.validate import ParamValidator  # noqa: E402

try:
    import moto
except ImportError:
    moto = None
import awscli  # noqa: E402
import awscli.clidriver  # noqa: E402

FAKE_AWS = r'''#!/bin/sh
printf '%s\0' "$#" "$@" >>"$FAKE_AWS_LOG"
answer="$FAKE_AWS_ANSWERS/$1.$2"
if [ -r "$answer" ]; then
  cat "$answer"
fi
if [ -r "$answer.exit" ]; then
  exit "$(cat "$answer.exit")"
fi
'''


def share_models():
    """Each session reads the models anew, which takes most of the time: read each file once."""
    for owner, method in (
        (botocore.loaders.Loader, 'load_service_model'),
        (botocore.loaders.JSONFileLoader, 'load_file'),
    ):
        remember(owner, method)


def remember(owner, method):
    known = {}
    original = getattr(owner, method)

    def load(self, *args, **named):
        key = (args, tuple(sorted(named.items())))
        if key not in known:
            known[key] = original(self, *args, **named)
        return known[key]

    setattr(owner, method, load)


def no_network(*_):
    raise RuntimeError('a script opened a network connection')


class Recorder:
    """Stands in for the network: validates every request and answers from a table."""

    def __init__(self, account, answers):
        self.account = account
        self.answers = answers
        self.calls = []

    def __call__(self, client, operation, params):
        model = client.meta.service_model.operation_model(operation)
        if model.input_shape is not None:
            report = ParamValidator().validate(params, model.input_shape)
            if report.has_errors():
                raise ParamValidationError(report=report.generate_report())
        service = client.meta.service_model.service_name
        self.calls.append({'api': f'{service}:{operation}', 'input': plain(params)})
        if operation == 'GetCallerIdentity':
            return {'Account': self.account}
        if operation == 'CreateVirtualMFADevice':
            serial = f'arn:aws:iam::{self.account}:mfa/sample'
            return {'VirtualMFADevice': {'SerialNumber': serial, 'QRCodePNG': b'', 'Base32StringSeed': b''}}
        return json.loads(json.dumps(self.answers.get(operation, {})))


def plain(value):
    return json.loads(json.dumps(value, default=str))


@contextlib.contextmanager
def recording(account, answers):
    recorder = Recorder(account, answers)
    original = botocore.client.BaseClient._make_api_call
    botocore.client.BaseClient._make_api_call = lambda client, name, params: recorder(client, name, params)
    try:
        yield recorder
    finally:
        botocore.client.BaseClient._make_api_call = original


@contextlib.contextmanager
def listening():
    """The calls that reach moto."""
    calls = []
    original = botocore.client.BaseClient._make_api_call

    def call(client, name, params):
        calls.append(f'{client.meta.service_model.service_name}:{name}')
        return original(client, name, params)

    botocore.client.BaseClient._make_api_call = call
    try:
        yield calls
    finally:
        botocore.client.BaseClient._make_api_call = original


@contextlib.contextmanager
def place(files, env, stdin=''):
    """A folder of its own with the script's files, and the script's environment and input."""
    old_env, old_dir, old_stdin = dict(os.environ), os.getcwd(), sys.stdin
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in files.items():
            (root / name).write_bytes(text.encode('utf-8'))
        os.environ.update(env)
        os.chdir(root)
        sys.stdin = io.StringIO(stdin)
        try:
            yield root
        finally:
            sys.stdin = old_stdin
            os.chdir(old_dir)
            os.environ.clear()
            os.environ.update(old_env)


def run_shell(job, account):
    """The words of every `aws` command that the script really makes."""
    with place(job.get('files', {}), {}) as root, tempfile.TemporaryDirectory() as tools:
        fake = pathlib.Path(tools)
        (fake / 'aws').write_text(FAKE_AWS)
        (fake / 'aws').chmod(0o755)
        answers = {'sts get-caller-identity': {'out': account + '\n'}, **job.get('answers', {})}
        for command, answer in answers.items():
            target = fake / command.replace(' ', '.')
            target.write_text(answer.get('out', ''))
            if answer.get('exit'):
                pathlib.Path(str(target) + '.exit').write_text(str(answer['exit']))
        (fake / 'log').write_bytes(b'')
        env = {
            **os.environ,
            **job.get('env', {}),
            'PATH': f'{tools}:{os.environ["PATH"]}',
            'FAKE_AWS_LOG': str(fake / 'log'),
            'FAKE_AWS_ANSWERS': tools,
        }

        def run(*args):
            (fake / 'log').write_bytes(b'')
            return subprocess.run(
                ['sh', '-c', job['script'], 'plan.sh', *args],
                input=job.get('stdin', '').encode('utf-8'),
                env=env,
                capture_output=True,
                timeout=60,
            )

        # Scripts that show what they would call are run twice.
        shown = None
        if '--apply' in job['script']:
            dry = run()
            shown = {
                'status': dry.returncode,
                'output': (dry.stderr + dry.stdout).decode('utf-8', 'replace'),
                'commands': logged(fake),
                'made': sorted(set(os.listdir(root)) - set(job.get('files', {}))),
            }
        done = run('--apply')
        commands = logged(fake)
        made = sorted(set(os.listdir(root)) - set(job.get('files', {})))
    output = (done.stderr + done.stdout).decode('utf-8', 'replace')
    return {
        'status': done.returncode,
        'output': output,
        'commands': commands,
        'made': made,
        'shown': shown,
    }


def logged(fake):
    """The words of each command that the fake `aws` was called with."""
    words = (fake / 'log').read_bytes().decode('utf-8').split('\0')[:-1]
    commands = []
    while words:
        count = int(words[0])
        commands.append(words[1 : count + 1])
        words = words[count + 1 :]
    return commands


def run_cli(driver, argv):
    """One command in the real CLI, in this process."""
    argv = ['file://stdin-of-the-script' if word == 'file:///dev/stdin' else word for word in argv]
    pathlib.Path('stdin-of-the-script').write_text('Sample-Password-1')
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = driver.main(argv)
        except SystemExit as stop:
            status = stop.code
    return status, err.getvalue().strip()


def check_command(driver, argv, files, account):
    with place(files, {}), recording(account, {}) as recorder:
        status, err = run_cli(driver, argv)
        calls = list(recorder.calls)
    unknown = 'Invalid choice' in err and 'argument operation' in err
    # validate-logs is made of many calls and reads buckets; only its words can be checked here.
    parsed = argv[:2] == ['cloudtrail', 'validate-logs'] and 'Unknown options' not in err and 'usage:' not in err
    problem = None if status == 0 or unknown or parsed else f'{status}: {err[-600:]}'
    return {'argv': argv, 'problem': problem, 'unknown': unknown, 'calls': calls}


def check_shell(driver, jobs, account):
    known = {}
    results = []
    for job in jobs:
        ran = run_shell(job, account)
        files = {**job.get('files', {}), **job.get('given', {})}
        checked = []
        for argv in ran['commands']:
            key = json.dumps([argv, files if any('file://' in word for word in argv) else None])
            if key not in known:
                known[key] = check_command(driver, argv, files, account)
            checked.append(known[key])
        results.append({'name': job['name'], **ran, 'commands': checked})
    return results


def execute(job, args):
    """Runs a Python script as the main program, in this process."""
    out = io.StringIO()
    old_argv = sys.argv
    sys.argv = ['script.py', *args]
    boto3.DEFAULT_SESSION = None
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            exec(compile(job['script'], job['name'], 'exec'), {'__name__': '__main__', '__doc__': ''})
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
            if isinstance(stop.code, str):
                print(stop.code)
        except BaseException:
            status = 1
            traceback.print_exc()
        finally:
            sys.argv = old_argv
            boto3.DEFAULT_SESSION = None
    return status, out.getvalue()


def check_python(jobs, account):
    results = []
    for job in jobs:
        runs = []
        for args in job['args']:
            with place(job.get('files', {}), job.get('env', {}), job.get('stdin', '')) as root:
                before = set(os.listdir(root))
                with recording(account, job.get('answers', {})) as recorder:
                    status, output = execute(job, args)
                made = sorted(set(os.listdir(root)) - before)
            runs.append({'args': args, 'status': status, 'output': output, 'calls': recorder.calls, 'made': made})
        results.append({'name': job['name'], 'runs': runs})
    return results


def snapshot():
    """What matters of IAM, without ids, dates and version numbers."""
    iam = boto3.client('iam')
    page = iam.get_account_authorization_details()
    state = {}
    for kind in ('User', 'Group', 'Role'):
        for entity in page[f'{kind}DetailList']:
            name = entity[f'{kind}Name']
            state[f'{kind} {name}'] = {
                'path': entity['Path'],
                'inline': sorted((one['PolicyName'], json.dumps(one['PolicyDocument'], sort_keys=True)) for one in entity.get(f'{kind}PolicyList', [])),
                'attached': sorted(one['PolicyArn'] for one in entity.get('AttachedManagedPolicies', [])),
                'groups': sorted(entity.get('GroupList', [])),
                'trust': entity.get('AssumeRolePolicyDocument'),
                'tags': entity.get('Tags', []),
                'boundary': entity.get('PermissionsBoundary', {}).get('PermissionsBoundaryArn'),
            }
    for user in iam.list_users()['Users']:
        keys = iam.list_access_keys(UserName=user['UserName'])['AccessKeyMetadata']
        devices = iam.list_mfa_devices(UserName=user['UserName'])['MFADevices']
        state[f'User {user["UserName"]}']['keys'] = sorted(key['Status'] for key in keys)
        state[f'User {user["UserName"]}']['mfa'] = len(devices)
    for policy in iam.list_policies(Scope='Local')['Policies']:
        version = iam.get_policy_version(PolicyArn=policy['Arn'], VersionId=policy['DefaultVersionId'])
        count = len(iam.list_policy_versions(PolicyArn=policy['Arn'])['Versions'])
        state[f'Policy {policy["Arn"]}'] = {'document': version['PolicyVersion']['Document'], 'versions': count}
    for profile in iam.list_instance_profiles()['InstanceProfiles']:
        roles = [role['RoleName'] for role in profile['Roles']]
        state[f'InstanceProfile {profile["InstanceProfileName"]}'] = {'path': profile['Path'], 'roles': roles}
    return plain(state)


def make(calls):
    return [getattr(boto3.client(service), method)(**given) for service, method, given in calls]


def run_world(world, account):
    result = {'name': world['name']}
    for kind in ('shell', 'python'):
        job = world.get(kind)
        if job is None:
            continue
        boto3.DEFAULT_SESSION = None
        os.environ['MOTO_ACCOUNT_ID'] = account
        config = {'iam': {'load_aws_managed_policies': bool(world.get('managed'))}}
        with moto.mock_aws(config=config):
            make(world['before'])
            before = snapshot()
            make(world['change'])
            changed = snapshot()
            problems, output, calls, made = [], '', [], []
            files = {**job.get('files', {}), **job.get('given', {})}
            if kind == 'shell':
                ran = run_shell(job, account)
                if ran['status'] != 0:
                    problems.append(ran['output'])
                driver = awscli.clidriver.create_clidriver()
                with place(files, {}):
                    for argv in ran['commands']:
                        status, err = run_cli(driver, argv)
                        if status != 0 and not reads(argv):
                            problems.append(f'{argv}: {err}')
            else:
                for args in job['args']:
                    with place(files, job.get('env', {}), job.get('stdin', '')) as root:
                        with listening() as heard:
                            status, said = execute(job, args)
                        made += sorted(set(os.listdir(root)) - set(files))
                    output += said
                    calls += heard
                    if status != 0:
                        problems.append(said)
            result[kind] = {
                'before': before,
                'changed': changed,
                'after': snapshot(),
                'problems': problems,
                'output': output,
                'calls': calls,
                'made': made,
            }
    return result


def reads(argv):
    return argv[1].startswith(('get-', 'list-', 'describe-'))


def main():
    request = json.load(sys.stdin)
    account = request['account']
    socket.socket.connect = no_network
    share_models()
    driver = awscli.clidriver.create_clidriver()
    answer = {
        'versions': {
            'python': sys.version.split()[0],
            'awscli': awscli.__version__,
            'botocore': botocore.__version__,
            'moto': getattr(moto, '__version__', None),
        },
        'shell': check_shell(driver, request.get('shell', []), account),
        'python': check_python(request.get('python', []), account),
        'worlds': [run_world(world, account) for world in request.get('worlds', [])] if moto else None,
    }
    json.dump(answer, sys.stdout)


main()
