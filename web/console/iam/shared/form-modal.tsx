import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Action } from '../../api/use-action.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';

/** A small form over the page. Render it only while it is open; it closes after success. */
export function FormModal(props: {
  readonly title: string;
  readonly submit: string;
  readonly action: Action<void>;
  readonly onClose: () => void;
  /** Whether what was entered can be sent. */
  readonly ready?: boolean;
  readonly size?: 'medium' | 'large' | 'max';
  /** False keeps it open after success, for what is shown only once. */
  readonly closes?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const { action, onClose, ready = true, closes = true } = props;
  const submit = async (): Promise<void> => {
    if (ready && (await action.run()) && closes) onClose();
  };
  return (
    <Modal
      visible
      header={props.title}
      size={props.size ?? 'medium'}
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
