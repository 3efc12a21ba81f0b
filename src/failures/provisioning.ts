import type { FailureEntry } from './failure.ts';

const ADMIN_API = 'IAM Identity Center API reference';

/** Assignments of Identity Center and the roles that are provisioned for them. */
export const provisioningFailures = {
  'PROV-001': {
    message: 'no orphaned assignment of `{permissionSet}` in `{account}` to `{principal}`',
    title: { en: 'The assignment is an orphaned one', ko: '보안 주체가 없는 할당임' },
    cause: {
      en: 'There is no such assignment, or its user or group exists: then nothing has to be repaired.',
      ko: '해당 할당이 없거나, 할당된 사용자나 그룹이 존재하여 복구할 필요가 없습니다.',
    },
    fix: {
      en: 'List the orphaned assignments again, and repair those that are left.',
      ko: '보안 주체가 없는 할당의 목록을 다시 조회하고 남아 있는 할당을 복구하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ResourceNotFoundException',
      text: 'Could not find orphaned assignment of {permissionSet} in account {account} to {principal}',
    },
    source: 'R031, R033',
  },
  'PROV-002': {
    message: 'there is no {type} `{principal}` in the identity store',
    title: { en: 'The principal exists', ko: '보안 주체가 존재함' },
    cause: {
      en: 'The identity store has no user or group with that id. One that was deleted and created again has a new id.',
      ko: '자격 증명 스토어에 해당 ID의 사용자나 그룹이 없습니다. 삭제 후 다시 생성된 사용자와 그룹은 새 ID를 갖습니다.',
    },
    fix: {
      en: 'Look the id up with ListUsers or ListGroups, and repeat the request with it.',
      ko: 'ListUsers 또는 ListGroups로 ID를 확인하고 그 ID로 다시 요청하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ResourceNotFoundException', text: 'Could not find {type} with id {principal}' },
    source: `${ADMIN_API}, CreateAccountAssignment; R031`,
  },
  'PROV-003': {
    message: 'account `{account}` is not in the organization of the instance',
    title: { en: 'The account is in the organization', ko: '계정이 조직에 속함' },
    cause: {
      en: 'Permission sets are assigned to accounts of the organization that the instance belongs to.',
      ko: '권한 세트는 인스턴스가 속한 조직의 계정에만 할당할 수 있습니다.',
    },
    fix: {
      en: 'Name an account of the organization, as ListAccounts of Organizations tells them.',
      ko: 'Organizations의 ListAccounts에 표시되는 조직의 계정을 지정하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ResourceNotFoundException', text: 'Could not find Account with id {account}' },
    source: `${ADMIN_API}, CreateAccountAssignment`,
  },
  'PROV-004': {
    message: 'account `{account}` is not active',
    title: { en: 'The account is active', ko: '계정이 활성 상태임' },
    cause: {
      en: 'The account was closed or suspended; no roles are made in it.',
      ko: '계정이 해지되었거나 일시 중지되어 역할을 생성하지 않습니다.',
    },
    fix: {
      en: 'Reopen the account, or choose another one.',
      ko: '계정을 다시 열거나 다른 계정을 선택하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'ConflictException', text: 'The account {account} is not active.' },
    source: `${ADMIN_API}, CreateAccountAssignment`,
  },
  'PROV-005': {
    message: 'account `{account}` has no policy `{policy}`',
    title: {
      en: 'The account has the customer managed policies of the permission set',
      ko: '계정에 권한 세트의 고객 관리형 정책이 있음',
    },
    cause: {
      en: 'A permission set names customer managed policies by path and name; each account has to have its own of that name.',
      ko: '권한 세트는 고객 관리형 정책을 경로와 이름으로 참조하므로 각 계정에 같은 경로와 이름의 정책이 있어야 합니다.',
    },
    fix: {
      en: 'Create the policy with this path and name in the account, and repeat the request.',
      ko: '계정에 같은 경로와 이름의 정책을 생성한 후 다시 요청하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ConflictException',
      text: 'Received a 404 status error: Not supported policy {policy}. Account {account} has no such policy: create it there and repeat the request.',
    },
    source: 'IAM Identity Center user guide, customer managed policies',
  },
  'PROV-006': {
    message: 'account `{account}` has reached a quota: {reason}',
    title: { en: 'The account has room for the role', ko: '계정에 역할을 추가할 여유가 있음' },
    cause: {
      en: 'A quota of IAM in the account leaves no room for the role, its policies, or the SAML provider.',
      ko: '계정의 IAM 할당량 때문에 역할, 정책 또는 SAML 공급자를 추가할 수 없습니다.',
    },
    fix: {
      en: 'Remove what is not used any more in the account, and repeat the request.',
      ko: '계정에서 더 이상 사용하지 않는 리소스를 제거한 후 다시 요청하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ServiceQuotaExceededException',
      text: 'Account {account} has no room for the role of the permission set: {reason}.',
    },
    source: 'IAM and STS quotas',
  },
  'PROV-007': {
    message: 'an assignment was deleted before it was carried out',
    title: {
      en: 'The assignment is still wanted when it is carried out',
      ko: '할당을 적용할 때 할당이 여전히 유효함',
    },
    cause: {
      en: 'The assignment, its permission set or its instance was deleted while the request was waiting.',
      ko: '요청이 대기하는 동안 할당, 권한 세트 또는 인스턴스가 삭제되었습니다.',
    },
    fix: {
      en: 'Repeat the request when the assignment is still wanted.',
      ko: '할당이 여전히 필요하면 다시 요청하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ConflictException',
      text: 'The assignment or its permission set was deleted before the request was carried out.',
    },
    source: 'own design',
  },
  'PROV-008': {
    message: 'a provisioning request was given up after {tries} tries: {reason}',
    title: { en: 'The request could be carried out', ko: '요청을 처리할 수 있음' },
    cause: {
      en: 'Every try to carry the request out failed, and the server log tells why.',
      ko: '요청을 처리하려는 시도가 모두 실패했으며 원인은 서버 로그에 있습니다.',
    },
    fix: {
      en: 'Look for this code in the log of the server, remove the cause, and repeat the request.',
      ko: '서버 로그에서 이 코드를 찾아 원인을 제거한 후 다시 요청하십시오.',
    },
    actor: 'operator',
    wire: {
      error: 'InternalServerException',
      text: 'The request could not be carried out in {tries} tries.',
    },
    source: 'own design',
  },
  'PROV-009': {
    message: 'there is no assignment of `{permissionSet}` in `{account}` to `{principal}`',
    title: { en: 'The assignment exists', ko: '할당이 존재함' },
    cause: {
      en: 'No such assignment was made, or it has been deleted.',
      ko: '해당 할당이 생성된 적이 없거나 이미 삭제되었습니다.',
    },
    fix: {
      en: 'Look the assignments up with ListAccountAssignments.',
      ko: 'ListAccountAssignments로 할당을 확인하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ResourceNotFoundException',
      text: 'Could not find AccountAssignment of {permissionSet} in account {account} for {principal}',
    },
    source: `${ADMIN_API}, DeleteAccountAssignment`,
  },
  'PROV-010': {
    message: 'there is no request `{request}` of that kind',
    title: { en: 'The request exists', ko: '요청이 존재함' },
    cause: {
      en: 'No request of that kind has this id, or it was completed more than 60 days ago.',
      ko: '해당 종류의 요청 중 이 ID를 가진 요청이 없거나 완료된 지 60일이 지났습니다.',
    },
    fix: {
      en: 'Take the id from the answer of the operation that made the request, or list the requests.',
      ko: '요청을 생성한 작업의 응답에서 ID를 확인하거나 요청 목록을 조회하십시오.',
    },
    actor: 'user',
    wire: { error: 'ResourceNotFoundException', text: 'Could not find request with id {request}' },
    source: `${ADMIN_API}, DescribeAccountAssignmentCreationStatus`,
  },
  'PROV-011': {
    message: '`{permissionSet}` is not provisioned to account `{account}`',
    title: {
      en: 'The permission set is provisioned to the account',
      ko: '권한 세트가 계정에 프로비저닝되어 있음',
    },
    cause: {
      en: 'The account has no role of that permission set: nobody is assigned to it there.',
      ko: '계정에 해당 권한 세트의 역할이 없습니다. 그 계정에 할당된 사용자나 그룹이 없습니다.',
    },
    fix: {
      en: 'Create an assignment first: that provisions the permission set.',
      ko: '먼저 할당을 생성하십시오. 할당을 생성하면 권한 세트가 프로비저닝됩니다.',
    },
    actor: 'administrator',
    wire: {
      error: 'ResourceNotFoundException',
      text: 'Permission set {permissionSet} is not provisioned to account {account}',
    },
    source: `${ADMIN_API}, ProvisionPermissionSet`,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
