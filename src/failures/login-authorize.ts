import type { FailureEntry } from './failure.ts';

const SIGN_IN = 'aws-facts H4';
const PKCE = 'RFC 7636, RFC 8252; aws-facts H4';

/** Failures of asking, in a browser, for what `aws login` is to be granted. */
export const loginAuthorizeFailures = {
  'LOGIN-001': {
    message: 'the response type is `{received}`, not `code`',
    title: { en: 'The client asks for a code', ko: '클라이언트가 코드를 요청함' },
    cause: {
      en: 'The link to this page asks for something other than an authorization code. It was altered, or is of another kind of client.',
      ko: '이 페이지의 링크가 인증 코드가 아닌 것을 요청합니다. 링크가 변경되었거나 다른 종류의 클라이언트가 만든 링크입니다.',
    },
    fix: {
      en: 'Run aws login again and open the link that it prints, unchanged.',
      ko: 'aws login을 다시 실행하고 출력된 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'response_type must be code.' },
    source: SIGN_IN,
  },
  'LOGIN-002': {
    message: 'the client id is `{received}`',
    title: { en: 'The client is known', ko: '알려진 클라이언트임' },
    cause: {
      en: 'Only the two clients of aws login are known here: arn:aws:signin:::devtools/same-device and arn:aws:signin:::devtools/cross-device.',
      ko: '여기에서는 aws login의 두 클라이언트(arn:aws:signin:::devtools/same-device, arn:aws:signin:::devtools/cross-device)만 사용할 수 있습니다.',
    },
    fix: {
      en: 'Run aws login again, with AWS CLI 2.32 or later.',
      ko: 'AWS CLI 2.32 이상에서 aws login을 다시 실행하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'client_id is not a known client.' },
    source: SIGN_IN,
  },
  'LOGIN-003': {
    message: 'the redirect URI is `{received}`, and `{accepted}` is accepted',
    title: { en: 'The redirect URI is of the client', ko: '리디렉션 URI가 클라이언트의 것임' },
    cause: {
      en: 'A code is handed to the computer that this browser runs on, at http://127.0.0.1 with a port and the path /oauth/callback, or is shown on the confirmation page of this server. With --remote the client must use the same address of the server as its public URL.',
      ko: '코드는 이 브라우저가 실행되는 컴퓨터의 http://127.0.0.1:포트/oauth/callback으로 전달되거나 이 서버의 확인 페이지에 표시됩니다. --remote를 사용할 때는 클라이언트의 서버 주소가 서버의 공개 URL과 같아야 합니다.',
    },
    fix: {
      en: 'Run aws login again and open its link unchanged. With --remote, set endpoint_url to the public URL of the server; gatehouse aws-config login writes it.',
      ko: 'aws login을 다시 실행하고 링크를 그대로 여십시오. --remote를 사용하려면 endpoint_url을 서버의 공개 URL로 설정하십시오. gatehouse aws-config login 명령이 이 값을 기록합니다.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'redirect_uri is not allowed for this client.' },
    source: PKCE,
  },
  'LOGIN-004': {
    message: 'the code challenge method is `{received}`, not `SHA-256`',
    title: { en: 'The code challenge is a SHA-256', ko: '코드 챌린지가 SHA-256임' },
    cause: {
      en: 'aws login names its method SHA-256. Without a challenge, or with a plain one, whoever sees the code could use it; S256 is what other services call the same method.',
      ko: 'aws login은 방식 이름으로 SHA-256을 사용합니다. 챌린지가 없거나 plain이면 코드를 본 사람이 그 코드를 사용할 수 있습니다. S256은 다른 서비스에서 같은 방식을 부르는 이름입니다.',
    },
    fix: {
      en: 'Run aws login again, with AWS CLI 2.32 or later.',
      ko: 'AWS CLI 2.32 이상에서 aws login을 다시 실행하십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'code_challenge_method must be SHA-256.' },
    source: SIGN_IN,
  },
  'LOGIN-005': {
    message: 'the code challenge has {length} characters and is no SHA-256',
    title: {
      en: 'The code challenge has the form of a SHA-256',
      ko: '코드 챌린지가 SHA-256 형식임',
    },
    cause: {
      en: 'A SHA-256 is 43 characters of base64url. The link was cut off or altered.',
      ko: 'SHA-256은 base64url 43자입니다. 링크가 잘렸거나 변경되었습니다.',
    },
    fix: {
      en: 'Open the link of aws login in full; it may run over several lines of the terminal.',
      ko: 'aws login의 링크 전체를 여십시오. 터미널에서 여러 줄에 걸쳐 있을 수 있습니다.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'code_challenge is not a SHA-256 in base64url.' },
    source: PKCE,
  },
  'LOGIN-006': {
    message: 'the state has {length} characters',
    title: { en: 'The client sent a state', ko: '클라이언트가 state를 보냄' },
    cause: {
      en: 'The state by which the client recognises the answer as its own is missing, or has more than 512 characters or such as no client uses.',
      ko: '클라이언트가 응답을 자신의 것으로 알아보는 state가 없거나, 512자를 넘거나, 사용할 수 없는 문자를 포함합니다.',
    },
    fix: {
      en: 'Run aws login again and open its link unchanged.',
      ko: 'aws login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'state must have 1 to 512 visible characters.' },
    source: PKCE,
  },
  'LOGIN-007': {
    message: 'the scope is `{received}`, not `openid`',
    title: { en: 'The scope is openid', ko: '범위가 openid임' },
    cause: {
      en: 'aws login asks for one scope, openid. There is no other here.',
      ko: 'aws login은 openid 범위만 요청합니다. 여기에는 다른 범위가 없습니다.',
    },
    fix: {
      en: 'Run aws login again and open its link unchanged.',
      ko: 'aws login을 다시 실행하고 링크를 그대로 여십시오.',
    },
    actor: 'user',
    wire: { error: 'ValidationException', text: 'scope must be openid.' },
    source: SIGN_IN,
  },
  'LOGIN-008': {
    message: '`{principal}` is a root user, and the operator lets none use aws login',
    title: { en: 'Root users may use aws login', ko: '루트 사용자가 aws login을 사용할 수 있음' },
    cause: {
      en: 'GATEHOUSE_LOGIN_ROOT is `refuse`: command lines of this installation do not act as root users.',
      ko: 'GATEHOUSE_LOGIN_ROOT가 `refuse`로 설정되어 이 설치에서는 명령줄에서 루트 사용자로 작업할 수 없습니다.',
    },
    fix: {
      en: 'Sign in as an IAM user or with a role, or let the operator set GATEHOUSE_LOGIN_ROOT to allow.',
      ko: 'IAM 사용자나 역할로 로그인하거나, 운영자에게 GATEHOUSE_LOGIN_ROOT를 allow로 설정해 달라고 요청하십시오.',
    },
    actor: 'operator',
    wire: {
      error: 'AccessDeniedException',
      text: 'Root users are not permitted to use this client.',
      members: { error: 'INSUFFICIENT_PERMISSIONS' },
    },
    source: 'Gatehouse, docs/guides/aws-login.md',
  },
  'LOGIN-009': {
    message: '`{principal}` is not permitted `{action}` on `{resource}`',
    title: { en: 'The principal may use aws login', ko: '보안 주체가 aws login을 사용할 수 있음' },
    cause: {
      en: 'The policies of the user or role do not allow signin:AuthorizeOAuth2Access and signin:CreateOAuth2Token for this client, or a policy denies them.',
      ko: '사용자나 역할의 정책이 이 클라이언트에 대해 signin:AuthorizeOAuth2Access와 signin:CreateOAuth2Token을 허용하지 않거나 명시적으로 거부합니다.',
    },
    fix: {
      en: 'Let an administrator attach the AWS managed policy SignInLocalDevelopmentAccess to the user, to a group of theirs, or to the role.',
      ko: '관리자에게 사용자, 그룹 또는 역할에 AWS 관리형 정책 SignInLocalDevelopmentAccess를 연결해 달라고 요청하십시오.',
    },
    actor: 'administrator',
    wire: {
      error: 'AccessDeniedException',
      text: 'User: {principal} is not authorized to perform: {action} on resource: {resource}',
      members: { error: 'INSUFFICIENT_PERMISSIONS' },
    },
    source: SIGN_IN,
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
