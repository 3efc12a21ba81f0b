import { call } from '../../api/call.ts';
import type { Deletable } from '../shared/deletion.tsx';
import { listHolders, takeAway } from './holders.ts';

/** A managed policy, by its ARN, with its attachments and its other versions. */
export const POLICY: Deletable = {
  title: 'iam.policies.delete',
  remove: (PolicyArn) => call('iam', 'DeletePolicy', { PolicyArn }),
  find: async (PolicyArn, t, signal) => {
    const [holders, { Versions = [] }] = await Promise.all([
      listHolders(PolicyArn, signal),
      call('iam', 'ListPolicyVersions', { PolicyArn }, signal),
    ]);
    const uses = holders.map((holder) => ({
      text: t(`iam.policies.holder.${holder.use}`, {
        kind: t(`iam.kind.${holder.kind}`),
        name: holder.name,
      }),
      remove: () => takeAway(PolicyArn, holder),
    }));
    const others = Versions.filter(({ IsDefaultVersion: isDefault }) => !isDefault);
    const versions = others.map(({ VersionId = '' }) => ({
      text: t('iam.policies.version.named', { version: VersionId }),
      remove: () => call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId }),
    }));
    return [...uses, ...versions];
  },
};
