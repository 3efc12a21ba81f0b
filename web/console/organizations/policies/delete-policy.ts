import { call } from '../../api/call.ts';
import type { Deletable } from '../../iam/shared/deletion.tsx';
import { listTargets } from './targets.ts';

/** A service control policy; what it is attached to goes on without it. */
export const POLICY: Deletable = {
  title: 'org.policies.delete',
  find: async (PolicyId, t, signal) =>
    (await listTargets(PolicyId, signal)).map(({ TargetId = '', Name = '' }) => ({
      text: t('org.policies.attachment', { name: Name, id: TargetId }),
      remove: () => call('organizations', 'DetachPolicy', { PolicyId, TargetId }),
    })),
  remove: (PolicyId) => call('organizations', 'DeletePolicy', { PolicyId }),
};
