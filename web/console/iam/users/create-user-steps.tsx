import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/texts.tsx';
import { GroupPicker } from '../shared/group-picker.tsx';
import { PolicyPicker } from '../shared/policy-picker.tsx';
import { TagFields, tagsOf } from '../shared/tags.tsx';
import type { NewUser } from './new-user.ts';
import { PasswordFields } from './password-fields.tsx';

interface StepProps {
  readonly user: NewUser;
  readonly onChange: (part: Partial<NewUser>) => void;
}

/** Name and console password; `isStopped` says what of them is missing. */
export function BasicsStep({
  user,
  isStopped,
  onChange,
}: StepProps & { readonly isStopped: boolean }) {
  const { t } = useTexts();
  const isNameless = isStopped && user.name.trim() === '';
  return (
    <Container>
      <SpaceBetween size="m">
        <FormField
          label={t('iam.users.name')}
          description={t('iam.name.lead')}
          errorText={isNameless && t('iam.name.missing')}
        >
          <Input value={user.name} onChange={({ detail }) => onChange({ name: detail.value })} />
        </FormField>
        <Checkbox
          checked={user.hasPassword}
          description={t('iam.users.console.lead')}
          onChange={({ detail }) => onChange({ hasPassword: detail.checked })}
        >
          {t('iam.users.console')}
        </Checkbox>
        {user.hasPassword && (
          <PasswordFields
            choice={user.password}
            isStopped={isStopped}
            onChange={(password) => onChange({ password })}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

/** Groups to join and policies to attach. */
export function PermissionsStep({ user, onChange }: StepProps) {
  const { t } = useTexts();
  return (
    <SpaceBetween size="l">
      <GroupPicker selected={user.groups} onSelect={(groups) => onChange({ groups })} />
      <PolicyPicker
        title={t('iam.policies.title')}
        selected={user.policies}
        onSelect={(policies) => onChange({ policies })}
      />
    </SpaceBetween>
  );
}

export function TagsStep({ user, onChange }: StepProps) {
  return (
    <Container>
      <TagFields tags={user.tags} onChange={(tags) => onChange({ tags })} />
    </Container>
  );
}

/** Everything that was chosen. */
export function ReviewStep({ user }: Pick<StepProps, 'user'>) {
  const { t } = useTexts();
  const list = (items: readonly string[]): string => items.join(', ') || t('common.none');
  return (
    <Container>
      <KeyValuePairs
        columns={2}
        items={[
          { label: t('iam.users.name'), value: user.name },
          {
            label: t('iam.password'),
            value: user.hasPassword
              ? t(user.password.generated ? 'iam.password.generated' : 'iam.password.typed')
              : t('iam.password.none'),
          },
          {
            label: t('iam.groups.title'),
            value: list(user.groups.map(({ GroupName }) => GroupName)),
          },
          {
            label: t('iam.policies.title'),
            value: list(user.policies.map(({ PolicyName = '' }) => PolicyName)),
          },
          {
            label: t('iam.tags'),
            value: list(tagsOf(user.tags).map(({ Key, Value }) => `${Key}: ${Value}`)),
          },
        ]}
      />
    </Container>
  );
}
