/** Opens every printed Python script: imports, the switch between showing and doing, and reading of asked values. */
export const pythonHead = `import json
import os
import sys
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

APPLY = '--apply' in sys.argv[1:]
NOT_SHOWN = {'Password', 'AuthenticationCode1', 'AuthenticationCode2'}


def answer(name, question, empty=False):
    """A value that only you can supply, from the environment."""
    value = os.environ.get(name)
    if value is None or (value == '' and not empty):
        sys.exit(f'{name} is not set. {question}')
    return value
`;

/** Stops a script that makes its calls under foreign credentials; ACCOUNT and session are set before it. */
export const pythonGuard = `if APPLY and session.client('sts').get_caller_identity()['Account'] != ACCOUNT:
    sys.exit(f'These credentials are not of account {ACCOUNT}.')
`;

/** Makes or only shows one call; the first failure ends the script. */
export const pythonPerform = `
def perform(call, **arguments):
    shown = ', '.join(
        f'{name}=(not shown)' if name in NOT_SHOWN else f'{name}={value!r}'
        for name, value in arguments.items()
    )
    print(f'{"calling" if APPLY else "would call"} {call.__name__}({shown})')
    return call(**arguments) if APPLY else None
`;

/** Like perform, for calls whose answer holds a secret. */
export const pythonKeep = `
def perform_and_keep(file, call, **arguments):
    """The answer goes to a new file that only you can read; nothing of it is printed."""
    if not APPLY:
        return perform(call, **arguments)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, 'w', encoding='utf-8') as out:
        result = perform(call, **arguments)
        json.dump(result, out, indent=2, default=repr)
    print(f'kept the answer in {file}')
    return result
`;

/** Prints the answer of a read call, all pages of it; a script that only shows its calls asks nothing. */
export const pythonShow = `
def show(client, method, **arguments):
    if not APPLY:
        return
    try:
        if client.can_paginate(method):
            result = client.get_paginator(method).paginate(**arguments).build_full_result()
        else:
            result = getattr(client, method)(**arguments)
            result.pop('ResponseMetadata', None)
        print(json.dumps(result, indent=2, default=str))
    except ClientError as error:
        print(error.response['Error']['Code'])
`;
