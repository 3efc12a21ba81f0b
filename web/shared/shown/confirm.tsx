import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { type ReactNode, useState } from 'react';
import type { Action } from '../api/use-action.ts';
import { useTexts } from '../i18n/texts.tsx';
import { FormModal } from './form-modal.tsx';

/**
 * Asks before something that cannot be taken back. With `word` the person types it first. Render it
 * only while it is asked; `onClose` is called after success and when the person steps back.
 */
export function Confirm(props: {
  readonly title: string;
  readonly submit: string;
  readonly action: Action<void>;
  readonly onClose: () => void;
  /** In place of `onClose` after success. */
  readonly onDone?: () => void;
  /** What has to be typed, such as the name of what is deleted. */
  readonly word?: string | undefined;
  /** False while it is not yet known what is asked. */
  readonly ready?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const { children, word, ready = true, ...rest } = props;
  const [typed, setTyped] = useState('');
  return (
    <FormModal {...rest} ready={ready && (word === undefined || typed === word)}>
      <Box>{children}</Box>
      {word !== undefined && (
        <FormField label={t('confirm.type', { word })}>
          <Input
            value={typed}
            autoComplete={false}
            placeholder={word}
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
      )}
    </FormModal>
  );
}
