import type { FailureEntry } from './failure.ts';

const ADMIN_API = 'IAM Identity Center API reference';
const OWN = 'own design';

/** Instances of IAM Identity Center: who may have, see and change them. */
export const identityCenterFailures = {
  'IDC-001': {
    message: '`{instance}` is no instance that the account administers',
    title: {
      en: 'The account administers the Identity Center instance',
      ko: '계정이 Identity Center 인스턴스를 관리함',
    },
    cause: {
      en: 'There is no instance of that ARN, or it belongs to another account for which the caller’s account is no delegated administrator.',
      ko: '해당 ARN의 인스턴스가 없거나, 호출자의 계정이 위임된 관리자가 아닌 다른 계정의 인스턴스입니다.',
    },
    fix: {
      en: 'Take the ARN from ListInstances, and call with credentials of the account that owns the instance or of the delegated administrator.',
      ko: 'ListInstances에서 ARN을 확인하고, 인스턴스를 소유한 계정이나 위임된 관리자 계정의 자격 증명으로 호출하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'You do not have access to the Identity Center instance {instance}.',
    },
    source: ADMIN_API,
  },
  'IDC-002': {
    message: 'account `{account}` owns the instance `{instance}` in {region} already',
    title: {
      en: 'The account has no Identity Center instance yet',
      ko: '계정에 아직 Identity Center 인스턴스가 없음',
    },
    cause: {
      en: 'An account owns at most one instance, counted over all Regions.',
      ko: '한 계정은 모든 리전을 합쳐 최대 하나의 인스턴스만 소유할 수 있습니다.',
    },
    fix: {
      en: 'Use the instance that there is, in its Region, or an account that has none.',
      ko: '이미 있는 인스턴스를 해당 리전에서 사용하거나, 인스턴스가 없는 계정을 사용하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ConflictException',
      text: 'The account {account} already has an instance of IAM Identity Center in {region}.',
    },
    source: 'R002, R003',
  },
  'IDC-003': {
    message: 'the organization of account `{account}` does not allow account instances',
    title: {
      en: 'Member accounts may create account instances',
      ko: '멤버 계정이 계정 인스턴스를 생성할 수 있음',
    },
    cause: {
      en: 'The administrators of the organization instance have not enabled account instances for member accounts.',
      ko: '조직 인스턴스의 관리자가 멤버 계정의 계정 인스턴스를 활성화하지 않았습니다.',
    },
    fix: {
      en: 'Enable account instances in the settings of Identity Center in the management account.',
      ko: '관리 계정의 Identity Center 설정에서 계정 인스턴스를 활성화하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDenied',
      text: 'Account instances of IAM Identity Center are not enabled for member accounts of your organization. An administrator can enable them in the settings of IAM Identity Center in the management account.',
    },
    source: 'R004, R005',
  },
  'IDC-004': {
    message: 'account `{account}` manages no organization with all features',
    title: {
      en: 'The account manages an organization with all features',
      ko: '계정이 모든 기능이 활성화된 조직을 관리함',
    },
    cause: {
      en: 'An organization instance belongs to the management account of an organization that has all features enabled.',
      ko: '조직 인스턴스는 모든 기능이 활성화된 조직의 관리 계정에 속합니다.',
    },
    fix: {
      en: 'Create an organization with all features, and enable Identity Center with credentials of its management account.',
      ko: '모든 기능이 활성화된 조직을 만들고, 그 관리 계정의 자격 증명으로 Identity Center를 활성화하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationException',
      text: 'IAM Identity Center is enabled in the management account of an organization that has all features enabled.',
    },
    source: 'IAM Identity Center user guide, organization instances; aws-facts F1',
  },
  'IDC-005': {
    message: 'the management account `{account}` asks for an account instance',
    title: {
      en: 'Account instances are for member and standalone accounts',
      ko: '계정 인스턴스는 멤버 계정과 독립 계정을 위한 것임',
    },
    cause: {
      en: 'CreateInstance makes account instances, which management accounts do not have.',
      ko: 'CreateInstance는 계정 인스턴스를 생성하며, 관리 계정에는 계정 인스턴스를 둘 수 없습니다.',
    },
    fix: {
      en: 'Enable the organization instance: in the console, or with `gatehouse identity-center enable`.',
      ko: '콘솔이나 `gatehouse identity-center enable`로 조직 인스턴스를 활성화하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationException',
      text: 'An account instance of IAM Identity Center cannot be created in the management account of an organization.',
    },
    source: `${ADMIN_API}, CreateInstance`,
  },
  'IDC-006': {
    message: 'the region `{region}` is none of this installation',
    title: { en: 'The Region is one of this installation', ko: '이 설치의 리전임' },
    cause: {
      en: 'The Region for the instance is not among those that this installation was given.',
      ko: '인스턴스의 리전이 이 설치에 설정된 리전에 없습니다.',
    },
    fix: {
      en: 'Name one of the Regions of this installation, or none.',
      ko: '이 설치의 리전 중 하나를 지정하거나 리전을 지정하지 마십시오.',
    },
    actor: 'user',
    wire: {
      error: 'ValidationException',
      text: 'The Region {region} is not a Region of this installation.',
    },
    source: OWN,
  },
  'IDC-007': {
    message: 'a delegated administrator asks to delete the organization instance `{instance}`',
    title: {
      en: 'The owner of the instance deletes it',
      ko: '인스턴스를 소유한 계정이 인스턴스를 삭제함',
    },
    cause: {
      en: 'Delegated administrators manage the organization instance, and neither enable nor delete it.',
      ko: '위임된 관리자는 조직 인스턴스를 관리할 수 있지만 활성화하거나 삭제할 수 없습니다.',
    },
    fix: {
      en: 'Delete the instance with credentials of the management account.',
      ko: '관리 계정의 자격 증명으로 인스턴스를 삭제하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'Only the management account can delete the organization instance of IAM Identity Center.',
    },
    source: `${ADMIN_API}, DeleteInstance; aws-facts F1`,
  },
  'IDC-008': {
    message:
      'a delegated administrator changes permission set `{permissionSet}`, which is provisioned in the management account',
    title: {
      en: 'The permission set is not provisioned in the management account',
      ko: '권한 세트가 관리 계정에 프로비저닝되어 있지 않음',
    },
    cause: {
      en: 'Permission sets that are provisioned in the management account are changed and assigned by the management account alone.',
      ko: '관리 계정에 프로비저닝된 권한 세트는 관리 계정에서만 변경하고 할당할 수 있습니다.',
    },
    fix: {
      en: 'Sign in with permissions of the management account, or use another permission set for the member accounts.',
      ko: '관리 계정의 권한으로 로그인하거나, 멤버 계정에는 다른 권한 세트를 사용하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'You cannot delete/modify/remove/assign access to permission sets provisioned in the management account',
    },
    source: 'R060; aws-facts F1',
  },
  'IDC-009': {
    message: 'the instance has the subdomain `{subdomain}` already',
    title: { en: 'The subdomain is chosen once', ko: '하위 도메인은 한 번만 선택할 수 있음' },
    cause: {
      en: 'The address of the portal was customized before; people have it in bookmarks and in the configuration of command lines.',
      ko: '포털 주소가 이미 사용자 지정되었습니다. 사용자의 즐겨찾기와 명령줄 구성에 이 주소가 들어 있습니다.',
    },
    fix: {
      en: 'Keep the subdomain that there is.',
      ko: '기존 하위 도메인을 그대로 사용하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'ConflictException',
      text: 'The access portal URL has been customized already, with the subdomain {subdomain}. It cannot be changed again.',
    },
    source: 'R138; IAM Identity Center user guide, customizing the access portal URL',
  },
  'IDC-010': {
    message: 'the subdomain `{subdomain}` is taken or reserved',
    title: { en: 'The subdomain is free', ko: '하위 도메인을 사용할 수 있음' },
    cause: {
      en: 'Another instance has the subdomain, or the word is kept for addresses of the service itself.',
      ko: '다른 인스턴스가 이 하위 도메인을 사용하고 있거나, 서비스 자체의 주소에 쓰이는 단어입니다.',
    },
    fix: { en: 'Choose another subdomain.', ko: '다른 하위 도메인을 선택하십시오.' },
    actor: 'administrator',
    wire: { error: 'ConflictException', text: 'The subdomain {subdomain} is not available.' },
    source: 'R138',
  },
  'IDC-011': {
    message: 'account `{account}` has no instance of Identity Center',
    title: {
      en: 'The account has an Identity Center instance',
      ko: '계정에 Identity Center 인스턴스가 있음',
    },
    cause: {
      en: 'Identity Center has not been enabled in the account.',
      ko: '계정에서 Identity Center가 활성화되지 않았습니다.',
    },
    fix: {
      en: 'Run `gatehouse identity-center enable`, or name the account that owns the instance.',
      ko: '`gatehouse identity-center enable`을 실행하거나, 인스턴스를 소유한 계정을 지정하십시오.',
    },
    actor: 'operator',
    source: OWN,
  },
  'IDC-012': {
    message: 'there is no user `{userName}` in the directory',
    title: { en: 'The user is in the directory', ko: '사용자가 디렉터리에 있음' },
    cause: {
      en: 'No user of the instance has that user name, whatever the case of its letters.',
      ko: '대소문자와 관계없이 해당 사용자 이름을 가진 사용자가 인스턴스에 없습니다.',
    },
    fix: {
      en: 'Look at `aws identitystore list-users` for the names that there are.',
      ko: '`aws identitystore list-users`로 등록된 사용자 이름을 확인하십시오.',
    },
    actor: 'operator',
    source: OWN,
  },
  'IDC-013': {
    message:
      'a delegated administrator changes whether member accounts may create account instances beside `{instance}`',
    title: {
      en: 'The management account decides about account instances',
      ko: '계정 인스턴스 허용 여부를 관리 계정이 결정함',
    },
    cause: {
      en: 'Whether member accounts may create account instances is a setting for the management account, since the delegated administrator is a member account itself.',
      ko: '위임된 관리자도 멤버 계정이므로 멤버 계정의 계정 인스턴스 생성 허용 여부는 관리 계정에서만 변경할 수 있습니다.',
    },
    fix: {
      en: 'Change the setting with credentials of the management account.',
      ko: '관리 계정의 자격 증명으로 설정을 변경하십시오.',
    },
    actor: 'user',
    wire: {
      error: 'AccessDenied',
      text: 'Only the management account can allow or refuse account instances of IAM Identity Center.',
    },
    source: 'R005',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
