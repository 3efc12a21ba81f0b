import { systemRandom } from '../base/bytes.ts';
import { findCredential } from '../calls/credentials.ts';
import type { LoginParts } from '../domain/login/parts.ts';
import type { Parts } from './parts.ts';

/** `aws login` over the parts of this installation; `publicUrl` may become known late. */
export function buildLogin(parts: Parts, publicUrl: () => string): LoginParts {
  const { config, state, store, seal, ring } = parts;
  return {
    state,
    store,
    random: systemRandom,
    seal,
    ring,
    publicUrl,
    origins: config.loginUrls,
    rootMayLogin: config.loginRoot === 'allow',
    principalOf: async (session) => (await findCredential(parts, session)).principal,
  };
}
