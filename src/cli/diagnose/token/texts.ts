import { isoSeconds } from '../../../base/clock.ts';
import type { Localized } from '../../../failures/failure.ts';
import { checkTable, type TableStyle } from '../../check-table.ts';
import { labelRows } from '../../label-rows.ts';
import { type Fact, factLines, section, verdictLines } from '../texts.ts';
import { type ShownToken, shownToken } from './claims.ts';
import type { TokenDiagnosis } from './diagnose.ts';
import type { ProviderOrigin } from './provider.ts';

const LABELS = {
  file: { en: 'file', ko: '파일' },
  time: { en: 'judged for', ko: '판정 시각' },
  provider: { en: 'provider', ko: 'ID 제공업체' },
  role: { en: 'role', ko: '역할' },
  others: { en: 'further claims', ko: '기타 클레임' },
} as const satisfies Readonly<Record<string, Localized>>;

const HEADINGS = {
  verified: {
    en: 'What the token says; its signature is verified',
    ko: '토큰의 내용(서명이 검증됨)',
  },
  unverified: {
    en: 'What the token says. NOT VERIFIED: anybody could have written this',
    ko: '토큰의 내용. 검증되지 않음: 누구나 작성할 수 있는 내용입니다',
  },
  missing: {
    en: 'Further options let more be judged',
    ko: '옵션을 추가하면 더 판정할 수 있습니다',
  },
} as const satisfies Readonly<Record<string, Localized>>;

const TRIMMED: Localized = {
  en: 'white space around the token was left out; --as-is judges it as SDKs send files',
  ko: '토큰 주변의 공백을 제외함. SDK가 파일을 보내는 그대로 판정하려면 --as-is 사용',
};

const TIMES = {
  now: { en: 'now', ko: '현재' },
  time: { en: 'as asked', ko: '지정한 시각' },
  issue: { en: 'five seconds after it was issued', ko: '발행 후 5초' },
} as const satisfies Readonly<Record<string, Localized>>;

const ORIGINS: Readonly<Record<ProviderOrigin, Localized>> = {
  told: { en: 'as told', ko: '지정한 제공업체' },
  'built-in': { en: 'built-in', ko: '기본 제공업체' },
  assumed: {
    en: 'taken to be registered; --issuer or --providers tells',
    ko: '등록된 것으로 가정함. --issuer 또는 --providers로 지정 가능',
  },
  none: { en: 'none', ko: '없음' },
};

/** The texts of `diagnose token`. */
export function tokenText(
  diagnosis: TokenDiagnosis,
  which: 'all' | 'deciding',
  style: TableStyle,
): string {
  const { outcome, judgement, question, hints } = diagnosis;
  const { language } = style;
  const said = shownToken(question.reading, which);
  const lines = [
    ...factLines(askedFacts(diagnosis, style), style),
    ...section(
      judgement.verified ? HEADINGS.verified : HEADINGS.unverified,
      said ? tokenLines(said, style) : [],
      style,
    ),
    '',
    checkTable(outcome.attempt, style),
    ...verdictLines(outcome, acceptedText(diagnosis), style),
    ...section(
      HEADINGS.missing,
      labelRows(
        hints.map(({ option, what }) => [option, what[language]]),
        style,
        '  ',
      ),
      style,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function askedFacts(
  { path, isTrimmed, question, whenFrom }: TokenDiagnosis,
  { language }: TableStyle,
): Fact[] {
  const { found, known, request, roleArn, skewMilliseconds } = question;
  const clocks = { en: 'clocks may differ by', ko: '허용 시계 오차' }[language];
  const when = `${isoSeconds(request.circumstances.now)} (${TIMES[whenFrom][language]})`;
  const provider = found.provider ? found.provider.url : known.urls.join(', ');
  return [
    [LABELS.file, isTrimmed ? `${path} (${TRIMMED[language]})` : path],
    [LABELS.time, `${when}; ${clocks} ${skewMilliseconds / 1000} s`],
    [LABELS.provider, `${provider} (${ORIGINS[found.origin][language]})`.trim()],
    [LABELS.role, roleArn],
  ];
}

const TIME_CLAIMS: ReadonlySet<string> = new Set(['iat', 'nbf', 'exp']);

function tokenLines({ header, claims, others }: ShownToken, style: TableStyle): string[] {
  const facts = [...Object.entries(header), ...Object.entries(claims)].map(
    ([name, value]): Fact => [{ en: name, ko: name }, claimText(name, value)],
  );
  const further = others.length === 0 ? undefined : others.join(', ');
  return factLines([...facts, [LABELS.others, further]], style, '  ');
}

function claimText(name: string, value: unknown): string {
  if (TIME_CLAIMS.has(name) && typeof value === 'number' && Math.abs(value) < 1e11) {
    return `${value} (${isoSeconds(value * 1000)})`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function acceptedText({ session }: TokenDiagnosis): Localized {
  const { arn = '', seconds = 0 } = session ?? {};
  return {
    en: `STS issues credentials of ${arn} for ${seconds} seconds`,
    ko: `STS가 ${arn}의 자격 증명을 ${seconds}초 동안 발급합니다`,
  };
}
