import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import type { Action } from '../api/use-action.ts';
import { useTexts } from '../i18n/texts.tsx';
import { FailureAlert } from './failure-alert.tsx';

/**
 * Asks before something that cannot be taken back. With `word` the person types it first. Render it
 * only while it is asked; `onClose` is called after success and when the person steps back.
 */
export function Confirm(props: {
  readonly title: string;
  readonly submit: string;
  readonly action: Action<void>;
  readonly onClose: () => void;
  /** What has to be typed, such as the name of what is deleted. */
  readonly word?: string | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const { action, word, onClose } = props;
  const [typed, setTyped] = useState('');
  const ready = word === undefined || typed === word;
  const submit = async (): Promise<void> => {
    if (ready && (await action.run())) onClose();
  };
  return (
    <Modal visible header={props.title} onDismiss={onClose} closeAriaLabel={t('common.close')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button formAction="none" variant="link" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button variant="primary" disabled={!ready} loading={action.busy}>
                {props.submit}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="m">
            <Box>{props.children}</Box>
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
            {action.failure && <FailureAlert failure={action.failure} />}
          </SpaceBetween>
        </Form>
      </form>
    </Modal>
  );
}
