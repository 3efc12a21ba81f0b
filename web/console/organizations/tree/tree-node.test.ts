import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountNode, inOrder, type TreeNode } from './tree-node.ts';

const unit = (name: string): TreeNode => ({ kind: 'unit', id: `ou-${name}`, name });

describe('the tree of an organization', () => {
  it('has units before accounts, each in the order of their names', () => {
    const accounts = ['beta', 'alpha'].map((Name, index) =>
      accountNode({ Name, Id: `11112222333${index}` }),
    );
    const names = inOrder([...accounts, unit('zeta'), unit('gamma')]).map(({ name }) => name);
    assert.deepEqual(names, ['gamma', 'zeta', 'alpha', 'beta']);
  });

  it('tells accounts of the same name apart by their ids', () => {
    const ids = ['222222222222', '111111111111'];
    const nodes = ids.map((Id) => accountNode({ Name: 'twin', Id }));
    assert.deepEqual(
      inOrder(nodes).map(({ id }) => id),
      ids.toReversed(),
    );
  });
});
