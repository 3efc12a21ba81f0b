import type { FailureEntry } from './failure.ts';
import { accessTokenFailures } from './oidc-access-token.ts';
import { claimFailures } from './oidc-claims.ts';
import { documentFailures } from './oidc-documents.ts';
import { fetchFailures } from './oidc-fetch.ts';
import { issuerFailures } from './oidc-issuer.ts';
import { tokenFailures } from './oidc-token.ts';

/** Failures of web identity tokens and of the issuers behind them (aws-facts D). */
export const oidcFailures = {
  ...tokenFailures,
  ...issuerFailures,
  ...fetchFailures,
  ...documentFailures,
  ...claimFailures,
  ...accessTokenFailures,
} as const satisfies Readonly<Record<string, FailureEntry>>;
