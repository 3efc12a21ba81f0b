import type { Localized } from '../../../failures/failure.ts';
import type { AssertionDescription, ResponseDescription } from '../../../saml/index.ts';
import type { TableStyle } from '../../check-table.ts';
import { type Fact, factLines } from '../texts.ts';

const LABELS = {
  issuer: { en: 'issuer', ko: '발행자' },
  subject: { en: 'subject', ko: '주체(subject)' },
  recipient: { en: 'recipient', ko: '수신자(recipient)' },
  destination: { en: 'destination', ko: '목적지(Destination)' },
  audience: { en: 'audience', ko: '대상(audience)' },
  issued: { en: 'issued', ko: '발행 시각' },
  valid: { en: 'valid', ko: '유효 기간' },
  deliverable: { en: 'deliverable until', ko: '전달 기한' },
  session: { en: 'session until', ko: '세션 종료' },
  role: { en: 'offers', ko: '제공하는 역할' },
  name: { en: 'session name', ko: '세션 이름' },
  duration: { en: 'session duration', ko: '세션 시간' },
  source: { en: 'source identity', ko: '소스 자격 증명' },
  tag: { en: 'tag', ko: '태그' },
  transitive: { en: 'transitive tags', ko: '전이적 태그' },
  attribute: { en: 'attribute', ko: '속성' },
  assertion: { en: 'assertion', ko: '어설션' },
} as const satisfies Readonly<Record<string, Localized>>;

const ENCRYPTED: Localized = {
  en: 'encrypted, and not decrypted',
  ko: '암호화됨(복호화하지 못함)',
};
/** AWS's own attributes are told under names of their own. */
const AWS_ATTRIBUTES = 'https://aws.amazon.com/SAML/Attributes/';
/** Beyond these a person reads the XML. */
const MOST = { roles: 50, attributes: 40 } as const;

/** What a response says, in rows. */
export function responseLines(response: ResponseDescription, style: TableStyle): string[] {
  const { assertion, destination, encrypted } = response;
  const facts: Fact[] = [[LABELS.destination, destination || undefined]];
  if (assertion) facts.push(...assertionFacts(assertion));
  else if (encrypted) facts.push([LABELS.assertion, ENCRYPTED[style.language]]);
  return factLines(facts, style, '  ');
}

function assertionFacts(assertion: AssertionDescription): Fact[] {
  const { nameId, audiences, times, roles, tags, transitiveTagKeys: keys } = assertion;
  return [
    [LABELS.issuer, assertion.issuer],
    [LABELS.subject, nameId && `${nameId.value} (${nameId.format.split(':').at(-1)})`],
    [LABELS.recipient, assertion.recipient],
    [LABELS.audience, audiences.length === 0 ? undefined : audiences.join(', ')],
    [LABELS.issued, assertion.issueInstant],
    [LABELS.valid, window(times)],
    [LABELS.deliverable, times.deliverableUntil],
    [LABELS.session, times.sessionNotOnOrAfter],
    ...roles.slice(0, MOST.roles).map(({ roleArn, providerArn }): Fact => {
      return [LABELS.role, `${roleArn}, ${providerArn}`];
    }),
    [LABELS.name, assertion.roleSessionName],
    [LABELS.duration, assertion.sessionDuration],
    [LABELS.source, assertion.sourceIdentity],
    ...tags.map(({ key, values }): Fact => [LABELS.tag, `${key} = ${values.join(', ')}`]),
    [LABELS.transitive, keys.length === 0 ? undefined : keys.join(', ')],
    ...otherAttributes(assertion),
  ];
}

function window({ notBefore, notOnOrAfter }: AssertionDescription['times']): string | undefined {
  if (notBefore === undefined && notOnOrAfter === undefined) return undefined;
  return `${notBefore ?? ''} – ${notOnOrAfter ?? ''}`;
}

function otherAttributes({ attributes }: AssertionDescription): Fact[] {
  return [...attributes]
    .filter(([name]) => !name.startsWith(AWS_ATTRIBUTES))
    .slice(0, MOST.attributes)
    .map(([name, values]): Fact => [LABELS.attribute, `${name} = ${values.join(', ')}`]);
}
