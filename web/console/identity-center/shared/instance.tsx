import { createContext, type ReactNode, useContext } from 'react';
import { useQuery } from '../../../shared/api/use-query.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { NotEnabled } from './not-enabled.tsx';

/** An instance with its settings and addresses. */
export type Instance = OutputOf<'gatehouse', 'DescribeIdentityCenter'>['Instance'];

interface Known {
  readonly instance: Instance;
  /** ARN of the instance, and the id of its identity store, which most operations take. */
  readonly arn: string;
  readonly storeId: string;
  /** Reads the settings again, after they were changed. */
  readonly reload: () => void;
}

const InstanceContext = createContext<Known | undefined>(undefined);

/** The instance, as every page below InstanceProvider has one. */
export function useInstance(): Known {
  const known = useContext(InstanceContext);
  if (!known) throw new Error('there is no InstanceProvider above');
  return known;
}

/**
 * The instance that this account administers; the organization's before one of its own. Undefined
 * where there is none.
 */
async function findInstance(signal: AbortSignal): Promise<Instance | undefined> {
  const { Instances = [] } = await call('sso-admin', 'ListInstances', {}, signal);
  const found = await Promise.all(
    Instances.map(async ({ InstanceArn = '' }) => {
      return (await call('gatehouse', 'DescribeIdentityCenter', { InstanceArn }, signal)).Instance;
    }),
  );
  return found.find(({ Kind }) => Kind === 'organization') ?? found[0];
}

/** Shows what is below it in an instance, and how to enable one where there is none. */
export function InstanceProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts();
  const query = useQuery('instance', async (signal) => ({ instance: await findInstance(signal) }));
  if (!query.value) {
    return (
      <Page title={t('frame.idc')}>
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    );
  }
  const { instance } = query.value;
  if (!instance) return <NotEnabled onEnabled={query.reload} />;
  const { InstanceArn: arn, IdentityStoreId: storeId } = instance;
  return (
    <InstanceContext value={{ instance, arn, storeId, reload: query.reload }}>
      {children}
    </InstanceContext>
  );
}
