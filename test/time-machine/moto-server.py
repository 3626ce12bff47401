#!/usr/bin/env python3
"""A moto IAM server on a free port of 127.0.0.1 that behaves as AWS documents.

Prints `READY <port>` once it listens, ends when its standard input ends. Answers `GET /time-machine/state` with all that
its IAM holds. Each correction below stands where moto 5.2 differs from AWS; docs/time-machine-proof.md lists them.
"""

import json
import os
import sys
import threading

os.environ.setdefault('MOTO_ACCOUNT_ID', '123456789012')

from moto.core.responses import ActionResult, EmptyResult  # noqa: E402
from moto.iam import models  # noqa: E402
from moto.iam.exceptions import (  # noqa: E402
    DeleteConflictException,
    EntityAlreadyExists,
    LimitExceededException,
    NotFoundException,
)
from moto.iam.models import IAMBackend, User  # noqa: E402
from moto.iam.responses import IamResponse  # noqa: E402
from moto.iam.utils import random_resource_id  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402
from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: E402


def correct(owner, name=None):
    """Puts a function in the place of moto's own; the one of before is `function.before`."""

    def put(function):
        target = name or function.__name__
        function.before = getattr(owner, target, None)
        setattr(owner, target, function)
        return function

    return put


def conflict(message):
    raise DeleteConflictException(message)


# --- AWS managed policies: four of them, without the 1,400 others that take a second to load.

MANAGED = ('AdministratorAccess', 'AWSDenyAll', 'ReadOnlyAccess', 'SecurityAudit')


@correct(IAMBackend)
def _init_aws_policies(self):
    statement = {'Effect': 'Allow', 'Action': '*', 'Resource': '*'}
    data = {
        'Document': {'Version': '2012-10-17', 'Statement': [statement]},
        'Path': '/',
        'CreateDate': '2015-02-06T18:39:46+00:00',
        'UpdateDate': '2015-02-06T18:39:46+00:00',
        'DefaultVersionId': 'v1',
    }
    return [models.AWSManagedPolicy.from_data(name, self.account_id, self.region_name, data) for name in MANAGED]


# --- Tags: on users and roles keys are the same whatever their case and the last spelling stands; on all other things case
# counts. They stay with their thing when it is renamed.


def same(key):
    return key


def retag(tags, fresh, form=same):
    names = {form(tag['Key']) for tag in fresh}
    return [tag for tag in tags if form(tag['Key']) not in names] + list(fresh)


def untag(tags, keys, form=same):
    names = {form(key) for key in keys}
    return [tag for tag in tags if form(tag['Key']) not in names]


User.tags = property(lambda self: self.__dict__.get('own_tags') or None)


@correct(IAMBackend)
def tag_user(self, name, tags):
    self._tag_verification(tags)
    user = self.get_user(name)
    user.own_tags = retag(user.tags or [], tags, str.lower)


@correct(IAMBackend)
def untag_user(self, name, tag_keys):
    user = self.get_user(name)
    user.own_tags = untag(user.tags or [], tag_keys, str.lower)


@correct(IAMBackend)
def list_user_tags(self, user_name):
    return self.get_user(user_name).tags or []


@correct(IAMBackend)
def tag_role(self, role_name, tags):
    self._tag_verification(tags)
    role = self.get_role(role_name)
    role.tags = retag(role.tags, tags, str.lower)


@correct(IAMBackend)
def untag_role(self, role_name, tag_keys):
    role = self.get_role(role_name)
    role.tags = untag(role.tags, tag_keys, str.lower)


@correct(IAMBackend)
def tag_instance_profile(self, instance_profile_name, tags):
    profile = self.get_instance_profile(instance_profile_name)
    profile.tags = retag(profile.tags, tags)


@correct(IAMBackend)
def untag_instance_profile(self, instance_profile_name, tagKeys):
    profile = self.get_instance_profile(instance_profile_name)
    profile.tags = untag(profile.tags, tagKeys)


def exact(tags):
    return {tag['Key']: tag for tag in tags.values()}


@correct(IAMBackend)
def tag_policy(self, policy_arn, tags):
    policy = self.get_policy(policy_arn)
    policy.tags = {**exact(policy.tags), **{tag['Key']: tag for tag in tags}}


@correct(IAMBackend)
def untag_policy(self, policy_arn, tag_keys):
    policy = self.get_policy(policy_arn)
    policy.tags = {key: tag for key, tag in exact(policy.tags).items() if key not in tag_keys}


@correct(IAMBackend)
def tag_open_id_connect_provider(self, arn, tags):
    provider = self.get_open_id_connect_provider(arn)
    provider.tags = {**exact(provider.tags), **{tag['Key']: tag for tag in tags}}


@correct(IAMBackend)
def untag_open_id_connect_provider(self, arn, tag_keys):
    provider = self.get_open_id_connect_provider(arn)
    provider.tags = {key: tag for key, tag in exact(provider.tags).items() if key not in tag_keys}


def made_with(create):
    """A creation that takes tags whose keys differ in case alone."""

    def make(self, *args):
        *others, tags = args
        thing = make.before(self, *others, [])
        thing.tags = {tag['Key']: tag for tag in tags}
        return thing

    correct(IAMBackend, create)(make)


made_with('create_policy')
made_with('create_open_id_connect_provider')


def tag_calls(kind, id_member, find):
    """Tag, untag and list calls that moto lacks."""

    def tag(self):
        thing = find(self.backend, self._get_param(id_member))
        thing.tags = retag(getattr(thing, 'tags', []), self._get_param('Tags', []))
        return EmptyResult()

    def untag_thing(self):
        thing = find(self.backend, self._get_param(id_member))
        thing.tags = untag(getattr(thing, 'tags', []), self._get_param('TagKeys', []))
        return EmptyResult()

    def list_tags(self):
        thing = find(self.backend, self._get_param(id_member))
        return ActionResult({'Tags': getattr(thing, 'tags', []), 'IsTruncated': False})

    setattr(IamResponse, f'tag_{kind}', tag)
    setattr(IamResponse, f'untag_{kind}', untag_thing)
    setattr(IamResponse, f'list_{kind}_tags', list_tags)


def device_of(backend, serial):
    if serial not in backend.virtual_mfa_devices:
        raise NotFoundException(f'MFA device {serial} not found')
    return backend.virtual_mfa_devices[serial]


tag_calls('saml_provider', 'SAMLProviderArn', lambda backend, arn: backend.get_saml_provider(arn))
tag_calls('server_certificate', 'ServerCertificateName', lambda backend, name: backend.get_server_certificate(name))
tag_calls('mfa_device', 'SerialNumber', device_of)


@correct(IamResponse)
def list_instance_profile_tags(self):
    profile = self.backend.get_instance_profile(self._get_param('InstanceProfileName'))
    return ActionResult({'Tags': profile.tags, 'IsTruncated': False})


# --- Users: boundary, tags and deletion as documented.


def must_exist(backend, arn):
    if arn and arn not in backend.managed_policies:
        raise NotFoundException(f'Scope ARN: {arn} does not exist or is not attachable.')


User.permissions_boundary_arn = None
User.permissions_boundary = models.Role.permissions_boundary
User.service_credentials = ()


@correct(IamResponse)
def create_user(self):
    boundary = self._get_param('PermissionsBoundary')
    must_exist(self.backend, boundary)
    tags = self._get_param('Tags', [])
    self.backend._tag_verification(tags)
    user = self.backend.create_user(self.region, self._get_param('UserName'), self._get_param('Path'), [])
    user.own_tags = list(tags)
    user.permissions_boundary_arn = boundary
    user.service_credentials = []
    return ActionResult({'User': user})


@correct(IamResponse)
def put_user_permissions_boundary(self):
    user = self.backend.get_user(self._get_param('UserName'))
    must_exist(self.backend, self._get_param('PermissionsBoundary'))
    user.permissions_boundary_arn = self._get_param('PermissionsBoundary')
    return EmptyResult()


@correct(IamResponse)
def delete_user_permissions_boundary(self):
    user = self.backend.get_user(self._get_param('UserName'))
    if user.permissions_boundary_arn is None:
        raise NotFoundException(f'User {user.name} does not have a permissions boundary.')
    user.permissions_boundary_arn = None
    return EmptyResult()


@correct(IAMBackend)
def update_user(self, user_name, new_path=None, new_user_name=None):
    user = self.get_user(user_name)
    if new_user_name and new_user_name in self.users:
        raise EntityAlreadyExists(f'User with name {new_user_name} already exists.')
    user.path = new_path or user.path
    if new_user_name:
        user.name = new_user_name
        self.users[new_user_name] = self.users.pop(user_name)
        for owned in (*user.access_keys, *user.ssh_public_keys, *user.signing_certificates.values()):
            owned.user_name = new_user_name


@correct(IAMBackend)
def delete_user(self, user_name):
    user = self.get_user(user_name)
    if user.access_keys:
        conflict('Cannot delete entity, must delete access keys first.')
    if user.password:
        conflict('Cannot delete entity, must delete login profile first.')
    if user.mfa_devices:
        conflict('Cannot delete entity, must delete MFA device first.')
    if user.ssh_public_keys or user.signing_certificates or user.service_credentials:
        conflict('Cannot delete entity, must delete signing certificates and keys first.')
    if self.get_groups_for_user(user_name):
        conflict('Cannot delete entity, must remove users from group first.')
    delete_user.before(self, user_name)


@correct(IamResponse)
def create_login_profile(self):
    user = self.backend.create_login_profile(self._get_param('UserName'), self._get_param('Password'))
    user.password_reset_required = bool(self._get_param('PasswordResetRequired', False))
    profile = {
        'UserName': user.name,
        'CreateDate': user.create_date,
        'PasswordResetRequired': user.password_reset_required,
    }
    return ActionResult({'LoginProfile': profile})


@correct(IAMBackend)
def update_login_profile(self, user_name, password, password_reset_required):
    user = self.get_login_profile(user_name)
    user.password = password or user.password
    if password_reset_required is not None:
        user.password_reset_required = bool(password_reset_required)
    return user


@correct(User, 'upload_ssh_public_key')
def upload_ssh_public_key(self, body):
    if len(self.ssh_public_keys) >= 5:
        raise LimitExceededException('Cannot exceed quota for SSHPublicKeysPerUser: 5')
    return upload_ssh_public_key.before(self, body)


# --- Service-specific credentials, which moto lacks.


def credential_of(self):
    user = self.backend.get_user(self._get_param('UserName'))
    for credential in user.service_credentials:
        if credential['ServiceSpecificCredentialId'] == self._get_param('ServiceSpecificCredentialId'):
            return user, credential
    raise NotFoundException('The service specific credential cannot be found.')


@correct(IamResponse)
def create_service_specific_credential(self):
    user = self.backend.get_user(self._get_param('UserName'))
    service = self._get_param('ServiceName')
    if len([one for one in user.service_credentials if one['ServiceName'] == service]) >= 2:
        raise LimitExceededException('Cannot exceed quota for ServiceSpecificCredentialsPerService: 2')
    credential = {
        'ServiceSpecificCredentialId': 'ACCA' + random_resource_id(17).upper(),
        'ServiceName': service,
        'ServiceUserName': f'{user.name}-at-123456789012',
        'ServicePassword': 'never-in-a-log',
        'Status': 'Active',
        'CreateDate': user.create_date,
        'UserName': user.name,
    }
    user.service_credentials.append(credential)
    return ActionResult({'ServiceSpecificCredential': credential})


@correct(IamResponse)
def list_service_specific_credentials(self):
    user = self.backend.get_user(self._get_param('UserName'))
    shown = [{key: one[key] for key in one if key != 'ServicePassword'} for one in user.service_credentials]
    return ActionResult({'ServiceSpecificCredentials': shown})


@correct(IamResponse)
def update_service_specific_credential(self):
    _, credential = credential_of(self)
    credential['Status'] = self._get_param('Status')
    return EmptyResult()


@correct(IamResponse)
def delete_service_specific_credential(self):
    user, credential = credential_of(self)
    user.service_credentials.remove(credential)
    return EmptyResult()


# --- Groups: a path alone can change; nothing that is in use is deleted.


@correct(IAMBackend)
def update_group(self, group_name, new_group_name, new_path):
    group = self.get_group(group_name)
    if new_group_name and new_group_name in self.groups:
        raise EntityAlreadyExists(f'Group with name {new_group_name} already exists.')
    group.path = new_path or group.path
    if new_group_name:
        group.name = new_group_name
        self.groups[new_group_name] = self.groups.pop(group_name)


@correct(IAMBackend)
def delete_group(self, group_name):
    group = self.get_group(group_name)
    if group.users:
        conflict('Cannot delete entity, must remove users from group first.')
    if group.managed_policies:
        conflict('Cannot delete entity, must detach all policies first.')
    if group.policies:
        conflict('Cannot delete entity, must delete policies first.')
    delete_group.before(self, group_name)


# --- Roles: an update keeps the description that it does not name, and sets a duration that it does not name to an hour;
# attaching again changes nothing.


@correct(IAMBackend)
def update_role(self, role_name, role_description, max_session_duration):
    role = self.get_role(role_name)
    if role_description is not None:
        role.description = role_description
    role.max_session_duration = max_session_duration or 3600
    return role


@correct(IamResponse, 'update_role')
def answer_update_role(self):
    given = (self._get_param(name) for name in ('RoleName', 'Description', 'MaxSessionDuration'))
    self.backend.update_role(*given)
    return EmptyResult()


@correct(IAMBackend)
def put_role_permissions_boundary(self, role_name, permissions_boundary):
    must_exist(self, permissions_boundary)
    self.get_role(role_name).permissions_boundary_arn = permissions_boundary


@correct(IAMBackend)
def delete_role_permissions_boundary(self, role_name):
    role = self.get_role(role_name)
    if role.permissions_boundary_arn is None:
        raise NotFoundException(f'Role {role_name} does not have a permissions boundary.')
    role.permissions_boundary_arn = None


@correct(IAMBackend)
def create_role(self, role_name, assume_role_policy_document, path, permissions_boundary, *rest, **more):
    must_exist(self, permissions_boundary)
    return create_role.before(self, role_name, assume_role_policy_document, path, permissions_boundary, *rest, **more)


@correct(models.ManagedPolicy)
def attach_to(self, obj):
    if self.arn in obj.managed_policies:
        return
    if len(obj.managed_policies) >= 10:
        raise LimitExceededException('Cannot exceed quota for PoliciesPerEntity: 10')
    attach_to.before(self, obj)


@correct(IAMBackend)
def remove_role_from_instance_profile(self, profile_name, role_name):
    profile = self.get_instance_profile(profile_name)
    if self.get_role(role_name) not in profile.roles:
        raise NotFoundException(f'Role {role_name} cannot be found in instance profile {profile_name}.')
    remove_role_from_instance_profile.before(self, profile_name, role_name)


# --- Managed policies: choosing the default version again changes nothing; a policy in use is not deleted.


@correct(models.Policy)
def update_default_version(self, new_default_version_id):
    for version in self.versions:
        version.is_default = version.version_id == new_default_version_id
    self.default_version_id = new_default_version_id


@correct(IAMBackend)
def delete_policy(self, policy_arn):
    policy = self.get_policy(policy_arn)
    holders = (*self.users.values(), *self.groups.values(), *self.roles.values())
    if any(policy_arn in holder.managed_policies for holder in holders):
        conflict('Cannot delete a policy attached to entities.')
    if any(getattr(holder, 'permissions_boundary_arn', None) == policy_arn for holder in holders):
        conflict('Cannot delete a policy attached to entities.')
    if len(policy.versions) > 1:
        conflict('This policy has more than one version. Before you delete a policy, you must delete the others.')
    delete_policy.before(self, policy_arn)


# --- MFA devices: one that a user has is not deleted.


@correct(IAMBackend)
def delete_virtual_mfa_device(self, serial_number):
    if device_of(self, serial_number).user is not None:
        conflict(f'MFA VirtualDevice in use: {serial_number}')
    delete_virtual_mfa_device.before(self, serial_number)


@correct(IamResponse)
def create_virtual_mfa_device(self):
    name = self._get_param('VirtualMFADeviceName')
    device = self.backend.create_virtual_mfa_device(name, self._get_param('Path'))
    device.tags = list(self._get_param('Tags', []))
    shown = {
        'SerialNumber': device.serial_number,
        'Base32StringSeed': b'seed',
        'QRCodePNG': b'png',
        'Tags': device.tags,
    }
    return ActionResult({'VirtualMFADevice': shown})


@correct(IAMBackend)
def enable_mfa_device(self, user_name, serial_number, authentication_code_1, authentication_code_2):
    user = self.get_user(user_name)
    if device_of(self, serial_number).user is not None:
        raise EntityAlreadyExists(f'Device {serial_number} already exists')
    enable_mfa_device.before(self, user_name, serial_number, authentication_code_1, authentication_code_2)
    assert serial_number in user.mfa_devices


# --- Providers: SAML names are unique and must exist; tags and audiences, which moto lacks.


@correct(IamResponse)
def create_saml_provider(self):
    name = self._get_param('Name')
    if name in self.backend.saml_providers:
        raise EntityAlreadyExists(f'SAMLProvider with name {name} already exists.')
    provider = self.backend.create_saml_provider(name, self._get_param('SAMLMetadataDocument'))
    provider.tags = list(self._get_param('Tags', []))
    return ActionResult({'SAMLProviderArn': provider.arn, 'Tags': provider.tags})


@correct(IAMBackend)
def delete_saml_provider(self, saml_provider_arn):
    del self.saml_providers[self.get_saml_provider(saml_provider_arn).name]


@correct(IamResponse)
def add_client_id_to_open_id_connect_provider(self):
    provider = self.backend.get_open_id_connect_provider(self._get_param('OpenIDConnectProviderArn'))
    client = self._get_param('ClientID')
    if client not in provider.client_id_list:
        provider.client_id_list.append(client)
    return EmptyResult()


@correct(IamResponse)
def remove_client_id_from_open_id_connect_provider(self):
    provider = self.backend.get_open_id_connect_provider(self._get_param('OpenIDConnectProviderArn'))
    client = self._get_param('ClientID')
    if client in provider.client_id_list:
        provider.client_id_list.remove(client)
    return EmptyResult()


# --- Server certificates: names are unique, tags are kept, a name and path can change.


@correct(IamResponse)
def upload_server_certificate(self):
    name = self._get_param('ServerCertificateName')
    if any(one.cert_name == name for one in self.backend.certificates.values()):
        raise EntityAlreadyExists(f'The Server Certificate with name {name} already exists.')
    answer = upload_server_certificate.before(self)
    self.backend.get_server_certificate(name).tags = list(self._get_param('Tags', []))
    return answer


@correct(IamResponse)
def update_server_certificate(self):
    certificate = self.backend.get_server_certificate(self._get_param('ServerCertificateName'))
    name = self._get_param('NewServerCertificateName')
    if name and any(one.cert_name == name for one in self.backend.certificates.values()):
        raise EntityAlreadyExists(f'The Server Certificate with name {name} already exists.')
    certificate.cert_name = name or certificate.cert_name
    certificate.path = self._get_param('NewPath') or certificate.path
    return EmptyResult()


# --- The account's alias: one that it has can't be made again, and only that one can be deleted.


@correct(IAMBackend)
def create_account_alias(self, alias):
    if alias in self.account_aliases:
        raise EntityAlreadyExists(f'The account alias {alias} already exists.')
    create_account_alias.before(self, alias)


@correct(IamResponse)
def delete_account_alias(self):
    if self._get_param('AccountAlias') not in self.backend.list_account_aliases():
        raise NotFoundException('The account alias cannot be found.')
    self.backend.delete_account_alias()
    return EmptyResult()


# --- The state as moto holds it, to read all of it at once; reading it by IAM's own calls must give the same.


def tags_of(tags):
    return {tag['Key']: tag['Value'] for tag in (tags.values() if isinstance(tags, dict) else tags or [])}


def held(entity):
    return {
        'path': entity.path,
        'attached': sorted(entity.managed_policies),
        'inline': dict(entity.policies),
    }


def user_state(user):
    return {
        **held(user),
        'boundary': user.permissions_boundary_arn,
        'tags': tags_of(user.tags),
        'groups': sorted(user.group_list),
        'keys': {key.access_key_id: key.status for key in user.access_keys},
        'login': user.password_reset_required if user.password else None,
        'mfa': sorted(user.mfa_devices),
        'ssh': {key.ssh_public_key_id: [key.status, key.ssh_public_key_body] for key in user.ssh_public_keys},
        'signing': {one.id: [one.status, one.body] for one in user.signing_certificates.values()},
        'services': {
            one['ServiceSpecificCredentialId']: [one['Status'], one['ServiceName']] for one in user.service_credentials
        },
    }


def role_state(role):
    return {
        **held(role),
        'boundary': role.permissions_boundary_arn,
        'tags': tags_of(role.tags),
        'trust': role.assume_role_policy_document,
        'description': role.description or '',
        'maxSession': int(role.max_session_duration or 3600),
        'profiles': sorted(one.name for one in role.instance_profile_list),
    }


def policy_state(policy):
    return {
        'path': policy.path,
        'description': policy.description or '',
        'tags': tags_of(policy.tags),
        'versions': {one.version_id: one.document for one in policy.versions},
        'default': policy.default_version_id,
    }


PASSWORD_RULES = (
    'minimum_password_length require_symbols require_numbers require_uppercase_characters '
    'require_lowercase_characters allow_users_to_change_password max_password_age password_reuse_prevention hard_expiry'
).split()


def state():
    backend = models.iam_backends[os.environ['MOTO_ACCOUNT_ID']]['aws']
    rules = backend.account_password_policy
    own = {arn: one for arn, one in backend.managed_policies.items() if ':iam::aws:' not in arn}
    members = {group.name: sorted(user.name for user in group.users) for group in backend.groups.values()}
    return {
        'users': {name: user_state(user) for name, user in backend.users.items()},
        'groups': {name: {**held(group), 'members': members[name]} for name, group in backend.groups.items()},
        'roles': {role.name: role_state(role) for role in backend.roles.values()},
        'policies': {arn: policy_state(one) for arn, one in own.items()},
        'profiles': {
            one.name: {'path': one.path, 'tags': tags_of(one.tags), 'roles': sorted(role.name for role in one.roles)}
            for one in backend.instance_profiles.values()
        },
        'mfa': {
            serial: {'user': one.user.name if one.user else None, 'tags': tags_of(getattr(one, 'tags', []))}
            for serial, one in backend.virtual_mfa_devices.items()
        },
        'saml': {
            one.arn: {'metadata': one.saml_metadata_document, 'tags': tags_of(getattr(one, 'tags', []))}
            for one in backend.saml_providers.values()
        },
        'oidc': {
            arn: {
                'url': one.url,
                'clients': sorted(one.client_id_list),
                'thumbprints': list(one.thumbprint_list),
                'tags': tags_of(one.tags),
            }
            for arn, one in backend.open_id_providers.items()
        },
        'certificates': {
            one.cert_name: {'path': one.path, 'tags': tags_of(getattr(one, 'tags', [])), 'body': one.cert_body}
            for one in backend.certificates.values()
        },
        'alias': next(iter(backend.account_aliases), None),
        'passwordPolicy': None
        if rules is None
        else {name: getattr(rules, name) for name in PASSWORD_RULES if getattr(rules, name)},
    }


class Application(DomainDispatcherApplication):
    """moto's own server, and the state."""

    def __call__(self, environ, start_response):
        if environ['PATH_INFO'] != '/time-machine/state':
            return super().__call__(environ, start_response)
        body = json.dumps(state()).encode()
        start_response('200 OK', [('Content-Type', 'application/json'), ('Content-Length', str(len(body)))])
        return [body]


class Handler(WSGIRequestHandler):
    """Keeps connections, which halves the time of a call, and writes no log."""

    protocol_version = 'HTTP/1.1'

    def log_request(self, *_args, **_more):
        pass


def main():
    server = make_server('127.0.0.1', 0, Application(create_backend_app), threaded=True, request_handler=Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f'READY {server.server_port}', flush=True)
    sys.stdin.read()
    server.shutdown()


main()
