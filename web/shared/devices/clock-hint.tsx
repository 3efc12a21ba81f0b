import Box from '@cloudscape-design/components/box';
import type { ApiFailure } from '../api/failure.ts';
import { serverSeconds } from '../api/server-time.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.tsx';

/** After refused codes: what the server's clock says, to hold the device's against (R055). */
export function ClockHint({ failure }: { readonly failure: ApiFailure | undefined }) {
  const { t } = useTexts();
  const format = useFormat();
  if (failure?.code !== 'InvalidAuthenticationCode') return null;
  return <Box>{t('mfa.clock', { time: format.moment(serverSeconds(Date.now() / 1000)) })}</Box>;
}
