import type { Passwords } from './call.ts';
import { remembered } from './remembered.ts';

/**
 * Passwords for the tries of one call: a handler that starts again does not hash again what it has
 * hashed. Nothing is kept beyond the call.
 */
export function rememberPasswords(passwords: Passwords): Passwords {
  const hashed = new Map<string, Promise<string>>();
  const verified = new Map<string, Promise<boolean>>();
  return {
    hash: (password) => remembered(hashed, password, () => passwords.hash(password)),
    verify: (password, phc) =>
      remembered(verified, `${phc}\n${password}`, () => passwords.verify(password, phc)),
  };
}
