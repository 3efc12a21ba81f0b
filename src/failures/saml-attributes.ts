import type { FailureEntry } from './failure.ts';
import { INVALID_RESPONSE } from './saml-wire.ts';

const TROUBLESHOOTING = 'IAM user guide, troubleshooting SAML';
const ATTRIBUTES = 'IAM user guide, SAML assertions for the authentication response; aws-facts C2';
const SESSION_TAGS = 'IAM user guide, passing session tags in AWS STS; aws-facts B2';

/** Verified assertions whose AWS attributes are missing or wrong (aws-facts C2). */
export const samlAttributeFailures = {
  'SAML-070': {
    message: 'the assertion has no attribute https://aws.amazon.com/SAML/Attributes/Role',
    title: { en: 'The assertion names roles', ko: '어설션에 역할이 지정됨' },
    cause: {
      en: 'The attribute that lists the roles is missing or empty. Its Name is case-sensitive. Often the person is in none of the groups that roles are made from.',
      ko: '역할을 나열하는 속성이 없거나 비어 있습니다. 속성의 Name은 대소문자를 구분합니다. 사용자가 역할에 연결된 그룹에 속하지 않은 경우가 많습니다.',
    },
    fix: {
      en: 'Let the identity provider send the attribute with one value for each role: the role’s ARN, a comma, the SAML provider’s ARN.',
      ko: 'ID 제공업체가 이 속성을 역할마다 하나의 값으로 보내게 하십시오. 값은 역할 ARN, 쉼표, SAML 제공업체 ARN입니다.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: TROUBLESHOOTING,
  },
  'SAML-071': {
    message: 'the Role attribute has the value `{value}`',
    title: {
      en: 'Each value of Role is a role and a provider',
      ko: 'Role의 각 값이 역할과 제공업체의 쌍임',
    },
    cause: {
      en: 'A value is the ARN of a role and the ARN of a SAML provider with a comma between them and no spaces, in either order.',
      ko: '값은 역할 ARN과 SAML 제공업체 ARN을 공백 없이 쉼표로 이은 것이어야 하며 순서는 상관없습니다.',
    },
    fix: {
      en: 'Correct the value at the identity provider: arn:aws:iam::ACCOUNT:role/NAME,arn:aws:iam::ACCOUNT:saml-provider/NAME.',
      ko: 'ID 제공업체에서 값을 arn:aws:iam::계정:role/이름,arn:aws:iam::계정:saml-provider/이름 형식으로 고치십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: `${TROUBLESHOOTING}; ${ATTRIBUTES}`,
  },
  'SAML-072': {
    message: 'the role {roleArn} and the provider {providerArn} are of different accounts',
    title: {
      en: 'Role and provider are of one account',
      ko: '역할과 제공업체가 같은 계정에 속함',
    },
    cause: {
      en: 'A role can be assumed only through a SAML provider of its own account.',
      ko: '역할은 같은 계정의 SAML 제공업체를 통해서만 수임할 수 있습니다.',
    },
    fix: {
      en: 'Create the SAML provider in the account of the role too, and name both with the same account ID.',
      ko: '역할이 있는 계정에도 SAML 제공업체를 만들고 두 ARN에 같은 계정 ID를 쓰십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: ATTRIBUTES,
  },
  'SAML-073': {
    message: 'the response does not offer {roleArn} with {providerArn}; it offers {offered}',
    title: {
      en: 'The requested role is in the response',
      ko: '요청한 역할이 응답에 있음',
    },
    cause: {
      en: 'The identity provider did not give this person the role, or spells it otherwise. The names of roles and providers are case-sensitive, and the path of a role belongs to its ARN.',
      ko: 'ID 제공업체가 이 사용자에게 역할을 주지 않았거나 이름을 다르게 썼습니다. 역할과 제공업체의 이름은 대소문자를 구분하며, 역할의 경로도 ARN에 포함됩니다.',
    },
    fix: {
      en: 'Ask for a pair that the response offers, or correct the Role attribute at the identity provider.',
      ko: '응답에 있는 쌍을 요청하거나 ID 제공업체에서 Role 속성을 고치십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
    },
    source: `${TROUBLESHOOTING}; text quoted publicly from answers of STS`,
  },
  'SAML-074': {
    message:
      'the assertion has no attribute https://aws.amazon.com/SAML/Attributes/RoleSessionName',
    title: { en: 'The assertion names the session', ko: '어설션에 세션 이름이 있음' },
    cause: {
      en: 'The attribute that names the session is missing or empty: often it is made from the e-mail address, and the person has none.',
      ko: '세션 이름을 정하는 속성이 없거나 비어 있습니다. 이메일 주소로 만드는데 사용자에게 이메일 주소가 없는 경우가 많습니다.',
    },
    fix: {
      en: 'Let the identity provider send an identifier of the person, such as the user ID or the e-mail address.',
      ko: 'ID 제공업체가 사용자 ID나 이메일 주소 같은 식별자를 보내게 하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'RoleSessionName is required in AuthnResponse',
    },
    source: TROUBLESHOOTING,
  },
  'SAML-075': {
    message: 'RoleSessionName is `{value}`',
    title: { en: 'RoleSessionName is a valid name', ko: 'RoleSessionName이 올바른 이름임' },
    cause: {
      en: 'The name must be one value of 2 to 64 letters, digits and characters of _+=,.@- without spaces.',
      ko: '이름은 2~64자의 영문자, 숫자, _+=,.@- 문자로 된 하나의 값이어야 하며 공백을 쓸 수 없습니다.',
    },
    fix: {
      en: 'Choose another attribute of the person at the identity provider, such as the user ID or the e-mail address.',
      ko: 'ID 제공업체에서 사용자 ID나 이메일 주소 등 다른 속성을 선택하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    },
    source: TROUBLESHOOTING,
  },
  'SAML-076': {
    message: 'SessionDuration is `{value}`',
    title: {
      en: 'SessionDuration is between 900 and 43,200 seconds',
      ko: 'SessionDuration이 900~43,200초임',
    },
    cause: {
      en: 'The attribute says how many seconds a console session lasts: one whole number from 900 (15 minutes) to 43200 (12 hours).',
      ko: '이 속성은 콘솔 세션의 길이를 초 단위로 정하며, 900(15분)에서 43200(12시간)까지의 정수 하나여야 합니다.',
    },
    fix: {
      en: 'Correct the value at the identity provider, or leave the attribute out: sessions then last one hour.',
      ko: 'ID 제공업체에서 값을 고치거나 속성을 빼십시오. 속성이 없으면 세션은 1시간 동안 유지됩니다.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'SessionDuration in AuthnResponse must be an integer between 900 and 43200',
    },
    source: ATTRIBUTES,
  },
  'SAML-077': {
    message: 'the attribute PrincipalTag:{key} has {count} values',
    title: { en: 'Each session tag has one value', ko: '세션 태그마다 값이 하나임' },
    cause: {
      en: 'A session tag is one attribute with one value; lists, such as group memberships, cannot be tags.',
      ko: '세션 태그는 값이 하나인 속성이어야 합니다. 그룹 목록처럼 값이 여러 개인 속성은 태그가 될 수 없습니다.',
    },
    fix: {
      en: 'Map an attribute with a single value to the tag at the identity provider.',
      ko: 'ID 제공업체에서 값이 하나인 속성을 태그에 연결하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: SESSION_TAGS,
  },
  'SAML-078': {
    message: 'the session tag `{key}` cannot be set: {detail}',
    title: { en: 'Session tags are valid', ko: '세션 태그가 올바름' },
    cause: {
      en: 'Keys have 1 to 128 and values 0 to 256 letters, digits, spaces and characters of _.:/=+-@. Keys that begin with aws: are reserved.',
      ko: '키는 1~128자, 값은 0~256자이며 문자, 숫자, 공백과 _.:/=+-@를 쓸 수 있습니다. aws:로 시작하는 키는 예약되어 있습니다.',
    },
    fix: {
      en: 'Map another attribute to the tag, or clean its value at the identity provider.',
      ko: 'ID 제공업체에서 다른 속성을 태그에 연결하거나 값을 정리하십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: SESSION_TAGS,
  },
  'SAML-079': {
    message: 'the session tag `{key}` is given twice',
    title: { en: 'Session tags have different keys', ko: '세션 태그의 키가 서로 다름' },
    cause: {
      en: 'Tag keys do not distinguish upper and lower case: Department and department are one key.',
      ko: '태그 키는 대소문자를 구분하지 않으므로 Department와 department는 같은 키입니다.',
    },
    fix: {
      en: 'Send each tag once.',
      ko: '태그마다 한 번씩만 보내십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    },
    source: SESSION_TAGS,
  },
  'SAML-080': {
    message: 'the assertion has {count} session tags',
    title: { en: 'There are at most 50 session tags', ko: '세션 태그가 50개 이하임' },
    cause: {
      en: 'A session can have at most 50 tags.',
      ko: '세션에는 태그를 최대 50개까지 지정할 수 있습니다.',
    },
    fix: {
      en: 'Send fewer tags: those that policies ask for.',
      ko: '정책에서 사용하는 태그만 보내십시오.',
    },
    actor: 'administrator',
    wire: { error: 'InvalidIdentityToken', text: INVALID_RESPONSE },
    source: SESSION_TAGS,
  },
  'SAML-081': {
    message: 'the transitive tag key `{key}` is none of the session tags',
    title: { en: 'Transitive tag keys are session tags', ko: '전이적 태그 키가 세션 태그에 있음' },
    cause: {
      en: 'TransitiveTagKeys lists a key for which the assertion has no PrincipalTag attribute.',
      ko: 'TransitiveTagKeys에 있는 키에 해당하는 PrincipalTag 속성이 어설션에 없습니다.',
    },
    fix: {
      en: 'Send the tag as well, or leave its key out of TransitiveTagKeys.',
      ko: '해당 태그도 함께 보내거나 TransitiveTagKeys에서 키를 빼십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'The specified transitive tag key must be included in the requested tags.',
    },
    source: SESSION_TAGS,
  },
  'SAML-082': {
    message: 'SourceIdentity is `{value}`',
    title: { en: 'SourceIdentity is a valid name', ko: 'SourceIdentity가 올바른 이름임' },
    cause: {
      en: 'The source identity must be one value of 2 to 64 letters, digits and characters of _+=,.@- and may not begin with aws:.',
      ko: '소스 자격 증명은 2~64자의 영문자, 숫자, _+=,.@- 문자로 된 하나의 값이어야 하며 aws:로 시작할 수 없습니다.',
    },
    fix: {
      en: 'Choose another attribute of the person at the identity provider, such as the user ID or the e-mail address.',
      ko: 'ID 제공업체에서 사용자 ID나 이메일 주소 등 다른 속성을 선택하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'InvalidIdentityToken',
      text: 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    },
    source: TROUBLESHOOTING,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
