import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../i18n/texts.tsx';

/** The address that is registered for somebody, where mail about the password goes (R249). */
export function EmailFact(props: {
  readonly email: string | undefined;
  /** Undefined where that is not known. */
  readonly isVerified: boolean | undefined;
}) {
  const { t } = useTexts();
  const { email, isVerified } = props;
  if (email === undefined) return '-';
  return (
    <>
      <span className="value">{email}</span>
      {isVerified !== undefined && (
        <div>
          <StatusIndicator type={isVerified ? 'success' : 'pending'}>
            {t(isVerified ? 'idc.email.verified' : 'idc.email.unverified')}
          </StatusIndicator>
        </div>
      )}
    </>
  );
}
