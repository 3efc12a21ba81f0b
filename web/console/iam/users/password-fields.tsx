import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/texts.tsx';

/** A console password to be set. */
export interface PasswordChoice {
  readonly generated: boolean;
  readonly typed: string;
  readonly resetRequired: boolean;
}

export const FIRST_CHOICE: PasswordChoice = { generated: true, typed: '', resetRequired: true };

/** Whether a choice can be sent. */
export function isChosen({ generated, typed }: PasswordChoice): boolean {
  return generated || typed !== '';
}

/** Whether the password is made here or typed, and whether the user must change it. */
export function PasswordFields(props: {
  readonly choice: PasswordChoice;
  /** Whether to say that the password is missing. */
  readonly isStopped?: boolean;
  readonly onChange: (choice: PasswordChoice) => void;
}) {
  const { t } = useTexts();
  const { choice, onChange, isStopped = false } = props;
  return (
    <SpaceBetween size="s">
      <FormField label={t('iam.password')}>
        <RadioGroup
          value={choice.generated ? 'generated' : 'typed'}
          items={[
            { value: 'generated', label: t('iam.password.generated') },
            { value: 'typed', label: t('iam.password.typed') },
          ]}
          onChange={({ detail }) =>
            onChange({ ...choice, generated: detail.value === 'generated' })
          }
        />
      </FormField>
      {!choice.generated && (
        <FormField
          label={t('iam.password.new')}
          errorText={isStopped && choice.typed === '' && t('iam.password.missing')}
        >
          <Input
            type="password"
            autoComplete="new-password"
            value={choice.typed}
            onChange={({ detail }) => onChange({ ...choice, typed: detail.value })}
          />
        </FormField>
      )}
      <Checkbox
        checked={choice.resetRequired}
        description={t('iam.password.reset.lead')}
        onChange={({ detail }) => onChange({ ...choice, resetRequired: detail.checked })}
      >
        {t('iam.password.reset')}
      </Checkbox>
    </SpaceBetween>
  );
}

const LETTERS = [
  'ABCDEFGHJKLMNPQRSTUVWXYZ',
  'abcdefghijkmnpqrstuvwxyz',
  '23456789',
  '!@#$%^&*()_+-=[]{}|',
];
const LENGTH = 24;

/** The password of a choice; one that is made has every kind of character. */
export function passwordOf({ generated, typed }: PasswordChoice): string {
  if (!generated) return typed;
  const all = LETTERS.join('');
  const picked = Array.from({ length: LENGTH }, (_, index) => pick(LETTERS[index] ?? all));
  // The kinds that must be there stand first until here.
  for (let at = picked.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [picked[at], picked[other]] = [picked[other] ?? '', picked[at] ?? ''];
  }
  return picked.join('');
}

function pick(letters: string): string {
  return letters.charAt(below(letters.length));
}

/** A random number from 0 to below a limit, each as likely. */
function below(limit: number): number {
  const most = Math.floor(0x1_0000_0000 / limit) * limit;
  const drawn = new Uint32Array(1);
  do crypto.getRandomValues(drawn);
  while ((drawn[0] ?? 0) >= most);
  return (drawn[0] ?? 0) % limit;
}
