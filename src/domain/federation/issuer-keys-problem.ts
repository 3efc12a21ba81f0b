import type { FetchProblem, UrlFault } from '../../base/fetch.ts';
import type { FailedFetch } from '../../oidc/index.ts';

type KeysProblem = FailedFetch['problem'];

/** A problem of the network in the words of the token checks, which tell fewer kinds apart. */
export function keysProblem(problem: FetchProblem): KeysProblem {
  switch (problem.kind) {
    case 'dns':
      return { kind: 'unresolved', host: problem.host };
    case 'address-refused':
      return { kind: 'address-refused', host: problem.host, address: problem.address };
    case 'timeout':
      return { kind: 'timeout', budgetMilliseconds: problem.budgetMilliseconds };
    case 'certificate': {
      const { host, reason, chain } = problem;
      const thumbprint = chain.at(-1)?.thumbprint;
      return { kind: 'certificate', host, reason, ...(thumbprint ? { thumbprint } : {}) };
    }
    case 'status':
      return { kind: 'status', status: problem.status };
    case 'redirect':
      return { kind: 'redirect', location: problem.location };
    case 'too-large':
      return { kind: 'too-large', limitBytes: problem.limitBytes };
    case 'url':
      return { kind: 'unreachable', host: problem.url, reason: urlFaults[problem.reason] };
    case 'busy':
      return { kind: 'unreachable', host: problem.host, reason: 'too many requests are under way' };
    case 'connection':
    case 'tls':
    case 'protocol':
      return { kind: 'unreachable', host: problem.host, reason: problem.code };
    case 'encoding':
      return { kind: 'document', problem: { kind: 'not-json' } };
  }
}

const urlFaults: Readonly<Record<UrlFault, string>> = {
  unreadable: 'it is not a URL',
  'too-long': 'the URL is too long',
  'not-https': 'the URL is not https',
  user: 'the URL names a user',
  fragment: 'the URL has a fragment',
  port: 'the port is not allowed',
};
