import { startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { type PasskeyProblem, passkeyProblem } from './passkey-problem.ts';

/**
 * Asks the browser for a new passkey; undefined when it was given up or cannot be.
 *
 * @param options what the server asks for, and the answer, as JSON
 */
export async function askAuthenticator(
  options: string,
  onProblem: (problem: PasskeyProblem) => void,
): Promise<string | undefined> {
  try {
    return JSON.stringify(await startRegistration({ optionsJSON: JSON.parse(options) }));
  } catch (error) {
    if (!(error instanceof WebAuthnError) && !(error instanceof DOMException)) throw error;
    onProblem(passkeyProblem(error));
    return undefined;
  }
}
