import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useTexts } from '../../i18n/texts.tsx';
import { TreeTable } from '../../organizations/tree/tree-table.tsx';
import { GroupPicker, UserPicker } from '../shared/principal-picker.tsx';
import { type Choice, isFull, plannedOf } from './choice.ts';
import { SetPicker } from './set-picker.tsx';

interface StepProps {
  readonly choice: Choice;
  /** Whether somebody wanted to go on before it was filled in. */
  readonly isStopped: boolean;
  readonly onChange: (part: Partial<Choice>) => void;
}

/** Which accounts. */
export function AccountsStep({ choice, isStopped, onChange }: StepProps) {
  const { t } = useTexts();
  const { accounts = [] } = choice;
  return (
    <SpaceBetween size="m">
      {isStopped && accounts.length === 0 && (
        <Alert type="error">{t('idc.assign.accounts.missing')}</Alert>
      )}
      <TreeTable
        title={t('org.tree')}
        selected={accounts}
        onSelect={(chosen) => onChange({ accounts: chosen })}
      />
    </SpaceBetween>
  );
}

/** Which users and groups. */
export function PrincipalsStep({ choice, isStopped, onChange }: StepProps) {
  const { t } = useTexts();
  const { users, groups } = choice;
  return (
    <SpaceBetween size="m">
      {isStopped && !isFull(choice).principals && (
        <Alert type="error">{t('idc.assign.principals.missing')}</Alert>
      )}
      <Tabs
        tabs={[
          {
            id: 'groups',
            label: `${t('frame.idc.groups')} (${groups.length})`,
            content: (
              <GroupPicker selected={groups} onSelect={(chosen) => onChange({ groups: chosen })} />
            ),
          },
          {
            id: 'users',
            label: `${t('frame.idc.users')} (${users.length})`,
            content: (
              <UserPicker selected={users} onSelect={(chosen) => onChange({ users: chosen })} />
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}

/** With which permission sets. */
export function SetsStep({ choice, isStopped, onChange }: StepProps) {
  const { t } = useTexts();
  return (
    <SpaceBetween size="m">
      {isStopped && !isFull(choice).sets && (
        <Alert type="error">{t('idc.assign.sets.missing')}</Alert>
      )}
      <SetPicker selected={choice.sets} onSelect={(sets) => onChange({ sets })} />
    </SpaceBetween>
  );
}

/** Everything that was chosen. */
export function ReviewStep({ choice }: Pick<StepProps, 'choice'>) {
  const { t } = useTexts();
  const { accounts = [], users, groups, sets } = choice;
  const list = (items: readonly (string | undefined)[]) => (
    <span className="value">{items.join(', ') || t('common.none')}</span>
  );
  return (
    <Container>
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: t('frame.idc.accounts'),
            value: list(accounts.map(({ id, name }) => `${name} (${id})`)),
          },
          { label: t('frame.idc.permissionSets'), value: list(sets.map(({ Name }) => Name)) },
          {
            label: t('frame.idc.groups'),
            value: list(groups.map(({ DisplayName }) => DisplayName)),
          },
          { label: t('frame.idc.users'), value: list(users.map(({ UserName }) => UserName)) },
          { label: t('idc.assign.count'), value: plannedOf(choice).length },
        ]}
      />
    </Container>
  );
}
