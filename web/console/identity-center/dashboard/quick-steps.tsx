import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import { useTexts } from '../../i18n/texts.tsx';
import { paths } from '../shared/paths.ts';

/** What has to be done once so that people come in, in this order. */
export function QuickSteps() {
  const { t } = useTexts();
  return (
    <Container header={<Header variant="h2">{t('idc.steps')}</Header>}>
      <ol>
        <li>
          <Link href={paths.createUser}>{t('idc.steps.users')}</Link>
        </li>
        <li>
          <Link href={paths.createPermissionSet}>{t('idc.steps.permissionSets')}</Link>
        </li>
        <li>
          <Link href={paths.assign()}>{t('idc.steps.assign')}</Link>
        </li>
        <li>
          <Link href={paths.settings}>{t('idc.steps.settings')}</Link>
        </li>
      </ol>
    </Container>
  );
}
