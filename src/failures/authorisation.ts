import type { FailureEntry } from './failure.ts';

/** Failures of authorisation and of limits on callers. */
export const authorisationFailures = {
  'AUTHZ-001': {
    message: '`{principal}` may not perform `{action}` on `{resource}`: {decidedBy}',
    title: { en: 'The caller is allowed', ko: '호출자에게 권한이 있음' },
    cause: {
      en: 'The policies that apply to the caller do not allow the action on the resource, or one of them denies it.',
      ko: '호출자에게 적용되는 정책이 이 리소스에 대한 작업을 허용하지 않거나, 그중 하나가 거부합니다.',
    },
    fix: {
      en: 'Change the policy named in the message: remove the deny, or add a statement that allows the action on the resource under the conditions of the request.',
      ko: '메시지에 나온 정책을 변경하십시오. 거부 문을 제거하거나, 요청의 조건에서 이 리소스에 대한 작업을 허용하는 문을 추가합니다.',
    },
    actor: 'administrator',
    source: 'IAM user guide, "Troubleshoot access denied error messages"; aws-facts B7',
  },
  'LIMIT-001': {
    message: '`{who}` makes more calls than its rate allows',
    title: { en: 'The caller keeps to its rate', ko: '호출자가 호출 한도를 지킴' },
    cause: {
      en: 'More calls came from one principal or address than the configured rate and its burst allow.',
      ko: '하나의 보안 주체 또는 주소에서 설정된 호출 속도와 버스트를 넘는 호출이 왔습니다.',
    },
    fix: {
      en: 'Retry with exponential back-off; the operator may raise GATEHOUSE_PRINCIPAL_RATE or GATEHOUSE_ADDRESS_RATE.',
      ko: '지수 백오프로 다시 시도하십시오. 운영자는 GATEHOUSE_PRINCIPAL_RATE 또는 GATEHOUSE_ADDRESS_RATE를 올릴 수 있습니다.',
    },
    actor: 'user',
    wire: { error: 'Throttling', text: 'Rate exceeded' },
    source: 'AWS common errors, Throttling; R117',
  },
} as const satisfies Readonly<Record<string, FailureEntry>>;
