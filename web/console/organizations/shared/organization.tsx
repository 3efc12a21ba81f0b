import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { createContext, type ReactNode, useContext } from 'react';
import { ApiFailure } from '../../../shared/api/failure.ts';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useSession } from '../../frame/session.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';

/** The organization that the account is in. */
export type Organization = NonNullable<
  OutputOf<'organizations', 'DescribeOrganization'>['Organization']
>;

interface Known {
  readonly organization: Organization;
  /** Whether this account is the one that manages it. */
  readonly isManagement: boolean;
  readonly reload: () => void;
}

const OrganizationContext = createContext<Known | undefined>(undefined);

/** The organization, as every page below OrganizationProvider has one. */
export function useOrganization(): Known {
  const known = useContext(OrganizationContext);
  if (!known) throw new Error('there is no OrganizationProvider above');
  return known;
}

/** The organization that the account is in; undefined where it is in none. */
export async function findOrganization(signal?: AbortSignal): Promise<Organization | undefined> {
  try {
    return (await call('organizations', 'DescribeOrganization', {}, signal)).Organization;
  } catch (error) {
    const isNone =
      error instanceof ApiFailure && error.code === 'AWSOrganizationsNotInUseException';
    if (isNone) return undefined;
    throw error;
  }
}

/** Shows what is below it in an organization, and how to make one where there is none. */
export function OrganizationProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts();
  const session = useSession();
  const query = useQuery('organization', async (signal) => ({
    organization: await findOrganization(signal),
  }));
  if (!query.value) {
    return (
      <Page title={t('frame.org')}>
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    );
  }
  const { organization } = query.value;
  if (!organization) return <NoOrganization onCreated={query.reload} />;
  const isManagement = organization.MasterAccountId === session.account;
  return (
    <OrganizationContext value={{ organization, isManagement, reload: query.reload }}>
      {children}
    </OrganizationContext>
  );
}

function NoOrganization({ onCreated }: { readonly onCreated: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const session = useSession();
  const action = useAction(async () => {
    await call('organizations', 'CreateOrganization', { FeatureSet: 'ALL' });
    tell(t('org.created'));
    onCreated();
  });
  return (
    <Page title={t('frame.org')} description={t('org.none.lead')}>
      <Container
        header={<Header variant="h2">{t('org.none')}</Header>}
        footer={
          <Button variant="primary" loading={action.busy} onClick={() => action.run()}>
            {t('org.create')}
          </Button>
        }
      >
        <Box variant="p">{t('org.create.lead', { account: session.account })}</Box>
        {action.failure && <FailureAlert failure={action.failure} />}
      </Container>
    </Page>
  );
}

/** Says in a member account who manages the organization. */
export function MemberNotice() {
  const { t } = useTexts();
  const { organization, isManagement } = useOrganization();
  if (isManagement) return null;
  return <Alert>{t('org.member', { account: organization.MasterAccountId ?? '' })}</Alert>;
}
