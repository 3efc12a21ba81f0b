/** An authenticator app for tests: codes of `oathtool`, and a clock of its own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { findProgram } from '../../tools/programs.ts';
import type { Clients } from './clients.ts';

const PERIOD = 30_000;

/** A virtual device as its owner has it. */
export interface Authenticator {
  readonly serial: string;
  /** Base 32. */
  readonly seed: string;
  /** The next code: of the step after the one that was shown before, without waiting for it. */
  readonly next: () => string;
  /** The code that was shown last. */
  readonly last: () => string;
  /** The code of a time. */
  readonly at: (milliseconds: number) => string;
}

/** An app whose clock is a minute ahead: its next codes are accepted without waiting for them. */
export function authenticator(serial: string, seed: string): Authenticator {
  let time = Date.now() + PERIOD;
  const at = (milliseconds: number) => {
    const now = new Date(milliseconds).toISOString().replace('T', ' ');
    const oathtool = findProgram('oathtool') ?? 'oathtool';
    return execFileSync(oathtool, ['--totp', '--base32', `--now=${now}`, seed])
      .toString()
      .trim();
  };
  return {
    serial,
    seed,
    at,
    last: () => at(time),
    next: () => {
      time += PERIOD;
      return at(time);
    },
  };
}

/** Creates a virtual device of that name. */
export async function makeAuthenticator(
  { iam }: Pick<Clients, 'iam'>,
  name: string,
): Promise<Authenticator> {
  const { VirtualMFADevice: made } = await iam.createVirtualMFADevice({
    VirtualMFADeviceName: name,
  });
  assert.ok(made?.SerialNumber && made.Base32StringSeed && made.QRCodePNG);
  const seed = Buffer.from(made.Base32StringSeed).toString();
  return authenticator(made.SerialNumber, seed);
}

/** Creates a virtual device and enables it for a user. */
export async function enableAuthenticator(
  clients: Pick<Clients, 'iam'>,
  user: string,
  name = user,
): Promise<Authenticator> {
  const app = await makeAuthenticator(clients, name);
  await clients.iam.enableMFADevice({
    UserName: user,
    SerialNumber: app.serial,
    AuthenticationCode1: app.next(),
    AuthenticationCode2: app.next(),
  });
  return app;
}
