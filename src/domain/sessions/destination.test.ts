import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ownDestination } from './destination.ts';

const PUBLIC = 'https://gate.example.com:8443';

describe('the destination of a sign-in', () => {
  const accepted: readonly (readonly [string, string])[] = [
    ['/console/iam?region=us-east-1#/users', '/console/iam?region=us-east-1#/users'],
    [`${PUBLIC}/console/home`, '/console/home'],
    ['https://console.aws.amazon.com/', '/console/home'],
    ['https://console.aws.amazon.com/s3/home', '/console/home'],
    ['https://us-east-1.console.aws.amazon.com/console/home?x=1', '/console/home?x=1'],
    ['/a/../b', '/b'],
  ];
  for (const [wanted, path] of accepted) {
    it(`is ${path} for ${wanted}`, () => assert.equal(ownDestination(wanted, PUBLIC), path));
  }

  const refused = [
    'https://evil.example/',
    'https://gate.example.com/',
    'http://gate.example.com:8443/',
    'https://console.aws.amazon.com.evil.example/',
    'http://console.aws.amazon.com/',
    'https://user@console.aws.amazon.com/',
    '//evil.example/x',
    '/\\evil.example/x',
    '\\\\evil.example',
    `${PUBLIC}//evil.example`,
    '/x/..//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'console',
    '',
    ' /console',
    '\t//evil.example',
    `/${'x'.repeat(3000)}`,
  ];
  for (const wanted of refused) {
    it(`is refused: ${JSON.stringify(wanted.slice(0, 50))}`, () =>
      assert.equal(ownDestination(wanted, PUBLIC), undefined));
  }

  it('never leaves the server', () => {
    const parts = fc.constantFrom('/', '\\', '.', '..', ':', '@', 'evil.example', '\t', '?', '#');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (texts) => {
        const path = ownDestination(texts.join(''), PUBLIC);
        if (path !== undefined) assert.equal(new URL(path, PUBLIC).origin, PUBLIC);
      }),
    );
  });
});
