import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { useSteps } from '../../iam/shared/use-steps.ts';
import { Page } from '../../shared/page.tsx';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';
import { DetailsStep, PoliciesStep, ReviewStep } from './create-steps.tsx';
import { createSet, EMPTY_SET, hasDetails, hasPolicies, type NewSet, nameOf } from './new-set.ts';

/** Makes a permission set, step by step. */
export function Component() {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const { arn } = useInstance();
  const [set, setSet] = useState(EMPTY_SET);
  const change = (part: Partial<NewSet>): void => setSet((before) => ({ ...before, ...part }));
  const action = useAction(async () => {
    const made = await createSet(arn, set);
    tell(t('idc.sets.created', { name: nameOf(set) }));
    navigate(inApp(paths.permissionSet(made)));
  });
  const steps = useSteps([hasPolicies(set), hasDetails(set), true]);
  const stepProps = { set, isStopped: steps.isStopped, onChange: change };
  return (
    <Page
      title={t('idc.sets.create')}
      crumbs={[{ text: t('frame.idc.permissionSets'), href: paths.permissionSets }]}
    >
      <Wizard
        activeStepIndex={steps.step}
        isLoadingNextStep={action.busy}
        submitButtonText={t('idc.sets.create')}
        onCancel={() => navigate(inApp(paths.permissionSets))}
        onNavigate={({ detail }) => steps.go(detail.requestedStepIndex)}
        onSubmit={() => {
          if (steps.mayFinish()) action.run();
        }}
        steps={[
          { title: t('idc.sets.kind'), content: <PoliciesStep {...stepProps} /> },
          { title: t('idc.sets.details'), content: <DetailsStep {...stepProps} /> },
          {
            title: t('iam.review'),
            content: (
              <>
                <ReviewStep set={set} />
                {action.failure && <FailureAlert failure={action.failure} />}
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}
