import type { FailureEntry } from './failure.ts';

const OWN = 'Gatehouse, docs/guides/diagnose.md';

/** What keeps `gatehouse diagnose` from judging anything: the files and options that it is given. */
export const diagnoseFailures = {
  'DIAG-001': {
    message: '`{path}` cannot be read: {reason}',
    title: { en: 'The file can be read', ko: '파일을 읽을 수 있음' },
    cause: {
      en: 'There is no such file, it is a folder, or this user may not read it.',
      ko: '파일이 없거나, 폴더이거나, 이 사용자에게 읽기 권한이 없습니다.',
    },
    fix: {
      en: 'Name an existing file, or - for the standard input.',
      ko: '존재하는 파일을 지정하거나, 표준 입력이면 -를 지정하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-002': {
    message: '`{path}` has more than {limit} bytes',
    title: { en: 'The file is of a sensible size', ko: '파일 크기가 적절함' },
    cause: {
      en: 'The file is larger than anything of its kind is; probably another one was meant.',
      ko: '파일이 이 종류의 파일보다 훨씬 큽니다. 다른 파일을 지정했을 수 있습니다.',
    },
    fix: {
      en: 'Name the right file; record a HAR file again with the sign-in alone.',
      ko: '올바른 파일을 지정하십시오. HAR 파일이면 로그인 과정만 다시 기록하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-003': {
    message: '`{path}` holds no SAML response: {reason}',
    title: { en: 'The file holds a SAML response', ko: '파일에 SAML 응답이 있음' },
    cause: {
      en: 'A SAML response is looked for as base64, as a form with the field SAMLResponse, as XML, or in the requests of a HAR file, and none of these was found.',
      ko: 'base64, SAMLResponse 필드가 있는 양식, XML 또는 HAR 파일의 요청에서 SAML 응답을 찾았지만 없습니다.',
    },
    fix: {
      en: "Copy the form field SAMLResponse of the POST to the consumer URL from the browser's developer tools, or save all requests of the sign-in as a HAR file with Preserve log on.",
      ko: '브라우저 개발자 도구에서 ACS URL로 보낸 POST의 SAMLResponse 필드를 복사하거나, 로그 보존을 켜고 로그인 전체를 HAR 파일로 저장하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-004': {
    message: 'there is no entry {entry} among the {count} SAML responses of `{path}`',
    title: { en: 'The HAR file has that entry', ko: 'HAR 파일에 해당 항목이 있음' },
    cause: {
      en: '--entry counts the SAML responses of the HAR file from 1, in the order in which they were posted.',
      ko: '--entry는 HAR 파일의 SAML 응답을 전송 순서대로 1부터 셉니다.',
    },
    fix: {
      en: 'Leave --entry out: the last response is judged then, and all of them are listed.',
      ko: '--entry를 생략하십시오. 그러면 마지막 응답을 판정하고 모든 응답을 나열합니다.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-005': {
    message: '`{path}` is not {wanted}: {reason}',
    title: { en: 'The file is what it was given as', ko: '파일이 지정한 종류와 일치함' },
    cause: {
      en: 'The content of the file does not have the form that its option asks for.',
      ko: '파일 내용이 옵션에서 요구하는 형식이 아닙니다.',
    },
    fix: {
      en: 'Save the output of the AWS CLI command that the help text of the option names, in JSON and unchanged.',
      ko: '옵션 도움말에 나온 AWS CLI 명령의 출력을 JSON 그대로 저장하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-006': {
    message: 'metadata `{path}` is refused with {code}: {problem}',
    title: { en: 'The metadata can be used', ko: '메타데이터를 사용할 수 있음' },
    cause: {
      en: 'IAM would not make a SAML provider from this document, so that nothing can be judged by it.',
      ko: 'IAM이 이 문서로 SAML 제공업체를 만들지 않으므로, 이 문서로는 판정할 수 없습니다.',
    },
    fix: {
      en: 'See every rule with gatehouse diagnose metadata, and give the document that IAM has: aws iam get-saml-provider prints it.',
      ko: 'gatehouse diagnose metadata로 모든 규칙을 확인하고, IAM에 등록된 문서를 지정하십시오. aws iam get-saml-provider로 출력할 수 있습니다.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-007': {
    message: 'policy `{path}` cannot be used: {problem}',
    title: { en: 'The policy can be used', ko: '정책을 사용할 수 있음' },
    cause: {
      en: 'The file is not a policy document that IAM would keep, so that nothing can be judged by it.',
      ko: 'IAM이 저장할 수 있는 정책 문서가 아니므로, 이 문서로는 판정할 수 없습니다.',
    },
    fix: {
      en: 'Give the document that IAM has: aws iam get-role prints the trust policy of a role.',
      ko: 'IAM에 등록된 문서를 지정하십시오. 역할의 신뢰 정책은 aws iam get-role로 출력할 수 있습니다.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-008': {
    message: 'private key `{path}` cannot be used: {problem}',
    title: { en: 'The private key can be used', ko: '프라이빗 키를 사용할 수 있음' },
    cause: {
      en: 'Encrypted assertions are decrypted with an RSA key of 2048 to 8192 bits in PEM that no password protects.',
      ko: '암호화된 어설션은 암호로 보호되지 않은 PEM 형식의 2048~8192비트 RSA 키로 복호화합니다.',
    },
    fix: {
      en: 'Give the private key that was added to the SAML provider; openssl pkey removes a password.',
      ko: 'SAML 제공업체에 추가한 프라이빗 키를 지정하십시오. 암호는 openssl pkey로 제거할 수 있습니다.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-009': {
    message: 'which provider `{role}` is asked for with is not known: {reason}',
    title: { en: 'The provider is known', ko: '제공업체를 알 수 있음' },
    cause: {
      en: 'A role is asked for with a SAML provider, and the response does not tell which one belongs to this role.',
      ko: '역할은 SAML 제공업체와 함께 요청하는데, 응답만으로는 이 역할의 제공업체를 알 수 없습니다.',
    },
    fix: {
      en: 'Name it with --provider and its ARN.',
      ko: '--provider에 제공업체의 ARN을 지정하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-010': {
    message: 'the standard input is asked for more than once',
    title: { en: 'The standard input is read once', ko: '표준 입력을 한 번만 읽음' },
    cause: {
      en: 'Two files were named -, and the standard input can be read a single time.',
      ko: '두 파일을 -로 지정했지만 표준 입력은 한 번만 읽을 수 있습니다.',
    },
    fix: {
      en: 'Save one of the two in a file and name it.',
      ko: '둘 중 하나를 파일로 저장하여 지정하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-011': {
    message: '`{path}` does not say when it was issued, and --at is issue',
    title: { en: 'The time of issue is known', ko: '발행 시각을 알 수 있음' },
    cause: {
      en: 'The response has no readable IssueInstant, or the token no iat.',
      ko: '응답에 읽을 수 있는 IssueInstant가 없거나 토큰에 iat가 없습니다.',
    },
    fix: {
      en: 'Give a time with --at, such as 2026-11-01T09:30:00Z.',
      ko: '--at에 2026-11-01T09:30:00Z와 같은 시각을 지정하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
  'DIAG-012': {
    message: '`{path}` describes `{found}` and not `{role}`',
    title: {
      en: 'The role that is described is the one asked for',
      ko: '설명된 역할이 요청한 역할과 같음',
    },
    cause: {
      en: 'The output of get-role is about another role than the one that is asked for.',
      ko: 'get-role의 출력이 요청한 역할이 아닌 다른 역할에 대한 것입니다.',
    },
    fix: {
      en: 'Give the output of get-role for this role, or of list-roles for all roles of the account.',
      ko: '이 역할에 대한 get-role 출력 또는 계정의 모든 역할에 대한 list-roles 출력을 지정하십시오.',
    },
    actor: 'user',
    source: OWN,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
