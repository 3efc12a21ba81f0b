import { isoSeconds } from '../../../base/clock.ts';
import type { FetchHop, FetchProblem, SentCertificate } from '../../../base/fetch.ts';
import type { IssuerSubject } from '../../../domain/federation/issuer-check.ts';
import type { KeysFetch } from '../../../domain/federation/issuer-keys-fetch.ts';
import type { Localized } from '../../../failures/failure.ts';
import { checkTable, type TableStyle } from '../../check-table.ts';
import { labelRows } from '../../label-rows.ts';
import type { Outcome } from '../outcome.ts';
import { factLines, section, verdictLines } from '../texts.ts';

/** What came of asking; undefined when nobody was asked. */
export function fetchedBy({ fetched }: IssuerSubject): KeysFetch | undefined {
  try {
    return fetched();
  } catch {
    return undefined;
  }
}

const LABELS = {
  issuer: { en: 'issuer', ko: '발행자' },
  time: { en: 'time', ko: '소요 시간' },
} as const satisfies Readonly<Record<string, Localized>>;

const REQUESTS: Localized = { en: 'Requests, in milliseconds', ko: '요청(밀리초)' };
const CERTIFICATES: Localized = { en: 'Certificates', ko: '인증서' };

/** What was asked and answered, the table, the verdict. */
export function issuerText(
  { issuer, budgetMilliseconds }: IssuerSubject,
  fetched: KeysFetch | undefined,
  outcome: Outcome,
  style: TableStyle,
): string {
  const elapsed = fetched && Math.round(fetched.elapsedMilliseconds);
  const lines = [
    ...factLines(
      [
        [LABELS.issuer, issuer.url],
        [LABELS.time, elapsed === undefined ? undefined : `${elapsed} / ${budgetMilliseconds} ms`],
      ],
      style,
    ),
    ...section(REQUESTS, labelRows(requestRows(fetched), style, '  '), style),
    ...section(CERTIFICATES, labelRows(certificateRows(fetched), style, '  '), style),
    '',
    checkTable(outcome.attempt, style),
    ...verdictLines(outcome, ACCEPTED, style),
  ];
  return `${lines.join('\n')}\n`;
}

const ACCEPTED: Localized = {
  en: 'tokens of this issuer can be verified',
  ko: '이 발행자의 토큰을 검증할 수 있습니다',
};

function requestRows(fetched: KeysFetch | undefined): [string, string][] {
  return (fetched?.requests ?? []).flatMap(({ step, hops, problem }) =>
    hops.map((hop, index): [string, string] => {
      const isLast = index === hops.length - 1;
      return [step, hopText(hop, isLast ? problem : undefined)];
    }),
  );
}

function hopText({ url, address, status, steps }: FetchHop, problem?: FetchProblem): string {
  const each = steps.map(({ step, milliseconds }) => `${step} ${Math.round(milliseconds)}`);
  const from = address === undefined ? '' : ` [${address}]`;
  return `${url}${from}: ${status ?? problem?.kind ?? ''} (${each.join(', ')})`;
}

/** Each host's chain, once, whether it was believed or not. */
function chainsOf(fetched: KeysFetch | undefined): Map<string, readonly SentCertificate[]> {
  const chains = new Map<string, readonly SentCertificate[]>();
  for (const { hops, problem } of fetched?.requests ?? []) {
    for (const { url, certificate } of hops) {
      if (certificate) chains.set(new URL(url).host, certificate.chain);
    }
    if (problem?.kind === 'certificate') chains.set(problem.host, problem.chain);
  }
  return chains;
}

function certificateRows(fetched: KeysFetch | undefined): [string, string][] {
  return [...chainsOf(fetched)].flatMap(([host, chain]) =>
    chain.map(({ subject, thumbprint, notAfter }): [string, string] => {
      const end = Number.isFinite(notAfter) ? isoSeconds(notAfter) : '?';
      return [host, `${subject}, – ${end}, SHA-1 ${thumbprint}`];
    }),
  );
}

/** The same for programs. */
export function issuerJson(
  { budgetMilliseconds }: IssuerSubject,
  fetched: KeysFetch | undefined,
): object {
  const outcome = fetched?.outcome;
  const keys = outcome?.kind === 'keys' ? outcome.keySet.keys : [];
  return {
    budgetMilliseconds,
    elapsedMilliseconds: fetched?.elapsedMilliseconds,
    requests: fetched?.requests,
    keys: keys.map(({ kid, keyType, bits, curve, algorithm }) => ({
      kid,
      keyType,
      bits,
      curve,
      algorithm,
    })),
  };
}
