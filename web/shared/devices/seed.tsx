import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useTexts } from '../i18n/texts.tsx';
import { Copied } from '../shown/code-block.tsx';
import { spacedSecret } from './spaced-secret.ts';

/** What an authenticator app learns: a picture to scan, or the secret key to type. */
export function Seed(props: {
  /** Base32. */
  readonly secret: string;
  /** A PNG in base64. */
  readonly picture: string;
}) {
  const { t } = useTexts();
  const { secret, picture } = props;
  const [shown, setShown] = useState(false);
  return (
    <>
      <img
        className="qr-code"
        src={`data:image/png;base64,${picture}`}
        alt={t('mfa.app.picture')}
        width="200"
        height="200"
      />
      {shown ? (
        <Copied text={secret} shown={spacedSecret(secret)} label={t('mfa.app.secret')} />
      ) : (
        <Button variant="inline-link" formAction="none" onClick={() => setShown(true)}>
          {t('mfa.app.showSecret')}
        </Button>
      )}
    </>
  );
}
