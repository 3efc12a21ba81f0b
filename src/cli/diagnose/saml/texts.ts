import { isoSeconds } from '../../../base/clock.ts';
import type { Localized } from '../../../failures/failure.ts';
import { checkTable, type TableStyle } from '../../check-table.ts';
import { labelRows } from '../../label-rows.ts';
import { type Fact, factLines, section, verdictLines } from '../texts.ts';
import type { SamlDiagnosis } from './diagnose.ts';
import { responseLines } from './response-texts.ts';

/** The texts of `diagnose saml`: what was judged and how, what it says, the table, the verdict. */
export function samlText(diagnosis: SamlDiagnosis, style: TableStyle): string {
  const { outcome, description } = diagnosis;
  const lines = [
    ...factLines(askedFacts(diagnosis, style), style),
    ...section(HEADINGS.har, harLines(diagnosis, style), style),
    ...section(
      description.verified ? HEADINGS.verified : HEADINGS.unverified,
      responseLines(description, style),
      style,
    ),
    '',
    `${checkTable(outcome.attempt, style)}`,
    ...verdictLines(outcome, acceptedText(diagnosis), style),
    ...section(HEADINGS.missing, hintLines(diagnosis, style), style),
  ];
  return `${lines.join('\n')}\n`;
}

const HEADINGS = {
  har: {
    en: 'SAML responses of the HAR file (--entry chooses another one)',
    ko: 'HAR 파일의 SAML 응답(--entry로 다른 응답을 선택할 수 있음)',
  },
  verified: {
    en: 'What the assertion says; its signature is verified',
    ko: '어설션의 내용(서명이 검증됨)',
  },
  unverified: {
    en: 'What the response says. NOT VERIFIED: anybody could have written this',
    ko: '응답의 내용. 검증되지 않음: 누구나 작성할 수 있는 내용입니다',
  },
  missing: {
    en: 'Further options let more be judged',
    ko: '옵션을 추가하면 더 판정할 수 있습니다',
  },
} as const satisfies Readonly<Record<string, Localized>>;

const JUDGED: Localized = { en: '← judged', ko: '← 판정 대상' };

const LABELS = {
  file: { en: 'file', ko: '파일' },
  time: { en: 'judged for', ko: '판정 시각' },
  names: { en: 'judged by', ko: '판정 기준' },
  role: { en: 'role', ko: '역할' },
  provider: { en: 'provider', ko: 'ID 제공업체' },
} as const satisfies Readonly<Record<string, Localized>>;

const FORMS = {
  base64: { en: 'the form field in base64', ko: 'base64 양식 필드' },
  'url-encoded': { en: 'the form field, URL-encoded', ko: 'URL 인코딩된 양식 필드' },
  form: { en: 'a form body', ko: '양식 본문' },
  xml: { en: 'XML', ko: 'XML' },
  har: { en: 'a HAR file', ko: 'HAR 파일' },
} as const satisfies Readonly<Record<string, Localized>>;

const TIMES = {
  now: { en: 'now', ko: '현재' },
  time: { en: 'as asked', ko: '지정한 시각' },
  issue: { en: 'five seconds after it was issued', ko: '발행 후 5초' },
  har: { en: 'when the browser posted it', ko: '브라우저가 전송한 시각' },
} as const satisfies Readonly<Record<string, Localized>>;

const JUDGES = {
  aws: {
    en: "AWS's own names; --public-url judges by those of a Gatehouse",
    ko: 'AWS의 이름. Gatehouse의 이름으로 판정하려면 --public-url 사용',
  },
  gatehouse: { en: 'the names', ko: '다음 이름' },
} as const satisfies Readonly<Record<string, Localized>>;

function askedFacts({ path, found, question, whenFrom }: SamlDiagnosis, style: TableStyle): Fact[] {
  const { language } = style;
  const { names, pair, request, skewMilliseconds } = question;
  const { now } = request.circumstances;
  const clocks = { en: 'clocks may differ by', ko: '허용 시계 오차' }[language];
  const recipients = names.judge === 'aws' ? [] : names.recipients;
  return [
    [LABELS.file, `${path} (${FORMS[found.form][language]})`],
    [
      LABELS.time,
      `${isoSeconds(now)} (${TIMES[whenFrom][language]}); ${clocks} ${skewMilliseconds / 1000} s`,
    ],
    [LABELS.names, [JUDGES[names.judge][language], ...recipients].join(' ')],
    [LABELS.role, pair?.roleArn],
    [LABELS.provider, pair?.providerArn],
  ];
}

function harLines({ found: { har } }: SamlDiagnosis, style: TableStyle): string[] {
  if (!har) return [];
  return har.responses.flatMap(({ time, url }, index) => {
    const chosen = index + 1 === har.entry ? ` ${JUDGED[style.language]}` : '';
    const when = time === undefined ? '' : `${isoSeconds(time)}  `;
    return labelRows([[String(index + 1), `${when}POST ${url}${chosen}`]], style, '  ');
  });
}

function hintLines({ hints }: SamlDiagnosis, style: TableStyle): string[] {
  const { language } = style;
  return labelRows(
    hints.map(({ option, what }) => [option, what[language]]),
    style,
    '  ',
  );
}

function acceptedText({ session, question }: SamlDiagnosis): Localized {
  const { judge } = question.names;
  const { arn = '', seconds = 0 } = session ?? {};
  const who = judge === 'aws' ? 'AWS' : 'Gatehouse';
  return {
    en: `${who} issues credentials of ${arn} for ${seconds} seconds`,
    ko: `${who}가 ${arn}의 자격 증명을 ${seconds}초 동안 발급합니다`,
  };
}
