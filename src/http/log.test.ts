import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLogger, loggablePath } from './log.ts';

describe('the log', () => {
  it('hides secrets at every depth and keeps the rest', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => lines.push(line) });
    const secrets = {
      authorization: 's3cret',
      'x-amz-security-token': 's3cret',
      secretAccessKey: 's3cret',
      password: 's3cret',
      query: 's3cret',
    };
    logger.info({ ...secrets, requestId: 'r', one: { ...secrets, two: { ...secrets } } }, 'm');
    logger.debug('not told');
    assert.equal(lines.length, 1);
    const [line = ''] = lines;
    assert.ok(!line.includes('s3cret'));
    assert.equal(line.split('(hidden)').length - 1, 15);
    const told = JSON.parse(line);
    assert.equal(told.level, 'info');
    assert.equal(told.requestId, 'r');
    assert.match(told.time, /^\d{4}-\d\d-\d\dT/);
  });

  it('leaves out query strings', () => {
    assert.equal(loggablePath('/setup?token=x'), '/setup');
    assert.equal(loggablePath('/setup'), '/setup');
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => lines.push(line) });
    logger.info({ req: { method: 'GET', url: '/setup?token=s3cret', id: 'r' } }, 'm');
    assert.match(lines.join(''), /"path":"\/setup"/);
    assert.ok(!lines.join('').includes('s3cret'));
  });
});
