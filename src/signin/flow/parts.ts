import type { OpenSecret } from '../../domain/mfa/index.ts';
import type { SignInPasswords } from '../../domain/sign-in/index.ts';
import type { CodeDelivery } from '../../domain/verification/index.ts';
import type { ChallengeParts } from '../challenge/index.ts';
import type { SigninParts } from '../parts.ts';

/** What signing in with a password works with. */
export interface FlowParts
  extends Pick<SigninParts, 'clock' | 'random' | 'seal' | 'redeem' | 'publicUrl' | 'region'> {
  readonly passwords: SignInPasswords;
  readonly challenge: ChallengeParts;
  readonly codes: CodeDelivery;
  /** Opens the seeds of virtual MFA devices. */
  readonly openSecret: OpenSecret;
  /** Seals a seed for its context, for `openSecret`. */
  readonly sealSecret: (plaintext: string, context: string) => string;
  /** GATEHOUSE_ROOT_CODE: when a root user without MFA device has to type a mailed code (R156). */
  readonly rootCode: 'new-browser' | 'always' | 'never';
  /** GATEHOUSE_CONSOLE_HOURS. */
  readonly consoleHours: number;
  /** Whether strangers may create accounts. */
  readonly selfRegistration: boolean;
}
