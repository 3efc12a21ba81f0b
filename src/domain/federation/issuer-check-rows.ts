import type { FetchHop, SentCertificate, ServerCertificate } from '../../base/fetch.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import { type KeysOutcome, keyProblemText } from '../../oidc/index.ts';
import type { IssuerSubject } from './issuer-check-subject.ts';
import type { IssuerRequest, KeysFetch } from './issuer-keys-fetch.ts';

type Subject = IssuerSubject;

export const issuerCanBeRegistered: Check<Subject> = {
  name: 'issuerCanBeRegistered',
  code: 'OUT-002',
  run({ issuer, urlFault }) {
    if (urlFault === undefined) return undefined;
    return failure('OUT-002', { url: plain(issuer.url), reason: urlFault });
  },
  describe({ issuer }) {
    return {
      expected: 'https://, a host and perhaps a path',
      received: `\`${plain(issuer.url)}\``,
    };
  },
};

export const keysVerifyTokens: Check<Subject> = {
  name: 'keysVerifyTokens',
  code: 'OUT-004',
  run(subject) {
    const { keySet, url } = keysOf(subject);
    if (keySet.keys.length > 0) return undefined;
    const count = String(keySet.skipped.length);
    return failure('OUT-004', { count, url: plain(url), problems: skippedText(subject) });
  },
  describe(subject) {
    const keys = keysOf(subject).keySet.keys.map(
      ({ kid, keyType, bits, curve, algorithm }) =>
        `${keyName(kid)}: ${keyType} ${curve ?? bits}${algorithm ? ` for ${algorithm}` : ''}`,
    );
    const skipped = skippedText(subject);
    return {
      expected: 'at least one key that verifies signatures',
      received: plain([...keys, ...(skipped === '' ? [] : [`left out: ${skipped}`])].join('; ')),
    };
  },
};

/** The keys that came. Throws when none did. */
function keysOf(subject: Subject): Extract<KeysOutcome, { kind: 'keys' }> {
  const { outcome } = subject.fetched();
  if (outcome.kind !== 'keys') throw new Error('no keys came');
  return outcome;
}

function skippedText(subject: Subject): string {
  return keysOf(subject)
    .keySet.skipped.map(({ kid, problem }) => `${keyName(kid)}: ${keyProblemText(problem)}`)
    .join('; ');
}

function keyName(kid: string | undefined): string {
  return kid === undefined ? 'a key without kid' : `\`${plain(kid)}\``;
}

/** What a host showed; `nobody` vouched for it when it was refused. */
interface Shown {
  readonly host: string;
  readonly trust: ServerCertificate['trust'] | 'nobody';
  readonly chain: readonly SentCertificate[];
}

export const certificatesLast: Check<Subject> = {
  name: 'certificatesLast',
  code: 'OUT-003',
  run(subject) {
    for (const { host, chain } of shownBy(subject)) {
      const ending = endingSoon(chain, subject.now);
      if (ending) {
        const end = timeText(ending.notAfter);
        return failure('OUT-003', { subject: plain(ending.subject), host, end });
      }
    }
    return undefined;
  },
  describe(subject) {
    return {
      expected: 'a tenth of the time left for which the certificate was issued',
      received: plain(shownBy(subject).map(shownText).join('; ')),
    };
  },
};

/**
 * The certificate of a chain that ends first, when that is soon for the server's own. What renews
 * itself, for an hour or for a year, does so before nine tenths of its time are over.
 */
function endingSoon(chain: readonly SentCertificate[], now: number): SentCertificate | undefined {
  const [own] = chain;
  if (!own) return undefined;
  const ending = chain.reduce((first, each) => (each.notAfter < first.notAfter ? each : first));
  return ending.notAfter - now < (own.notAfter - own.notBefore) / 10 ? ending : undefined;
}

/** Each host's certificates, once. Throws when no host showed any. */
function shownBy(subject: Subject): readonly Shown[] {
  const byHost = new Map<string, Shown>();
  for (const { hops, problem } of subject.fetched().requests) {
    for (const { url, certificate } of hops) {
      const host = new URL(url).host;
      if (certificate && !byHost.has(host)) byHost.set(host, { host, ...certificate });
    }
    if (problem?.kind === 'certificate' && problem.chain.length > 0) {
      const host = new URL(hops.at(-1)?.url ?? `https://${problem.host}`).host;
      byHost.set(host, { host, trust: 'nobody', chain: problem.chain });
    }
  }
  if (byHost.size === 0) throw new Error('no host showed a certificate');
  return [...byHost.values()];
}

function shownText({ host, trust, chain }: Shown): string {
  const [own] = chain;
  const top = chain.at(-1);
  const end = own ? timeText(own.notAfter) : '';
  const vouching = { authority: 'an authority', thumbprint: 'a thumbprint', nobody: 'nobody' };
  return `\`${host}\`: ${own?.subject} by ${own?.issuer}, until ${end}, vouched for by ${vouching[trust]}, thumbprint ${top?.thumbprint}`;
}

function timeText(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString() : 'an unreadable time';
}

/** Of the budget; who takes more has no room for a slow moment. */
const COMFORTABLE = 0.8;

export const answersLeaveTime: Check<Subject> = {
  name: 'answersLeaveTime',
  code: 'OUT-005',
  run(subject) {
    const { budgetMilliseconds, issuer } = subject;
    const { elapsedMilliseconds } = timedFetch(subject);
    if (elapsedMilliseconds <= budgetMilliseconds * COMFORTABLE) return undefined;
    const elapsed = String(Math.round(elapsedMilliseconds));
    return failure('OUT-005', {
      url: plain(issuer.url),
      elapsed,
      budget: String(budgetMilliseconds),
    });
  },
  describe(subject) {
    const { budgetMilliseconds } = subject;
    const { requests, elapsedMilliseconds } = timedFetch(subject);
    const most = Math.round(budgetMilliseconds * COMFORTABLE);
    return {
      expected: `at most ${most} of ${budgetMilliseconds} ms`,
      received: `${Math.round(elapsedMilliseconds)} ms: ${requests.map(requestText).join('; ')}`,
    };
  },
};

/** The fetch, when its time says something. Throws when something else ended it early. */
function timedFetch(subject: Subject): KeysFetch {
  const fetched = subject.fetched();
  const { outcome } = fetched;
  if (outcome.kind === 'failed' && outcome.problem.kind !== 'timeout') {
    throw new Error(`fetching ended with ${outcome.problem.kind}`);
  }
  return fetched;
}

function requestText({ step, hops }: IssuerRequest): string {
  return `${step} ${hops.map(hopText).join(', then ')}`;
}

function hopText({ steps }: FetchHop): string {
  const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const each = steps.map(({ step, milliseconds }) => `${step} ${Math.round(milliseconds)}`);
  return `${Math.round(total)} (${each.join(', ')})`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be shown as they are.
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f]/g;

/** What an issuer chose, fit for a line of text. */
function plain(text: string): string {
  return text.replace(UNSHOWABLE, '\ufffd').slice(0, 1_000);
}
