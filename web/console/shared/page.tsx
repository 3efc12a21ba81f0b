/**
 * web/console/shared: what several rooms show alike: pages, tables, failures and refusals, copied
 * values, questions before something is removed. Does not own: texts (i18n/) nor calls (api/).
 */
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useEffect } from 'react';
import { useTexts } from '../i18n/texts.tsx';

/** A place above the page: its name and its path below `/console`. */
export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** The path whose page was shown last. */
let shownPath: string | undefined;

/**
 * Moves the focus to the heading of a page that was gone to, so that it is read. The first page
 * leaves it where the browser begins.
 */
function arriveAt(path: string): void {
  const before = shownPath;
  shownPath = path;
  if (before === undefined || before === path) return;
  const heading = document.querySelector('main h1');
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** A page: its heading, which is also the document's title, and its content in blocks. */
export function Page(props: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Pages above this one, without the home page; undefined shows no way back. */
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
}) {
  const { title, crumbs } = props;
  useEffect(() => {
    document.title = `${title} | Gatehouse`;
    arriveAt(location.pathname);
  }, [title]);
  return (
    <ContentLayout
      breadcrumbs={crumbs && <Breadcrumbs crumbs={crumbs} title={title} />}
      header={
        <Header variant="h1" description={props.description} actions={props.actions}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="l">{props.children}</SpaceBetween>
    </ContentLayout>
  );
}

function Breadcrumbs({
  crumbs,
  title,
}: {
  readonly crumbs: readonly Crumb[];
  readonly title: string;
}) {
  const { t } = useTexts();
  return (
    <BreadcrumbGroup
      ariaLabel={t('frame.breadcrumbs')}
      items={[{ text: t('frame.home'), href: '/console' }, ...crumbs, { text: title, href: '' }]}
    />
  );
}
