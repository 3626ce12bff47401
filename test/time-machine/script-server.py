#!/usr/bin/env python3
"""Runs printed scripts against moto, each in a process of its own, with the AWS command line and boto3 already loaded.

Listens on a Unix socket, whose path is the first argument; ends when its standard input ends. A request is one JSON line
{"argv", "cwd", "env", "stdin"}: words of the `aws` command, or `python FILE …`. The answer is {"status", "output"}.
"""

import json
import os
import signal
import socket
import sys
import tempfile
import threading

import awscli.clidriver
import boto3  # noqa: F401

SHIM = f"""#!{sys.executable} -IS
import json, os, socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.connect(os.environ['AWS_SCRIPT_SOCKET'])
request = {{
    'argv': ['aws', *sys.argv[1:]],
    'cwd': os.getcwd(),
    'env': dict(os.environ),
    'stdin': sys.stdin.read() if any('/dev/stdin' in word for word in sys.argv) else '',
}}
connection.sendall(json.dumps(request).encode() + b'\\n')
answer = json.loads(connection.makefile().read())
(sys.stderr if answer['status'] else sys.stdout).write(answer['output'])
sys.exit(answer['status'])
"""


def run(request):
    """In the child: becomes the program."""
    os.chdir(request['cwd'])
    # The command line notes where its data lies when it is loaded.
    data = {name: os.environ[name] for name in ('AWS_DATA_PATH',) if name in os.environ}
    os.environ.clear()
    os.environ.update({**request['env'], **data})
    program, *words = request['argv']
    try:
        if program == 'aws':
            sys.argv = ['aws', *words]
            return awscli.clidriver.main()
        sys.argv = words
        with open(words[0], encoding='utf-8') as script:
            exec(compile(script.read(), words[0], 'exec'), {'__name__': '__main__'})
        return 0
    except SystemExit as stop:
        if isinstance(stop.code, str):
            print(stop.code, file=sys.stderr)
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        return 1


def answer(connection):
    request = json.loads(connection.makefile().readline())
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as given:
        given.write(request.get('stdin', '').encode())
        given.flush()
        given.seek(0)
        child = os.fork()
        if child == 0:
            os.dup2(given.fileno(), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            status = 1
            try:
                status = run(request)
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(status or 0)
        _, ended = os.waitpid(child, 0)
        out.seek(0)
        output = out.read().decode('utf-8', 'replace')
    status = os.waitstatus_to_exitcode(ended)
    connection.sendall(json.dumps({'status': status, 'output': output}).encode())
    connection.close()


def main():
    path = sys.argv[1]
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    shim = os.path.join(os.path.dirname(path), 'aws')
    with open(shim, 'w', encoding='utf-8') as file:
        file.write(SHIM)
    os.chmod(shim, 0o755)
    print('READY', flush=True)

    def end():
        sys.stdin.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end, daemon=True).start()
    while True:
        connection, _ = server.accept()
        answer(connection)


main()
