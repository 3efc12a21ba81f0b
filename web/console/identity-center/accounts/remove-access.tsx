import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/texts.tsx';
import type { NamedAssignment } from '../assign/assignment.ts';
import { unassigning } from '../assign/assignments.ts';
import { JobStatus } from '../assign/job-status.tsx';
import { useJobs } from '../assign/use-jobs.ts';
import { useInstance } from '../shared/instance.tsx';

/** Takes assignments away after a question, and shows how far that is. */
export function RemoveAccess(props: {
  readonly assignments: readonly NamedAssignment[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const { arn } = useInstance();
  const jobs = useJobs();
  const { assignments, onClose, onDone } = props;
  const isBegun = jobs.states.size > 0;
  const leave = (): void => {
    onClose();
    if (isBegun) onDone();
  };
  return (
    <Modal
      visible
      size="large"
      header={t('idc.removeAccess.title')}
      closeAriaLabel={t('common.close')}
      onDismiss={leave}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant={isBegun ? 'primary' : 'link'} disabled={jobs.running} onClick={leave}>
            {t(isBegun ? 'common.done' : 'common.cancel')}
          </Button>
          {!isBegun && (
            <Button
              variant="primary"
              onClick={() => jobs.run(assignments.map((one) => unassigning(arn, one)))}
            >
              {t('idc.removeAccess')}
            </Button>
          )}
        </SpaceBetween>
      }
    >
      <SpaceBetween size="s">
        <span>{t('idc.removeAccess.lead')}</span>
        <ul>
          {assignments.map((one) => (
            <li key={one.key}>
              <span className="value">{one.principalName}</span>: {one.permissionSetName}
              {isBegun && (
                <div role="status">
                  <JobStatus state={jobs.states.get(one.key)} />
                </div>
              )}
            </li>
          ))}
        </ul>
      </SpaceBetween>
    </Modal>
  );
}
