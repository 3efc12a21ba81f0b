import Badge from '@cloudscape-design/components/badge';
import Link from '@cloudscape-design/components/link';
import { useTexts } from '../../i18n/texts.tsx';
import { paths } from '../shared/paths.ts';
import type { NamedAssignment } from './assignment.ts';

/** Who is assigned; an orphan has a badge that leads to the finder (R032). */
export function PrincipalName({ assignment }: { readonly assignment: NamedAssignment }) {
  const { t } = useTexts();
  const { principal, principalName, isOrphan } = assignment;
  if (isOrphan) {
    return (
      <>
        <span className="value">{principalName}</span>{' '}
        <Link href={paths.orphans}>
          <Badge color="red">{t('idc.orphan')}</Badge>
        </Link>
      </>
    );
  }
  const href = principal.kind === 'USER' ? paths.user(principal.id) : paths.group(principal.id);
  return (
    <Link href={href}>
      <span className="value">{principalName}</span>
    </Link>
  );
}
