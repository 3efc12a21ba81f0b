import { useNavigate } from 'react-router';
import { ActionForm, type ActionFormProps } from '../../../shared/shown/action-form.tsx';
import { type Crumb, Page } from '../../shared/page.tsx';
import { inApp } from './paths.ts';

/** A page with the form of something new. Stepping back leads to the list. */
export function CreatePage(
  props: ActionFormProps & { readonly title: string; readonly list: Crumb },
) {
  const navigate = useNavigate();
  const { title, list, ...form } = props;
  return (
    <Page title={title} crumbs={[list]}>
      <ActionForm {...form} spacing="l" onCancel={() => navigate(inApp(list.href))} />
    </Page>
  );
}
