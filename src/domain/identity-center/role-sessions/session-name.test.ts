import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sessionNameOf } from './session-name.ts';

const ID = '0123456789-11111111-2222-3333-4444-555555555555';

describe('sessionNameOf', () => {
  it('R029: a user name that a session may have is kept; others are mapped and told apart', () => {
    assert.equal(sessionNameOf('maria@example.com', ID), 'maria@example.com');
    assert.match(sessionNameOf('m', ID), /^m-[0-9a-f]{8}$/);
    assert.match(sessionNameOf('마리아', ID), /^----[0-9a-f]{8}$/);
    assert.match(sessionNameOf('a b', ID), /^a-b-[0-9a-f]{8}$/);
    assert.notEqual(sessionNameOf('a b', ID), sessionNameOf('a/b', `${ID.slice(0, -1)}6`));
  });

  it('is one that AWS allows, whatever the user name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 128, unit: 'binary' }), (userName) => {
        assert.match(sessionNameOf(userName, ID), /^[\w+=,.@-]{2,64}$/);
      }),
    );
  });
});
