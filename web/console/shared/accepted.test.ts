import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ACCEPTED, isAccepted } from './accepted.ts';

const cases: Record<keyof typeof ACCEPTED, readonly [good: string[], bad: string[]]> = {
  accountName: [
    ['Dev (2)', 'x'.repeat(50)],
    ['개발', 'x'.repeat(51)],
  ],
  description: [['Everything, día'], ['모든 권한', 'x'.repeat(701)]],
  email: [
    ['a@b.example', 'a+b@c.d.example'],
    ['a', 'a@b', 'a b@c.example'],
  ],
  permissionSet: [
    ['Read-Only_1', 'x'.repeat(32)],
    ['읽기', 'a b', 'x'.repeat(33)],
  ],
  role: [['x'.repeat(64)], ['x'.repeat(65), 'my role']],
  userName: [
    ['minji.kim@corp', '민지'],
    ['min ji', 'x'.repeat(129)],
  ],
};

describe('fields of the console', () => {
  it('know what AWS takes, and leave what is empty to whoever asks for it', () => {
    for (const [kind, [good, bad]] of Object.entries(cases)) {
      const as = kind as keyof typeof ACCEPTED;
      for (const value of ['', ' ', ...good, ` ${good[0]} `])
        assert.ok(isAccepted(value, as), value);
      for (const value of bad) assert.ok(!isAccepted(value, as), value);
    }
  });
});
