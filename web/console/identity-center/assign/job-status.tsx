import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { JobState } from './jobs.ts';

const SHOWN: Readonly<
  Record<JobState['status'], readonly [type: StatusIndicatorProps.Type, text: TextKey]>
> = {
  waiting: ['pending', 'idc.job.waiting'],
  IN_PROGRESS: ['in-progress', 'idc.job.IN_PROGRESS'],
  SUCCEEDED: ['success', 'idc.job.SUCCEEDED'],
  FAILED: ['error', 'idc.job.FAILED'],
};

/** How far a job is, and why it failed, in the server's words. */
export function JobStatus({ state }: { readonly state: JobState | undefined }) {
  const { t } = useTexts();
  if (!state) return '-';
  const [type, text] = SHOWN[state.status];
  return (
    <>
      <StatusIndicator type={type}>{t(text)}</StatusIndicator>
      {state.status === 'FAILED' && <div className="value">{state.reason}</div>}
    </>
  );
}
