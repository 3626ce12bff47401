#!/usr/bin/env python3
"""Runs `aws cloudtrail validate-logs` over chains of digests, against a moto server on this machine.

Reads one JSON document from standard input and writes one to standard output:

    {"chains": [{"name", "account", "region", "trail", "bucket", "start", "end",
                 "files": {key: base64}, "metadata": {key: {name: value}},
                 "keys": [{"Fingerprint", "Value"}]}]}
    [{"name", "status", "lines": [...]}]

All of the AWS CLI is as installed but for one call: moto has no ListPublicKeys, so the keys come from the document.
"""
import base64
import concurrent.futures
import contextlib
import io
import json
import os
import sys

for name in [name for name in os.environ if name.startswith('AWS_')]:
    del os.environ[name]
os.environ.update({
    'AWS_ACCESS_KEY_ID': 'testing',
    'AWS_SECRET_ACCESS_KEY': 'testing',
    'AWS_EC2_METADATA_DISABLED': 'true',
    'AWS_CONFIG_FILE': '/nonexistent/config',
    'AWS_SHARED_CREDENTIALS_FILE': '/nonexistent/credentials',
    'AWS_DEFAULT_REGION': 'us-east-1',
    'AWS_PAGER': '',
    'NO_PROXY': '*',
})

import awscli.clidriver  # noqa: E402
import awscli.customizations.cloudtrail.validation as validation  # noqa: E402
import boto3  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402


def run(chain):
    s3 = boto3.client('s3')
    s3.create_bucket(Bucket=chain['bucket'])
    def put(item):
        key, content = item
        s3.put_object(Bucket=chain['bucket'], Key=key, Body=base64.b64decode(content),
                      Metadata=chain['metadata'].get(key, {}))

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(put, chain['files'].items()))
    keys = {key['Fingerprint']: key for key in chain['keys']}
    validation.PublicKeyProvider.get_public_keys = lambda self, start_date, end_date: dict(keys)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = awscli.clidriver.create_clidriver().main([
            'cloudtrail', 'validate-logs', '--verbose', '--region', chain['region'],
            '--trail-arn', f"arn:aws:cloudtrail:{chain['region']}:{chain['account']}:trail/{chain['trail']}",
            '--s3-bucket', chain['bucket'], '--start-time', chain['start'], '--end-time', chain['end'],
        ])
    return {'name': chain['name'], 'status': status, 'lines': out.getvalue().splitlines()}


def main():
    request = json.load(sys.stdin)
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        os.environ['AWS_ENDPOINT_URL'] = f'http://{host}:{port}'
        result = [run(chain) for chain in request['chains']]
    finally:
        server.stop()
    json.dump(result, sys.stdout)


main()
