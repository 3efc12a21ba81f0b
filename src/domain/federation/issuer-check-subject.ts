import { type Budget, startBudget } from '../../base/budget.ts';
import type { Clock } from '../../base/clock.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { examineToken, type TokenSubject } from '../../oidc/index.ts';
import { readProviderUrl } from '../iam/oidc-provider-url.ts';
import { type Fetch, ISSUER_BUDGET_MILLISECONDS } from './fetch.ts';
import { fetchIssuerKeys, type Issuer, type KeysFetch } from './issuer-keys-fetch.ts';

/** An issuer with what came of asking it. */
export interface IssuerSubject {
  readonly issuer: Issuer;
  /** Why its URL cannot be that of a provider; then nothing was fetched. */
  readonly urlFault: string | undefined;
  /**
   * Both requests as they went, with the time of every step.
   *
   * @throws when nothing was fetched
   */
  readonly fetched: () => KeysFetch;
  readonly budgetMilliseconds: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The same evidence as the token checks see it. */
  readonly token: TokenSubject;
}

/**
 * Asks an issuer for its discovery document and its keys, once, as a token of it would make STS do,
 * and prepares what came of it for `issuerChecks`. Reads no memory and leaves none.
 */
export async function examineIssuer(
  input: { readonly fetch: Fetch; readonly clock: Clock; readonly budget?: Budget },
  issuer: Issuer,
): Promise<IssuerSubject> {
  const { fetch, clock, budget = startBudget(ISSUER_BUDGET_MILLISECONDS) } = input;
  const urlFault = faultOf(issuer.url);
  const fetched =
    urlFault === undefined ? await fetchIssuerKeys({ fetch, clock, budget }, issuer) : undefined;
  const now = clock();
  return {
    issuer,
    urlFault,
    fetched: () => {
      if (!fetched) throw new Error('nothing was fetched');
      return fetched;
    },
    budgetMilliseconds: budget.milliseconds,
    now,
    token: examineToken({
      token: '',
      provider: {
        url: issuer.url.replace(/^https:\/\//, ''),
        issuers: [issuer.url],
        issuerUrl: issuer.url,
        name: issuer.url,
        clientIds: [],
      },
      keys: fetched?.outcome,
      now,
      skewMilliseconds: 0,
    }),
  };
}

function faultOf(url: string): string | undefined {
  try {
    readProviderUrl(url);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}
