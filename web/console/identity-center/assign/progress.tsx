import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { keyOf } from './assignment.ts';
import { assigning } from './assignments.ts';
import type { Planned } from './choice.ts';
import { JobStatus } from './job-status.tsx';
import { useJobs } from './use-jobs.ts';

/** Makes assignments and shows how far each is; what failed can be tried again. */
export function AssignProgress({ planned }: { readonly planned: readonly Planned[] }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { arn } = useInstance();
  const jobs = useJobs();
  const { run } = jobs;
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    run(planned.map((one) => assigning(arn, one)));
  }, [run, planned, arn]);
  const failed = planned.filter((one) => jobs.states.get(keyOf(one))?.status === 'FAILED');
  const total = planned.length;
  const isOver = !jobs.running && jobs.done === total;
  return (
    <SpaceBetween size="l">
      <Container>
        <ProgressBar
          value={total === 0 ? 100 : Math.round((jobs.done / total) * 100)}
          label={t('idc.assign.progress')}
          additionalInfo={t('idc.assign.progress.of', { done: jobs.done, total })}
        />
      </Container>
      <div role="status">
        {isOver && (
          <Alert type={failed.length === 0 ? 'success' : 'warning'}>
            {t(failed.length === 0 ? 'idc.assign.done' : 'idc.assign.failed', {
              count: failed.length,
            })}
          </Alert>
        )}
      </div>
      <ResourceTable
        title={t('idc.assign.assignments')}
        pages={{
          items: planned,
          hasMore: false,
          loading: false,
          failure: undefined,
          more: () => undefined,
          reload: () => undefined,
        }}
        idOf={keyOf}
        empty={t('idc.assigned.nobody')}
        columns={[
          {
            id: 'who',
            header: t('idc.principal'),
            cell: ({ principalName }) => <span className="value">{principalName}</span>,
            isRowHeader: true,
          },
          {
            id: 'account',
            header: t('org.account'),
            cell: ({ account, accountName }) => `${accountName} (${account})`,
          },
          { id: 'set', header: t('idc.permissionSet'), cell: (one) => one.permissionSetName },
          {
            id: 'state',
            header: t('org.state'),
            cell: (one) => <JobStatus state={jobs.states.get(keyOf(one))} />,
          },
        ]}
      />
      <SpaceBetween direction="horizontal" size="xs">
        {isOver && failed.length > 0 && (
          <Button onClick={() => run(failed.map((one) => assigning(arn, one)))}>
            {t('idc.assign.again')}
          </Button>
        )}
        <Button variant="primary" onClick={() => navigate(inApp(paths.accounts))}>
          {t('idc.assign.back')}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
