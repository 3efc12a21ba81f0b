import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import SpaceBetween, { type SpaceBetweenProps } from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Action } from '../api/use-action.ts';
import { useTexts } from '../i18n/texts.tsx';
import { FailureAlert } from './failure-alert.tsx';

/** What a form needs, on a page or in front of one. */
export interface ActionFormProps {
  /** The words of the button that sends it. */
  readonly submit: string;
  readonly action: Action<void>;
  /** Whether what was entered can be sent; where nothing is said it can. */
  readonly ready?: boolean;
  readonly children: ReactNode;
}

/** Fields one below the other, why they were refused, and the buttons that send them or step back. */
export function ActionForm(
  props: ActionFormProps & {
    readonly onCancel: () => void;
    readonly onDone?: () => void;
    readonly spacing: SpaceBetweenProps.Size;
  },
) {
  const { t } = useTexts();
  const { action, ready = true, onDone } = props;
  const send = async (): Promise<void> => {
    if (ready && (await action.run())) onDone?.();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" onClick={props.onCancel}>
              {t('common.cancel')}
            </Button>
            <Button variant="primary" disabled={!ready} loading={action.busy}>
              {props.submit}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size={props.spacing}>
          {props.children}
          {action.failure && <FailureAlert failure={action.failure} />}
        </SpaceBetween>
      </Form>
    </form>
  );
}
