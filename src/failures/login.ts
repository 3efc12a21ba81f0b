import { loginAuthorizeFailures } from './login-authorize.ts';
import { loginCodeFailures } from './login-code.ts';
import { loginProofFailures } from './login-proof.ts';
import { loginRefreshFailures } from './login-refresh.ts';

/** Failures of `aws login`. */
export const loginFailures = {
  ...loginAuthorizeFailures,
  ...loginProofFailures,
  ...loginCodeFailures,
  ...loginRefreshFailures,
} as const;
