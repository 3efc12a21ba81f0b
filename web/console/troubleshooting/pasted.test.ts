import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kindOfPasted } from './pasted.ts';

describe('what was pasted', () => {
  it('is a token when it has three parts, and a response otherwise', () => {
    assert.equal(kindOfPasted('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln'), 'token');
    assert.equal(kindOfPasted('eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.'), 'token');
    for (const text of ['<Response/>', 'PFJlc3BvbnNlLz4=', 'a.b', 'a.b.c.d']) {
      assert.equal(kindOfPasted(text), 'response');
    }
  });
});
