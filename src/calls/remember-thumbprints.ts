import type { AskThumbprint } from '../domain/iam/oidc-thumbprints.ts';
import { remembered } from './remembered.ts';

/**
 * Issuers for the tries of one call: a handler that starts again does not ask again. Nothing is kept
 * beyond the call.
 */
export function rememberThumbprints(ask: AskThumbprint): AskThumbprint {
  const asked = new Map<string, Promise<string>>();
  return (url) => remembered(asked, url, () => ask(url));
}
