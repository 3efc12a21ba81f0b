import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Action } from '../api/use-action.ts';
import { useTexts } from '../i18n/texts.tsx';
import { FailureAlert } from './failure-alert.tsx';

/**
 * A form in front of the page. Render it only while it is open; `onClose` is called after success and
 * when the person steps back. Its children are fields, one below the other.
 */
export function FormModal(props: {
  readonly title: string;
  readonly submit: string;
  readonly action: Action<void>;
  readonly ready: boolean;
  readonly onClose: () => void;
  /** In place of `onClose` after success. */
  readonly onDone?: () => void;
  readonly size?: 'medium' | 'large';
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const { action, onClose, onDone = onClose, ready } = props;
  const submit = async (): Promise<void> => {
    if (ready && (await action.run())) onDone();
  };
  return (
    <Modal
      visible
      size={props.size ?? 'medium'}
      header={props.title}
      onDismiss={onClose}
      closeAriaLabel={t('common.close')}
    >
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
            {props.children}
            {action.failure && <FailureAlert failure={action.failure} />}
          </SpaceBetween>
        </Form>
      </form>
    </Modal>
  );
}
