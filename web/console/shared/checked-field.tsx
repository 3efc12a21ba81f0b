import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { TextKey } from '../i18n/messages.ts';
import { useTexts } from '../i18n/texts.tsx';
import { type ACCEPTED, isAccepted } from './accepted.ts';

const PROBLEMS = {
  accountName: 'field.accountName',
  description: 'field.description',
  email: 'field.email',
  permissionSet: 'field.permissionSet',
  role: 'field.role',
  userName: 'field.userName',
} as const satisfies Record<keyof typeof ACCEPTED, TextKey>;

/** A text field that says, once it was left, what cannot stand in it. */
export function CheckedField(props: {
  readonly as: keyof typeof ACCEPTED;
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly placeholder?: string;
  /** What else is wrong. */
  readonly problem?: string | false;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTexts();
  const [isLeft, setLeft] = useState(false);
  const { as, value, placeholder } = props;
  const isWrong = isLeft && !isAccepted(value, as);
  return (
    <FormField
      label={props.label}
      description={props.description}
      errorText={isWrong ? t(PROBLEMS[as]) : props.problem}
    >
      <Input
        type={as === 'email' ? 'email' : 'text'}
        value={value}
        {...(placeholder === undefined ? {} : { placeholder })}
        autoComplete={false}
        onBlur={() => setLeft(true)}
        onChange={({ detail }) => props.onChange(detail.value)}
      />
    </FormField>
  );
}
