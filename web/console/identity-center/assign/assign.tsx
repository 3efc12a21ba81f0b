import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { useSteps } from '../../iam/shared/use-steps.ts';
import { accountNode, type TreeNode } from '../../organizations/tree/tree-node.ts';
import { Page } from '../../shared/page.tsx';
import { paths } from '../shared/paths.ts';
import { AccountsStep, PrincipalsStep, ReviewStep, SetsStep } from './assign-steps.tsx';
import { type Choice, isFull, NOTHING, plannedOf } from './choice.ts';
import { AssignProgress } from './progress.tsx';

/** Assigns users and groups to accounts with permission sets, step by step. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [choice, setChoice] = useState(NOTHING);
  const [isSent, setSent] = useState(false);
  const crumbs = [{ text: t('frame.idc.accounts'), href: paths.accounts }];
  const change = (part: Partial<Choice>): void => setChoice((before) => ({ ...before, ...part }));
  const offered = useOffered();
  const accounts = choice.accounts ?? offered ?? [];
  const current = { ...choice, accounts };
  const { principals, sets } = isFull(current);
  const steps = useSteps([accounts.length > 0, principals, sets, true]);
  const title = t('idc.assign');
  if (isSent) {
    return (
      <Page title={title} crumbs={crumbs}>
        <AssignProgress planned={plannedOf(current)} />
      </Page>
    );
  }
  return (
    <Page title={title} crumbs={crumbs}>
      <Wizard
        activeStepIndex={steps.step}
        submitButtonText={t('idc.assign.submit')}
        onCancel={() => navigate(inApp(paths.accounts))}
        onNavigate={({ detail }) => steps.go(detail.requestedStepIndex)}
        onSubmit={() => {
          if (steps.mayFinish()) setSent(true);
        }}
        steps={[
          {
            title: t('idc.assign.accounts'),
            content: (
              <AccountsStep choice={current} isStopped={steps.isStopped} onChange={change} />
            ),
          },
          {
            title: t('idc.assign.principals'),
            content: (
              <PrincipalsStep choice={current} isStopped={steps.isStopped} onChange={change} />
            ),
          },
          {
            title: t('frame.idc.permissionSets'),
            content: <SetsStep choice={current} isStopped={steps.isStopped} onChange={change} />,
          },
          { title: t('iam.review'), content: <ReviewStep choice={current} /> },
        ]}
      />
    </Page>
  );
}

/** The accounts that the address names, which were chosen on the page before. */
function useOffered(): readonly TreeNode[] | undefined {
  const [query] = useSearchParams();
  const ids = query.get('of')?.split(',') ?? [];
  const { value } = useQuery(ids.length === 0 ? undefined : ids.join(), (signal) =>
    Promise.all(
      ids.map(async (AccountId) => {
        const { Account } = await call('organizations', 'DescribeAccount', { AccountId }, signal);
        return accountNode(Account ?? { Id: AccountId });
      }),
    ),
  );
  return value;
}
