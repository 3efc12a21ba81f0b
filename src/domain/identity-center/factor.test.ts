import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MfaDevice } from '../mfa/index.ts';
import { devicesOfTypes, type FactorFacts, factorDue } from './factor.ts';
import { DEFAULT_SETTINGS, type MfaSettings } from './settings.ts';

const common = {
  deviceId: 'd',
  serial: 's',
  label: 'phone',
  ownerId: 'u',
  createdAt: 0,
  enabledAt: 0,
  lastUsedAt: undefined,
};
const app: MfaDevice = {
  ...common,
  kind: 'virtual',
  seed: '',
  lastStep: undefined,
  drift: 0,
  failedTries: 0,
  retryAt: undefined,
};
const passkey: MfaDevice = {
  ...common,
  kind: 'passkey',
  credentialId: '',
  publicKey: '',
  signCount: 0,
  transports: [],
  aaguid: '',
  backupEligible: false,
  backedUp: false,
  rpId: 'localhost',
  clonedAt: undefined,
};

const nobody: FactorFacts = { devices: [], isTrusted: false, hasMailbox: true };

function due(settings: Partial<MfaSettings>, facts: Partial<FactorFacts>) {
  return factorDue({ ...DEFAULT_SETTINGS.mfa, ...settings }, { ...nobody, ...facts });
}

describe('R167: the second factor of workforce users', () => {
  it('is asked for never, always, or unless the device is trusted', () => {
    const devices = [app];
    assert.equal(due({ mode: 'never' }, { devices }), 'nothing');
    assert.equal(due({ mode: 'always' }, { devices, isTrusted: true }), 'device');
    assert.equal(due({ mode: 'context-aware' }, { devices, isTrusted: true }), 'nothing');
    assert.equal(due({ mode: 'context-aware' }, { devices }), 'device');
  });

  it('is enrolled, mailed, left out or the end for those who have no device', () => {
    assert.equal(due({ withoutDevice: 'enrol' }, {}), 'enrol');
    assert.equal(due({ withoutDevice: 'mailed-code' }, {}), 'mailed-code');
    assert.equal(due({ withoutDevice: 'allow' }, {}), 'nothing');
    assert.equal(due({ withoutDevice: 'block' }, {}), 'block');
  });

  it('is no code for those who cannot be reached', () => {
    assert.equal(due({ withoutDevice: 'mailed-code' }, { hasMailbox: false }), 'block');
  });

  it('spares trusted devices even the block, unless it is asked for always', () => {
    assert.equal(due({ withoutDevice: 'block' }, { isTrusted: true }), 'nothing');
    assert.equal(due({ mode: 'always', withoutDevice: 'block' }, { isTrusted: true }), 'block');
  });

  it('is of a type that the instance allows', () => {
    assert.equal(due({ types: ['passkey'] }, { devices: [app] }), 'enrol');
    assert.equal(due({ types: ['passkey'] }, { devices: [app, passkey] }), 'device');
    const settings = { ...DEFAULT_SETTINGS.mfa, types: ['authenticator'] as const };
    assert.deepEqual(devicesOfTypes(settings, [app, passkey]), [app]);
  });
});
