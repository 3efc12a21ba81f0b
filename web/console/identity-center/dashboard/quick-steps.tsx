import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import { useTexts } from '../../i18n/texts.tsx';
import { paths } from '../shared/paths.ts';

/** What has to be done once so that people come in, in this order. */
const STEPS = [
  [paths.createUser, 'idc.steps.users'],
  [paths.createPermissionSet, 'idc.steps.permissionSets'],
  [paths.assign(), 'idc.steps.assign'],
  [paths.settings, 'idc.steps.settings'],
] as const;

/** The steps, each with the page where it is done. */
export function QuickSteps() {
  const { t } = useTexts();
  return (
    <Container header={<Header variant="h2">{t('idc.steps')}</Header>}>
      <ol>
        {STEPS.map(([href, text]) => (
          <li key={text}>
            <Box padding={{ vertical: 'xxs' }}>
              <Link href={href}>{t(text)}</Link>
            </Box>
          </li>
        ))}
      </ol>
    </Container>
  );
}
