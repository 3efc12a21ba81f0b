import { type PrivateKey, readRsaPrivateKey } from '../../crypto/index.ts';
import type { SamlProviderState } from '../iam/state.ts';

/** How a SAML provider takes encrypted assertions; a SamlProviderState says it. */
export type ProviderEncryption = Pick<SamlProviderState, 'encryptionMode' | 'privateKeys'>;

/**
 * The same as files describe it, for diagnosis without a server: private keys in PEM, and the mode.
 * Whoever has a key and names no mode allows encryption, as in IAM.
 *
 * @returns which of the keys (counted from 0) IAM would refuse, and why, when it would
 */
export function encryptionOfFiles(
  pems: readonly string[],
  mode: ProviderEncryption['encryptionMode'],
):
  | { readonly ok: true; readonly encryption: ProviderEncryption }
  | { readonly ok: false; readonly index: number; readonly problem: string } {
  const privateKeys: PrivateKey[] = [];
  for (const [index, pem] of pems.entries()) {
    const reading = readRsaPrivateKey(pem);
    if (!reading.ok) return { ok: false, index, problem: reading.problem };
    privateKeys.push(reading.key);
  }
  const encryptionMode = mode ?? (pems.length > 0 ? 'Allowed' : undefined);
  return { ok: true, encryption: { encryptionMode, privateKeys } };
}
