import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { useFormat } from '../../../shared/i18n/format.ts';
import { CodeBlock } from '../../../shared/shown/code-block.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { words } from '../editor/simulate.ts';
import { onePage } from '../shared/all-pages.ts';
import { Facts } from '../shared/facts.tsx';
import { ProviderTags } from './provider-tags.tsx';

/** An OpenID Connect provider: its client IDs, thumbprints and tags. */
export function OidcProvider({ arn }: { readonly arn: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const { value, failure, reload } = useQuery(arn, (signal) =>
    call('iam', 'GetOpenIDConnectProvider', { OpenIDConnectProviderArn: arn }, signal),
  );
  if (failure) return <FailureAlert failure={failure} retry={reload} />;
  if (!value) return <Spinner size="large" />;
  const { Url = '', ClientIDList: clients = [], ThumbprintList: thumbprints = [] } = value;
  return (
    <>
      <Facts
        arn={arn}
        items={[
          [t('iam.type'), t('iam.providers.oidc')],
          [t('iam.providers.url'), `https://${Url}`],
          [t('iam.created'), format.moment(value.CreateDate)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'clients',
            label: t('iam.providers.clients'),
            content: <Clients arn={arn} clients={clients} onChange={reload} />,
          },
          {
            id: 'thumbprints',
            label: t('iam.providers.thumbprints'),
            content: <Thumbprints arn={arn} thumbprints={thumbprints} onChange={reload} />,
          },
          { id: 'tags', label: t('iam.tags'), content: <ProviderTags kind="oidc" arn={arn} /> },
        ]}
      />
    </>
  );
}

function Clients(props: {
  readonly arn: string;
  readonly clients: readonly string[];
  readonly onChange: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn, clients, onChange } = props;
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const pages = usePages(`clients ${clients.join(' ')}`, () =>
    onePage(Promise.resolve([...clients])),
  );
  const provider = { OpenIDConnectProviderArn: arn };
  const close = (): void => setDialog(undefined);
  const removal = useAction(async () => {
    const input = { ...provider, ClientID: selected[0] ?? '' };
    await call('iam', 'RemoveClientIDFromOpenIDConnectProvider', input);
    tell(t('iam.providers.clients.removed'));
    setSelected([]);
    onChange();
  });
  return (
    <>
      <ResourceTable
        title={t('iam.providers.clients')}
        pages={pages}
        idOf={(id) => id}
        searched={(id) => id}
        empty={t('iam.providers.clients.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
              {t('iam.remove')}
            </Button>
            <Button onClick={() => setDialog('add')}>{t('iam.providers.clients.add')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'id',
            header: t('iam.providers.clients'),
            cell: (id) => <span className="value">{id}</span>,
            isRowHeader: true,
          },
        ]}
      />
      {dialog === 'add' && <AddClient arn={arn} onClose={close} onDone={onChange} />}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.providers.clients.remove')}
          submit={t('iam.remove')}
          action={removal}
          onClose={close}
        >
          {t('iam.providers.clients.remove.lead')} <span className="value">{selected[0]}</span>
        </Confirm>
      )}
    </>
  );
}

function AddClient(props: {
  readonly arn: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [client, setClient] = useState('');
  const action = useAction(async () => {
    await call('iam', 'AddClientIDToOpenIDConnectProvider', {
      OpenIDConnectProviderArn: props.arn,
      ClientID: client.trim(),
    });
    tell(t('iam.providers.clients.added'));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.providers.clients.add')}
      submit={t('iam.add')}
      action={action}
      ready={client.trim() !== ''}
      onClose={props.onClose}
    >
      <FormField label={t('iam.providers.client')}>
        <Input value={client} onChange={({ detail }) => setClient(detail.value)} />
      </FormField>
    </FormModal>
  );
}

function Thumbprints(props: {
  readonly arn: string;
  readonly thumbprints: readonly string[];
  readonly onChange: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn, thumbprints, onChange } = props;
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState(thumbprints.join('\n'));
  const action = useAction(async () => {
    await call('iam', 'UpdateOpenIDConnectProviderThumbprint', {
      OpenIDConnectProviderArn: arn,
      ThumbprintList: words(text),
    });
    tell(t('iam.providers.thumbprints.saved'));
    onChange();
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.providers.thumbprints.more')}
          actions={<Button onClick={() => setEditing(true)}>{t('iam.edit')}</Button>}
        >
          {t('iam.providers.thumbprints')}
        </Header>
      }
    >
      {thumbprints.length === 0 ? (
        t('common.none')
      ) : (
        <CodeBlock text={thumbprints.join('\n')} label={t('iam.providers.thumbprints')} />
      )}
      {editing && (
        <FormModal
          title={t('iam.providers.thumbprints')}
          submit={t('iam.save')}
          action={action}
          onClose={() => setEditing(false)}
        >
          <FormField
            label={t('iam.providers.thumbprints')}
            description={t('iam.providers.thumbprints.lead')}
          >
            <Textarea value={text} rows={5} onChange={({ detail }) => setText(detail.value)} />
          </FormField>
        </FormModal>
      )}
    </Container>
  );
}
