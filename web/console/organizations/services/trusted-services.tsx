import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { Moment } from '../../../shared/shown/moment.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { SERVICES, ServiceField } from './service-field.tsx';

type Enabled = NonNullable<
  OutputOf<'organizations', 'ListAWSServiceAccessForOrganization'>['EnabledServicePrincipals']
>[number];

/** The services that the organization trusts. */
export function TrustedServices() {
  const { t } = useTexts();
  const tell = useTell();
  const [dialog, setDialog] = useState<'enable' | 'disable'>();
  const [selected, setSelected] = useState<readonly Enabled[]>([]);
  const pages = usePages<Enabled>('services', async (NextToken, signal) => {
    const input = { NextToken };
    const answer = await call(
      'organizations',
      'ListAWSServiceAccessForOrganization',
      input,
      signal,
    );
    return { items: answer.EnabledServicePrincipals ?? [], next: answer.NextToken };
  });
  const service = selected[0]?.ServicePrincipal ?? '';
  const disable = useAction(async () => {
    await call('organizations', 'DisableAWSServiceAccess', { ServicePrincipal: service });
    tell(t('org.services.disabled', { service }));
    setSelected([]);
    pages.reload();
  });
  const close = (): void => setDialog(undefined);
  return (
    <>
      <ResourceTable
        title={t('org.services.trusted')}
        description={t('org.services.trusted.lead')}
        pages={pages}
        idOf={({ ServicePrincipal = '' }) => ServicePrincipal}
        empty={t('org.services.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={service === ''} onClick={() => setDialog('disable')}>
              {t('org.services.disable')}
            </Button>
            <Button onClick={() => setDialog('enable')}>{t('org.services.enable')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'service',
            header: t('org.service'),
            cell: ({ ServicePrincipal }) => ServicePrincipal,
            isRowHeader: true,
          },
          {
            id: 'since',
            header: t('org.since'),
            cell: ({ DateEnabled }) => <Moment seconds={DateEnabled} />,
          },
        ]}
      />
      {dialog === 'enable' && <Enable onClose={close} onDone={pages.reload} />}
      {dialog === 'disable' && (
        <Confirm
          title={t('org.services.disable.title', { service })}
          submit={t('org.services.disable')}
          action={disable}
          onClose={close}
        >
          {t('org.services.disable.lead')}
        </Confirm>
      )}
    </>
  );
}

function Enable(props: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const [service, setService] = useState<string>(SERVICES[0]);
  const action = useAction(async () => {
    await call('organizations', 'EnableAWSServiceAccess', { ServicePrincipal: service.trim() });
    tell(t('org.services.enabled', { service: service.trim() }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('org.services.enable')}
      submit={t('org.services.enable')}
      action={action}
      ready={service.trim() !== ''}
      onClose={props.onClose}
    >
      <ServiceField value={service} onChange={setService} />
    </FormModal>
  );
}
