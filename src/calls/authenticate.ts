import type { HttpRequest } from '../base/http.ts';
import {
  type RequestSignature,
  readSignature,
  type SigningKeys,
  signatureChecks,
} from '../crypto/index.ts';
import type { Principal } from '../domain/principal.ts';
import { surface } from '../failures/aws-error.ts';
import { firstFailure } from '../failures/check.ts';
import { type CredentialParts, findCredential } from './credentials.ts';

/** What callers are authenticated with. */
export interface AuthenticationParts extends CredentialParts {
  readonly signingKeys: SigningKeys;
}

/** A caller whose signature has been verified. */
export interface Caller {
  readonly principal: Principal;
  readonly signature: RequestSignature;
}

/**
 * Verifies a request's signature and answers who made it. Throws the error of the first check that
 * fails, in AWS's order (aws-facts B5).
 *
 * @param expected the signing name of the service and the regions that its scope may name
 */
export async function authenticate(
  parts: AuthenticationParts,
  request: HttpRequest,
  expected: { readonly service: string; readonly regions: readonly string[] },
  now: number,
): Promise<Caller> {
  const { signature, failure } = readSignature(request);
  if (failure) throw surface(failure);
  const { credential, principal } = await findCredential(parts, signature);
  const refused = firstFailure(signatureChecks, {
    signature,
    request,
    now,
    ...expected,
    credential,
    signingKeys: parts.signingKeys,
  });
  if (refused) throw surface(refused); // stage: authenticate
  if (!principal) throw new Error('a verified credential has no principal');
  return { principal, signature };
}
