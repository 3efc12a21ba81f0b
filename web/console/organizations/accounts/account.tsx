import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../../iam/shared/entity-page.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { AccountState, stateOf } from '../shared/account-state.tsx';
import { useOrganization } from '../shared/organization.tsx';
import { paths } from '../shared/paths.ts';
import { ResourceTags } from '../shared/resource-tags.tsx';
import { TargetPolicies } from '../shared/target-policies.tsx';
import type { Account } from '../tree/tree-node.ts';
import { CloseAccount } from './close-account.tsx';
import { MoveAccount } from './move-account.tsx';
import { RemoveAccount } from './remove-account.tsx';
import { ReopenAccount } from './reopen-account.tsx';

/** One account of the organization. */
export function Component() {
  const { t } = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(id, async (signal) => {
    const [{ Account = {} }, { Parents }] = await Promise.all([
      call('organizations', 'DescribeAccount', { AccountId: id }, signal),
      call('organizations', 'ListParents', { ChildId: id }, signal),
    ]);
    const parent = Parents?.[0]?.Id ?? '';
    return { account: Account, parent, parentName: await unitName(parent, signal) };
  });
  return (
    <EntityPage
      name={query.value?.account.Name ?? id}
      list={{ text: t('frame.org.accounts'), href: paths.accounts }}
      deletion={undefined}
      actions={query.value && <Acts {...query.value} onChange={query.reload} />}
    >
      <Loaded query={query}>{(value) => <Details {...value} />}</Loaded>
    </EntityPage>
  );
}

interface Known {
  readonly account: Account;
  /** Id of the root or unit that it is in. */
  readonly parent: string;
  readonly parentName: string;
}

/** The name of a unit; the root has the same one everywhere. */
async function unitName(OrganizationalUnitId: string, signal: AbortSignal): Promise<string> {
  if (OrganizationalUnitId.startsWith('r-')) return 'Root';
  const input = { OrganizationalUnitId };
  const answer = await call('organizations', 'DescribeOrganizationalUnit', input, signal);
  return answer.OrganizationalUnit?.Name ?? OrganizationalUnitId;
}

type Act = 'move' | 'close' | 'reopen' | 'remove';

function Acts({ account, parent, onChange }: Known & { readonly onChange: () => void }) {
  const { t } = useTexts();
  const { organization } = useOrganization();
  const [act, setAct] = useState<Act>();
  const dialog = {
    id: account.Id ?? '',
    name: account.Name ?? '',
    onClose: () => setAct(undefined),
    onDone: onChange,
  };
  const isOpen = stateOf(account) === 'ACTIVE';
  const isManagement = account.Id === organization.MasterAccountId;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => setAct('move')}>{t('org.accounts.move')}</Button>
      {!isManagement && (
        <Button onClick={() => setAct('remove')}>{t('org.accounts.remove')}</Button>
      )}
      {!isManagement && (
        <Button onClick={() => setAct(isOpen ? 'close' : 'reopen')}>
          {t(isOpen ? 'org.accounts.close' : 'org.accounts.reopen')}
        </Button>
      )}
      {act === 'move' && <MoveAccount {...dialog} parent={parent} />}
      {act === 'close' && <CloseAccount {...dialog} />}
      {act === 'reopen' && <ReopenAccount {...dialog} />}
      {act === 'remove' && <RemoveAccount {...dialog} />}
    </SpaceBetween>
  );
}

function Details({ account, parent, parentName }: Known) {
  const { t } = useTexts();
  const format = useFormat();
  const { organization } = useOrganization();
  const { Id: id = '', Name: name = '' } = account;
  const isManagement = id === organization.MasterAccountId;
  return (
    <>
      <Facts
        arn={account.Arn}
        items={[
          [t('org.accountId'), id],
          [t('org.email'), account.Email],
          [t('org.state'), <AccountState key="state" account={account} />],
          [
            t('org.units.parent'),
            <Link key="parent" href={paths.unit(parent)}>
              {parentName}
            </Link>,
          ],
          [t('org.accounts.joined'), format.moment(account.JoinedTimestamp)],
          [t('org.role'), t(isManagement ? 'org.role.management' : 'org.role.member')],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'policies',
            label: t('org.policies.title'),
            content: <TargetPolicies id={id} name={name} />,
          },
          { id: 'tags', label: t('iam.tags'), content: <ResourceTags id={id} /> },
        ]}
      />
    </>
  );
}
