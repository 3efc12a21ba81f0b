import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { Explain } from '../editor/explain.tsx';
import { onePage } from './all-pages.ts';
import {
  attachPolicy,
  listOwnedPolicies,
  type OwnedPolicy,
  type Owner,
  removePolicy,
} from './owner.ts';
import { inApp, paths } from './paths.ts';
import { isAwsManaged, type ListedPolicy, PolicyPicker } from './policy-picker.tsx';

interface OwnerWithArn extends Owner {
  readonly arn: string;
}

/** The policies of a user, group or role: attach, write, take away, and what they decide. */
export function PermissionsPanel({ owner }: { readonly owner: OwnerWithArn }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'attach' | 'remove'>();
  const [selected, setSelected] = useState<readonly OwnedPolicy[]>([]);
  const pages = usePages(`policies of ${owner.arn}`, (_token, signal) =>
    onePage(listOwnedPolicies(owner, signal)),
  );
  const close = (): void => setDialog(undefined);
  const typeOf = ({ arn }: OwnedPolicy): string => {
    if (arn === undefined) return t('iam.policy.inline');
    return t(isAwsManaged(arn) ? 'iam.policy.aws' : 'iam.policy.customer');
  };
  const linkOf = ({ arn, name }: OwnedPolicy): string =>
    arn === undefined ? paths.inlinePolicy(owner.kind, owner.name, name) : paths.policy(arn);
  return (
    <SpaceBetween size="l">
      <ResourceTable
        title={t('iam.permissions.policies')}
        description={t('iam.permissions.lead')}
        pages={pages}
        idOf={({ arn, name }) => arn ?? name}
        searched={({ name, arn = '' }) => `${name} ${arn}`}
        empty={t('iam.permissions.none')}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        columns={[
          {
            id: 'name',
            header: t('iam.policy'),
            cell: (policy) => <Link href={linkOf(policy)}>{policy.name}</Link>,
            sortingField: 'name',
            isRowHeader: true,
          },
          {
            id: 'type',
            header: t('iam.type'),
            cell: typeOf,
            sortingComparator: (a, b) => typeOf(a).localeCompare(typeOf(b)),
          },
        ]}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDialog('remove')}>
              {t('iam.remove')}
            </Button>
            <ButtonDropdown
              items={[
                { id: 'attach', text: t('iam.permissions.attach') },
                { id: 'inline', text: t('iam.permissions.inline') },
              ]}
              onItemClick={({ detail }) => {
                if (detail.id === 'attach') setDialog('attach');
                else navigate(inApp(paths.inlinePolicy(owner.kind, owner.name)));
              }}
            >
              {t('iam.permissions.add')}
            </ButtonDropdown>
          </SpaceBetween>
        }
      />
      <Container header={<Header variant="h2">{t('iam.explain.title')}</Header>}>
        <Explain subject={owner} />
      </Container>
      {dialog === 'attach' && <Attach owner={owner} onClose={close} onDone={pages.reload} />}
      {dialog === 'remove' && (
        <Remove
          owner={owner}
          policies={selected}
          onClose={close}
          onDone={() => {
            setSelected([]);
            pages.reload();
          }}
        />
      )}
    </SpaceBetween>
  );
}

interface DialogProps {
  readonly owner: Owner;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Attach({ owner, onClose, onDone }: DialogProps) {
  const { t } = useTexts();
  const tell = useTell();
  const [chosen, setChosen] = useState<readonly ListedPolicy[]>([]);
  const action = useAction(async () => {
    for (const { Arn = '' } of chosen) await attachPolicy(owner, Arn);
    tell(t('iam.permissions.attached', { count: chosen.length, name: owner.name }));
    onDone();
  });
  return (
    <FormModal
      title={t('iam.permissions.attach')}
      submit={t('iam.permissions.attach.submit')}
      action={action}
      ready={chosen.length > 0}
      size="large"
      onClose={onClose}
    >
      <PolicyPicker title={t('iam.policies.title')} selected={chosen} onSelect={setChosen} />
    </FormModal>
  );
}

function Remove({
  owner,
  policies,
  onClose,
  onDone,
}: DialogProps & {
  readonly policies: readonly OwnedPolicy[];
}) {
  const { t } = useTexts();
  const tell = useTell();
  const action = useAction(async () => {
    for (const policy of policies) await removePolicy(owner, policy);
    tell(t('iam.permissions.removed', { count: policies.length, name: owner.name }));
    onDone();
  });
  return (
    <Confirm
      title={t('iam.permissions.remove.title', { name: owner.name })}
      submit={t('iam.remove')}
      action={action}
      onClose={onClose}
    >
      {t('iam.permissions.remove.lead')}
      <ul>
        {policies.map(({ name, arn }) => (
          <li key={arn ?? name}>
            {name}
            {arn === undefined && ` (${t('iam.permissions.remove.inline')})`}
          </li>
        ))}
      </ul>
    </Confirm>
  );
}
