import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../../i18n/texts.tsx';
import { type Crumb, Page } from '../../shared/page.tsx';
import { type Deletable, Deletion } from './deletion.tsx';
import { inApp } from './paths.ts';

/** The page of one thing, which can be deleted there. */
export function EntityPage(props: {
  readonly name: string;
  /** What its operations know it by, where that is not the name. */
  readonly id?: string;
  readonly description?: string | undefined;
  /** The page that lists it and its like. */
  readonly list: Crumb;
  /** Undefined where it cannot be deleted. */
  readonly deletion: Deletable | undefined;
  /** Before the button that deletes it. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { name, id = name, list, deletion } = props;
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title={name}
      description={props.description}
      crumbs={[list]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {props.actions}
          {deletion && <Button onClick={() => setDeleting(true)}>{t('iam.delete')}</Button>}
        </SpaceBetween>
      }
    >
      {props.children}
      {deletion && deleting && (
        <Deletion
          of={deletion}
          name={name}
          id={id}
          onClose={() => setDeleting(false)}
          onDone={() => navigate(inApp(list.href))}
        />
      )}
    </Page>
  );
}
