import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { Moment } from '../../../shared/shown/moment.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { paths } from '../shared/paths.ts';
import { type Delegation, listDelegations } from './delegations.ts';
import { RegisterDelegate } from './register-delegate.tsx';

/** The member accounts that administer a service for the organization. */
export function Delegates({ service }: { readonly service?: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const [dialog, setDialog] = useState<'register' | 'deregister'>();
  const [selected, setSelected] = useState<readonly Delegation[]>([]);
  const pages = usePages(`delegates ${service}`, (_token, signal) =>
    onePage(listDelegations(service, signal)),
  );
  const [chosen] = selected;
  const close = (): void => setDialog(undefined);
  const deregister = useAction(async () => {
    const input = { AccountId: chosen?.account ?? '', ServicePrincipal: chosen?.service ?? '' };
    await call('organizations', 'DeregisterDelegatedAdministrator', input);
    tell(t('org.delegates.deregistered', { name: chosen?.name ?? '' }));
    setSelected([]);
    pages.reload();
  });
  return (
    <>
      <ResourceTable
        title={t('org.delegates')}
        description={t('org.delegates.lead')}
        pages={pages}
        idOf={(one) => `${one.name} ${one.account} ${one.service}`}
        empty={t('org.delegates.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={!chosen} onClick={() => setDialog('deregister')}>
              {t('org.delegates.deregister')}
            </Button>
            <Button onClick={() => setDialog('register')}>{t('org.delegates.register')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'account',
            header: t('org.account'),
            cell: ({ account, name }) => (
              <Link href={paths.account(account)}>{`${name} (${account})`}</Link>
            ),
            isRowHeader: true,
          },
          { id: 'service', header: t('org.service'), cell: (one) => one.service },
          {
            id: 'since',
            header: t('org.since'),
            cell: ({ since }) => <Moment seconds={since} />,
          },
        ]}
      />
      {dialog === 'register' && (
        <RegisterDelegate service={service} onClose={close} onDone={pages.reload} />
      )}
      {dialog === 'deregister' && chosen && (
        <Confirm
          title={t('org.delegates.deregister.title', { name: chosen.name })}
          submit={t('org.delegates.deregister')}
          action={deregister}
          onClose={close}
        >
          {t('org.delegates.deregister.lead', { service: chosen.service })}
        </Confirm>
      )}
    </>
  );
}
