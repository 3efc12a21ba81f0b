/** What a finding means for the author: the first kind is refused when the policy is stored. */
export type FindingType = 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION';

interface FindingText {
  readonly type: FindingType;
  readonly en: string;
  readonly ko: string;
}

const row = (type: FindingType, en: string, ko: string): FindingText => ({ type, en, ko });

/** Every finding: how grave it is, and what it says, with places for its details. */
export const findingTexts = {
  NOT_JSON: row(
    'ERROR',
    'The text is not JSON: it goes wrong here.',
    '올바른 JSON이 아닙니다. 이 위치에서 구문이 어긋납니다.',
  ),
  REPEATED_NAME: row(
    'ERROR',
    'The name `{name}` is used twice in one object. Put its values into one list.',
    '한 객체에서 이름 `{name}`이(가) 두 번 사용되었습니다. 값을 하나의 목록으로 합쳐 주십시오.',
  ),
  CHARACTER: row(
    'ERROR',
    'IAM accepts no character beyond U+00FF in a policy.',
    'IAM 정책에는 U+00FF를 넘는 문자를 사용할 수 없습니다.',
  ),
  REFUSED: row(
    'ERROR',
    'IAM refuses the document: {message}',
    'IAM이 이 문서를 거부합니다: {message}',
  ),
  UNKNOWN_ELEMENT: row(
    'ERROR',
    'A policy has no element `{element}` here. Element names are case-sensitive.',
    '이 위치에는 `{element}` 요소를 사용할 수 없습니다. 요소 이름은 대소문자를 구분합니다.',
  ),
  NOT_OBJECT: row('ERROR', '`{element}` must be an object.', '`{element}`은(는) 객체여야 합니다.'),
  NOT_TEXT: row('ERROR', '`{element}` must be a text.', '`{element}`은(는) 텍스트여야 합니다.'),
  NOT_TEXTS: row(
    'ERROR',
    '`{element}` must be a text or a list of texts that is not empty.',
    '`{element}`은(는) 텍스트이거나 비어 있지 않은 텍스트 목록이어야 합니다.',
  ),
  VERSION: row('ERROR', 'Version must be "2012-10-17".', 'Version은 "2012-10-17"이어야 합니다.'),
  MISSING_STATEMENT: row('ERROR', 'The policy has no statement.', '정책에 Statement가 없습니다.'),
  MISSING_ELEMENT: row(
    'ERROR',
    'The statement has no {element}.',
    '명령문에 {element} 요소가 없습니다.',
  ),
  INVALID_EFFECT: row(
    'ERROR',
    'Effect must be "Allow" or "Deny", in exactly these letters.',
    'Effect는 정확히 "Allow" 또는 "Deny"여야 합니다.',
  ),
  BOTH_FORMS: row(
    'ERROR',
    'A statement has either {element} or Not{element}, not both.',
    '한 명령문에 {element}와(과) Not{element}를 함께 사용할 수 없습니다.',
  ),
  ELEMENT_NOT_ALLOWED: row(
    'ERROR',
    'A policy of this kind may not have {element}.',
    '이 유형의 정책에는 {element} 요소를 사용할 수 없습니다.',
  ),
  INVALID_ACTION: row(
    'ERROR',
    '`{value}` is not an action: {message}',
    '`{value}`은(는) 작업 이름이 아닙니다: {message}',
  ),
  TRUST_ACTION: row(
    'ERROR',
    'A trust policy can only allow or deny the STS actions that issue sessions, not `{value}`.',
    '신뢰 정책에는 세션을 발급하는 STS 작업만 사용할 수 있으며 `{value}`은(는) 사용할 수 없습니다.',
  ),
  INVALID_RESOURCE: row(
    'ERROR',
    '`{value}` is not a resource: {message}',
    '`{value}`은(는) 리소스가 아닙니다: {message}',
  ),
  INVALID_PRINCIPAL: row(
    'ERROR',
    '`{value}` cannot be a principal: {message}',
    '`{value}`은(는) 보안 주체가 될 수 없습니다: {message}',
  ),
  UNKNOWN_OPERATOR: row(
    'ERROR',
    'There is no condition operator `{operator}`.',
    '`{operator}`라는 조건 연산자는 없습니다.',
  ),
  INVALID_DATE: row(
    'ERROR',
    '`{value}` is not a date such as 2026-01-31T12:00:00Z.',
    '`{value}`은(는) 2026-01-31T12:00:00Z와 같은 형식의 날짜가 아닙니다.',
  ),
  INVALID_SID: row(
    'ERROR',
    'A Sid has only letters A–Z, a–z and digits.',
    'Sid에는 영문자와 숫자만 사용할 수 있습니다.',
  ),
  DUPLICATE_SID: row(
    'ERROR',
    'Another statement has the Sid `{sid}` already.',
    'Sid `{sid}`을(를) 다른 명령문이 이미 사용하고 있습니다.',
  ),
  ALLOW_ALL: row(
    'SECURITY_WARNING',
    'This allows every action on every resource. List the actions that are needed.',
    '모든 리소스에 대한 모든 작업을 허용합니다. 필요한 작업만 나열해 주십시오.',
  ),
  ALLOW_WITH_NOT_ACTION: row(
    'SECURITY_WARNING',
    'Allow with NotAction allows every other action, also those of services to come. Use Action.',
    'Allow와 NotAction을 함께 사용하면 앞으로 추가될 작업까지 나머지 모든 작업이 허용됩니다. Action을 사용해 주십시오.',
  ),
  ALLOW_WITH_NOT_RESOURCE: row(
    'SECURITY_WARNING',
    'Allow with NotResource allows the actions on every other resource. Use Resource.',
    'Allow와 NotResource를 함께 사용하면 나머지 모든 리소스에 작업이 허용됩니다. Resource를 사용해 주십시오.',
  ),
  PASS_ROLE_WITH_STAR: row(
    'SECURITY_WARNING',
    'Whoever may pass every role can get the permissions of each. Name the roles, or limit with iam:PassedToService.',
    '모든 역할을 전달할 수 있으면 각 역할의 권한을 모두 얻을 수 있습니다. 역할을 지정하거나 iam:PassedToService로 제한해 주십시오.',
  ),
  PRINCIPAL_STAR: row(
    'SECURITY_WARNING',
    'Everybody may assume the role: the principal is `*` and there is no condition.',
    '보안 주체가 `*`이고 조건이 없어 누구나 이 역할을 수임할 수 있습니다.',
  ),
  WEB_IDENTITY_WITHOUT_CONDITION: row(
    'SECURITY_WARNING',
    'Every identity of the OpenID Connect provider may assume the role. Add a condition on its `:sub` or `:aud`.',
    'OpenID Connect ID 제공업체의 모든 자격 증명이 이 역할을 수임할 수 있습니다. `:sub` 또는 `:aud` 조건을 추가해 주십시오.',
  ),
  ALLOW_WITH_FOR_ALL_VALUES: row(
    'SECURITY_WARNING',
    'ForAllValues also holds when the request has no `{key}`. Add a Null condition with "false".',
    'ForAllValues는 요청에 `{key}`이(가) 없어도 성립합니다. 값이 "false"인 Null 조건을 추가해 주십시오.',
  ),
  MISSING_VERSION: row(
    'WARNING',
    'Without Version the policy is of 2008-10-17, in which policy variables are plain text. Set "2012-10-17".',
    'Version이 없으면 정책 변수를 일반 텍스트로 취급하는 2008-10-17 버전이 됩니다. "2012-10-17"을 지정해 주십시오.',
  ),
  UNKNOWN_ACTION: row(
    'WARNING',
    'The service has no action that `{value}` matches.',
    '`{value}`과(와) 일치하는 작업이 이 서비스에 없습니다.',
  ),
  UNKNOWN_CONDITION_KEY: row(
    'WARNING',
    'No request has the condition key `{key}`.',
    '조건 키 `{key}`을(를) 가진 요청은 없습니다.',
  ),
  VALUE_NEVER_MATCHES: row(
    'WARNING',
    '`{value}` is nothing that {operator} can compare with.',
    '`{value}`은(는) {operator} 연산자로 비교할 수 있는 값이 아닙니다.',
  ),
  WILDCARD_WITHOUT_LIKE: row(
    'WARNING',
    '{operator} takes `*` and `?` as they stand. Use StringLike for wildcards.',
    '{operator} 연산자는 `*`와 `?`를 문자 그대로 비교합니다. 와일드카드에는 StringLike를 사용해 주십시오.',
  ),
  ACTION_OF_OTHER_PRINCIPAL: row(
    'WARNING',
    'The principal `{principal}` needs the action {action}, which the statement does not have.',
    '보안 주체 `{principal}`에는 {action} 작업이 필요하지만 이 명령문에는 없습니다.',
  ),
  BOUNDARY_WITHOUT_LIMIT: row(
    'WARNING',
    'This boundary limits nothing: it allows every action on every resource.',
    '모든 리소스에 대한 모든 작업을 허용하므로 이 권한 경계는 아무것도 제한하지 않습니다.',
  ),
  POLICY_SIZE: row(
    'WARNING',
    'The policy has {size} characters without white space; {limit} is the most that can be stored.',
    '공백을 제외한 정책 길이가 {size}자입니다. 최대 {limit}자까지 저장할 수 있습니다.',
  ),
  REDUNDANT_STATEMENT: row(
    'SUGGESTION',
    'Statement {number} covers all of this one, which can be removed.',
    '명령문 {number}이(가) 이 명령문을 모두 포함하므로 이 명령문은 삭제해도 됩니다.',
  ),
  REDUNDANT_ACTION: row(
    'SUGGESTION',
    '`{other}` covers `{value}` already.',
    '`{other}`이(가) 이미 `{value}`을(를) 포함합니다.',
  ),
} as const satisfies Readonly<Record<string, FindingText>>;
