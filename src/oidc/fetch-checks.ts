import { type Failure, type FailureCode, failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { type DiscoveryProblem, discoveryUrl, requiredMembers } from './discovery.ts';
import { type KeySetProblem, MAX_KEYS } from './key-set.ts';
import type { FailedFetch, FetchProblem, FetchStep } from './keys-outcome.ts';
import { problemText } from './problem-text.ts';
import type { TokenSubject } from './subject.ts';
import { quoted, shown } from './text.ts';

type Subject = TokenSubject;
type Kind = FetchProblem['kind'];
/** A failure to fetch whose problem is of some kinds. */
type FailedWith<Kinds extends Kind> = FailedFetch & {
  readonly problem: Extract<FetchProblem, { kind: Kinds }>;
};

/** What happens to each document, in order, with the problems that can end it. */
const phases = {
  reach: ['unresolved', 'address-refused', 'unreachable', 'timeout'],
  certificate: ['certificate'],
  answer: ['status', 'redirect', 'too-large'],
  document: ['document'],
} as const satisfies Readonly<Record<string, readonly Kind[]>>;

type Phase = keyof typeof phases;
type KindOf<Name extends Phase> = (typeof phases)[Name][number];

const phaseNames = Object.keys(phases) as readonly Phase[];

function phaseOf(kind: Kind): Phase {
  const found = phaseNames.find((name) => phases[name].some((each) => each === kind));
  if (found === undefined) throw new Error(`no phase for ${kind}`);
  return found;
}

function place(step: FetchStep, phase: Phase): number {
  return (step === 'discovery' ? 0 : phaseNames.length) + phaseNames.indexOf(phase);
}

/**
 * The failure of a phase; undefined when fetching got past it.
 *
 * @throws when fetching ended before it, or nothing was fetched
 */
function failedAt<Name extends Phase>(
  { keys }: Subject,
  step: FetchStep,
  phase: Name,
): FailedWith<KindOf<Name>> | undefined {
  if (!keys || (keys.kind === 'keys' && keys.given)) throw new Error('nothing was fetched');
  if (keys.kind === 'keys') return undefined;
  const ended = place(keys.step, phaseOf(keys.problem.kind));
  if (ended < place(step, phase)) throw new Error(`fetching ended with ${keys.problem.kind}`);
  return ended === place(step, phase) ? (keys as FailedWith<KindOf<Name>>) : undefined;
}

/** The trace of one phase: what was asked for and what came of it. */
function described(subject: Subject, step: FetchStep, phase: Phase, expected: string) {
  const failed = failedAt(subject, step, phase);
  if (!failed) return { expected, received: `${quoted(urlOf(subject, step))}: as expected` };
  const again = failed.repeated ? ' (told again; the issuer was not asked once more)' : '';
  return { expected, received: `${quoted(failed.url)}: ${problemText(failed.problem)}${again}` };
}

function urlOf({ provider, keys }: Subject, step: FetchStep): string {
  if (step === 'keys') return keys?.url ?? '';
  return provider ? discoveryUrl(provider.issuerUrl) : '';
}

/** The code of each problem for one of the two documents. */
const codes = {
  discovery: {
    unresolved: 'OIDC-020',
    addressRefused: 'OIDC-021',
    unreachable: 'OIDC-022',
    timeout: 'OIDC-023',
    certificate: 'OIDC-024',
    status: 'OIDC-025',
    busy: 'OIDC-026',
    redirect: 'OIDC-027',
    tooLarge: 'OIDC-028',
  },
  keys: {
    unresolved: 'OIDC-040',
    addressRefused: 'OIDC-041',
    unreachable: 'OIDC-042',
    timeout: 'OIDC-043',
    certificate: 'OIDC-044',
    status: 'OIDC-045',
    busy: 'OIDC-046',
    redirect: 'OIDC-047',
    tooLarge: 'OIDC-048',
  },
} as const satisfies Readonly<Record<FetchStep, Readonly<Record<string, FailureCode>>>>;

type Codes = (typeof codes)[FetchStep];

/** A connection to the host comes about in time. */
function hostIsReached(step: FetchStep): Check<Subject> {
  return {
    name: `${step}HostIsReached`,
    code: codes[step].unreachable,
    run(subject) {
      const failed = failedAt(subject, step, 'reach');
      return failed && reachFailure(failed, codes[step]);
    },
    describe: (subject) => described(subject, step, 'reach', 'a connection within the budget'),
  };
}

function reachFailure({ problem, url }: FailedWith<KindOf<'reach'>>, code: Codes): Failure {
  switch (problem.kind) {
    case 'unresolved':
      return failure(code.unresolved, { host: shown(problem.host), url: shown(url) });
    case 'address-refused': {
      const address = shown(problem.address);
      return failure(code.addressRefused, { host: shown(problem.host), address, url: shown(url) });
    }
    case 'unreachable':
      return failure(code.unreachable, { ...hostAndReason(problem), url: shown(url) });
    case 'timeout':
      return failure(code.timeout, { url: shown(url), budget: String(problem.budgetMilliseconds) });
  }
}

function hostAndReason(problem: { readonly host: string; readonly reason: string }) {
  return { host: shown(problem.host), reason: shown(problem.reason) };
}

/** The certificate of the host is one that the connection may rely on. */
function certificateIsTrusted(step: FetchStep): Check<Subject> {
  const expected = 'a certificate of a trusted authority, or one that fits a thumbprint';
  return {
    name: `${step}CertificateIsTrusted`,
    code: codes[step].certificate,
    run(subject) {
      const failed = failedAt(subject, step, 'certificate');
      return failed && failure(codes[step].certificate, hostAndReason(failed.problem));
    },
    describe: (subject) => described(subject, step, 'certificate', expected),
  };
}

/** The host answers with the document. */
function isAnswered(step: FetchStep): Check<Subject> {
  const expected = 'status 200 and an answer of moderate size';
  return {
    name: `${step}IsAnswered`,
    code: codes[step].status,
    run(subject) {
      const failed = failedAt(subject, step, 'answer');
      return failed && answerFailure(failed, codes[step]);
    },
    describe: (subject) => described(subject, step, 'answer', expected),
  };
}

function answerFailure(failed: FailedWith<KindOf<'answer'>>, code: Codes): Failure {
  const { problem } = failed;
  const url = shown(failed.url);
  switch (problem.kind) {
    case 'status': {
      // Too many requests, or overloaded: R117 asks the caller to come back later.
      const isBusy = problem.status === 429 || problem.status === 503;
      return failure(isBusy ? code.busy : code.status, { url, status: String(problem.status) });
    }
    case 'redirect':
      return failure(code.redirect, { url, location: shown(problem.location) });
    case 'too-large':
      return failure(code.tooLarge, { url, limit: String(problem.limitBytes) });
  }
}

export const discoveryHostIsReached = hostIsReached('discovery');
export const discoveryCertificateIsTrusted = certificateIsTrusted('discovery');
export const discoveryIsAnswered = isAnswered('discovery');
export const keysHostIsReached = hostIsReached('keys');
export const keysCertificateIsTrusted = certificateIsTrusted('keys');
export const keysAreAnswered = isAnswered('keys');

export const discoveryIsComplete: Check<Subject> = {
  name: 'discoveryIsComplete',
  code: 'OIDC-031',
  run(subject) {
    const failed = failedAt(subject, 'discovery', 'document');
    return failed && discoveryFailure(failed.problem.problem, shown(failed.url));
  },
  describe: (subject) =>
    described(subject, 'discovery', 'document', `JSON with ${requiredMembers.join(', ')}`),
};

function discoveryFailure(problem: DiscoveryProblem | KeySetProblem, url: string): Failure {
  switch (problem.kind) {
    case 'missing-members':
      return failure('OIDC-031', { url, members: problem.members.join(', ') });
    case 'issuer-mismatch': {
      const issuer = shown(problem.issuer);
      return failure('OIDC-032', { expected: shown(problem.expected), issuer });
    }
    case 'bad-jwks-uri':
      return failure('OIDC-033', { jwksUri: shown(problem.jwksUri) });
    default:
      return failure('OIDC-030', { url });
  }
}

export const keySetIsReadable: Check<Subject> = {
  name: 'keySetIsReadable',
  code: 'OIDC-051',
  run(subject) {
    const failed = failedAt(subject, 'keys', 'document');
    return failed && keySetFailure(failed.problem.problem, shown(failed.url));
  },
  describe: (subject) => described(subject, 'keys', 'document', 'a JSON Web Key Set'),
};

function keySetFailure(problem: DiscoveryProblem | KeySetProblem, url: string): Failure {
  switch (problem.kind) {
    case 'no-keys':
      return failure('OIDC-051', { url });
    case 'too-many-keys':
      return failure('OIDC-052', { url, limit: String(MAX_KEYS), keyType: problem.keyType });
    default:
      return failure('OIDC-050', { url });
  }
}
