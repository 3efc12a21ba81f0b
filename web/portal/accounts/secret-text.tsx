import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { CopyButton } from '../../shared/shown/code-block.tsx';
import { useTexts } from '../i18n/texts.ts';
import { masked } from './masked.ts';

/** A text with secrets in it, which are hidden until they are to be seen; copying gives them as they are. */
export function SecretText(props: {
  readonly text: string;
  readonly secrets: readonly string[];
  readonly label: string;
}) {
  const { t } = useTexts();
  const { text, secrets, label } = props;
  const [shown, setShown] = useState(false);
  return (
    <section className="secret-text" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre className="code" tabIndex={0}>
        {shown ? text : masked(text, secrets)}
      </pre>
      <div>
        {secrets.length > 0 && (
          <Button
            variant="inline-link"
            ariaLabel={t(shown ? 'roleKeys.hide.named' : 'roleKeys.show.named', { name: label })}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'common.hide' : 'common.show')}
          </Button>
        )}
        <CopyButton text={text} named={label} />
      </div>
    </section>
  );
}
