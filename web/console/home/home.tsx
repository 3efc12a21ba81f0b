/**
 * web/console/home: the first page. Owns: who is signed in and until when, what a new installation
 * still needs, the last sign-ins, how tools use this server. It changes nothing itself: it reads what
 * the caller may read and leads to the rooms that act.
 */
import ColumnLayout from '@cloudscape-design/components/column-layout';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';
import { Checklist } from './checklist.tsx';
import { Identity } from './identity.tsx';
import { LastSignIns } from './last-sign-ins.tsx';
import { Tools } from './tools.tsx';

export function Component() {
  const { t } = useTexts();
  return (
    <Page title={t('home.title')}>
      <ColumnLayout columns={2}>
        <Identity />
        <Checklist />
      </ColumnLayout>
      <LastSignIns />
      <Tools />
    </Page>
  );
}
