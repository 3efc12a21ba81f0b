import { attemptFailures } from './attempts.ts';
import { authorisationFailures } from './authorisation.ts';
import { challengeFailures } from './challenge.ts';
import { consoleFailures } from './console.ts';
import { diagnoseFailures } from './diagnose.ts';
import { diagnoseServiceFailures } from './diagnose-service.ts';
import { directoryFailures } from './directory.ts';
import { type FailureEntry, fillTemplate, type Placeholders } from './failure.ts';
import { federationFailures } from './federation.ts';
import { federationConsoleFailures } from './federation-console.ts';
import { identityCenterFailures } from './identity-center.ts';
import { identityProviderFailures } from './identity-providers.ts';
import { installationFailures } from './installation.ts';
import { loginFailures } from './login.ts';
import { mailFailures } from './mail.ts';
import { mfaFailures } from './mfa.ts';
import { oidcFailures } from './oidc.ts';
import { organizationFailures } from './organizations.ts';
import { outboundFailures } from './outbound.ts';
import { issuerFailures } from './outbound-issuer.ts';
import { portalFailures } from './portal.ts';
import { provisioningFailures } from './provisioning.ts';
import { recoveryFailures } from './recovery.ts';
import { samlFailures } from './saml.ts';
import { sessionFailures } from './session.ts';
import { signInFailures } from './sign-in.ts';
import { signatureFailures } from './signature.ts';
import { ssoFailures } from './sso.ts';
import { startFailures } from './startup.ts';
import { storageFailures } from './storage.ts';
import { trustPolicyFailures } from './trust-policy.ts';
import { workforceFailures } from './workforce.ts';
import { workforceMfaFailures } from './workforce-mfa.ts';

/** Every failure that Gatehouse can raise. Codes are never reused. */
export const catalogue = {
  ...attemptFailures,
  ...authorisationFailures,
  ...challengeFailures,
  ...consoleFailures,
  ...diagnoseFailures,
  ...diagnoseServiceFailures,
  ...directoryFailures,
  ...federationFailures,
  ...federationConsoleFailures,
  ...identityCenterFailures,
  ...identityProviderFailures,
  ...installationFailures,
  ...issuerFailures,
  ...mailFailures,
  ...organizationFailures,
  ...loginFailures,
  ...outboundFailures,
  ...provisioningFailures,
  ...portalFailures,
  ...recoveryFailures,
  ...samlFailures,
  ...mfaFailures,
  ...oidcFailures,
  ...sessionFailures,
  ...signInFailures,
  ...workforceMfaFailures,
  ...workforceFailures,
  ...signatureFailures,
  ...ssoFailures,
  ...startFailures,
  ...storageFailures,
  ...trustPolicyFailures,
} as const satisfies Readonly<Record<string, FailureEntry>>;

export type FailureCode = keyof typeof catalogue;

type WireText<Entry> = Entry extends { wire: { text: infer Text extends string } } ? Text : '';

/** The details that the message and the wire text of an entry name, each a string. */
export type FailureDetails<Code extends FailureCode> = Readonly<
  Record<
    | Placeholders<(typeof catalogue)[Code]['message']>
    | Placeholders<WireText<(typeof catalogue)[Code]>>,
    string
  >
>;

/** One occurrence of a catalogue entry. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
  readonly entry: FailureEntry;
}

/** Makes a failure; an unknown code or a missing detail does not compile. */
export function failure<Code extends FailureCode>(
  code: Code,
  details: FailureDetails<Code>,
): Failure {
  const entry: FailureEntry = catalogue[code];
  return { code, message: fillTemplate(entry.message, details), details, entry };
}
