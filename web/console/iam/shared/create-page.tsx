import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Action } from '../../api/use-action.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { type Crumb, Page } from '../../shared/page.tsx';
import { inApp } from './paths.ts';

/** A page with the form of something new. Stepping back leads to the list. */
export function CreatePage(props: {
  readonly title: string;
  readonly list: Crumb;
  readonly submit: string;
  readonly ready: boolean;
  readonly action: Action<void>;
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { list, ready, action } = props;
  return (
    <Page title={props.title} crumbs={[list]}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) action.run();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button formAction="none" variant="link" onClick={() => navigate(inApp(list.href))}>
                {t('common.cancel')}
              </Button>
              <Button variant="primary" disabled={!ready} loading={action.busy}>
                {props.submit}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            {props.children}
            {action.failure && <FailureAlert failure={action.failure} />}
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
