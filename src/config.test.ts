import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';
import { settings } from './settings.ts';

function problems(environment: Record<string, string>): string[] {
  const reading = readConfig(environment);
  return reading.ok ? [] : reading.problems.map(({ env, value }) => `${env}=${value}`);
}

test('without any setting everything has its default', () => {
  const reading = readConfig({});
  assert.ok(reading.ok);
  const { config } = reading;
  assert.equal(config.port, 8400);
  assert.equal(config.host, '127.0.0.1');
  assert.deepEqual(config.allRegions, ['us-east-1']);
  assert.equal(config.databaseUrl, '');
});

test('R115: further regions stand beside the home region, each once', () => {
  const reading = readConfig({
    GATEHOUSE_REGION: 'eu-central-1',
    GATEHOUSE_REGIONS: 'us-east-1, eu-central-1',
  });
  assert.ok(reading.ok);
  assert.deepEqual(reading.config.allRegions, ['eu-central-1', 'us-east-1']);
});

test('every bad value is named, with the values that are allowed', () => {
  const bad = {
    GATEHOUSE_PORT: '70000',
    GATEHOUSE_REGION: 'mars',
    GATEHOUSE_TLS: 'on',
    GATEHOUSE_PUBLIC_URL: 'http://example.com/path',
    GATEHOUSE_DATABASE_URL: 'mysql://user:secret@host/db',
    GATEHOUSE_TRUSTED_PROXIES: '10.0.0.0/8,everyone',
    GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.0/8,10.0.0.0/33',
  };
  assert.deepEqual(problems(bad).sort(), [
    'GATEHOUSE_DATABASE_URL=(hidden)',
    'GATEHOUSE_OUTBOUND_ALLOW=127.0.0.0/8,10.0.0.0/33',
    'GATEHOUSE_PORT=70000',
    'GATEHOUSE_PUBLIC_URL=http://example.com/path',
    'GATEHOUSE_REGION=mars',
    'GATEHOUSE_TLS=on',
    'GATEHOUSE_TRUSTED_PROXIES=10.0.0.0/8,everyone',
  ]);
  const good = {
    GATEHOUSE_PORT: '65535',
    GATEHOUSE_REGION: 'us-east-1',
    GATEHOUSE_TLS: 'off',
    GATEHOUSE_PUBLIC_URL: 'https://example.com/',
    GATEHOUSE_DATABASE_URL: 'postgres://user:secret@host/db',
    GATEHOUSE_TRUSTED_PROXIES: '10.0.0.0/8,::1',
    GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.0/8, 10.0.0.0/32, ::1',
  };
  assert.deepEqual(problems(good), []);
  const allowed = readConfig({ GATEHOUSE_TLS: 'on' });
  assert.ok(!allowed.ok);
  assert.equal(allowed.problems[0]?.allowed, 'off, local or files');
});

test('a misspelt setting is named rather than passed over, and never its secret', () => {
  assert.deepEqual(problems({ GATEHOUSE_PROT: '1' }), ['GATEHOUSE_PROT=1']);
  const secret = { GATEHOUSE_BOOTSTRAP_ROOT_PASWORD: 'x', GATEHOUSE_MASTER_KEYS: 'k' };
  assert.deepEqual(problems(secret), [
    'GATEHOUSE_BOOTSTRAP_ROOT_PASWORD=(hidden)',
    'GATEHOUSE_MASTER_KEYS=(hidden)',
  ]);
});

test('settings that need each other are judged together', () => {
  assert.deepEqual(problems({ GATEHOUSE_TLS: 'files' }), ['GATEHOUSE_TLS=files']);
  const files = { GATEHOUSE_TLS: 'files', GATEHOUSE_TLS_CERT: 'c', GATEHOUSE_TLS_KEY: 'k' };
  assert.deepEqual(problems(files), []);
  const id = 'GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID';
  const secret = 'GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY';
  assert.deepEqual(problems({ [id]: 'AKIAIOSFODNN7EXAMPLE' }), [`${id}=AKIAIOSFODNN7EXAMPLE`]);
  assert.deepEqual(problems({ [id]: 'AKIAIOSFODNN7EXAMPLE', [secret]: 'short' }), [
    `${secret}=(hidden)`,
  ]);
  assert.deepEqual(problems({ [id]: 'AKIAIOSFODNN7EXAMPLE', [secret]: 'x'.repeat(16) }), []);
  assert.deepEqual(problems({ GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: 'short' }), [
    'GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD=(hidden)',
  ]);
});

test('every default is a value that its own setting allows', () => {
  for (const { env, schema, fallback } of Object.values(settings)) {
    assert.ok(schema.safeParse(fallback).success, env);
  }
});
