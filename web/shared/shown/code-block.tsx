import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useTexts } from '../i18n/texts.tsx';

/** Text of a fixed width, such as a policy, with a button that copies it. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label?: string }) {
  const { t } = useTexts();
  return (
    <section className="code-block" aria-label={label ?? t('common.code')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre className="code" tabIndex={0}>
        {text}
      </pre>
      <CopyButton text={text} />
    </section>
  );
}

/** A button that copies a text and says whether that worked. */
export function CopyButton(props: {
  readonly text: string;
  /** The words of the button; without them it is an icon. */
  readonly label?: string;
  /** What is copied, for readers of an icon. */
  readonly named?: string;
}) {
  const { t } = useTexts();
  const { text, label, named } = props;
  const copy = named === undefined ? t('common.copy') : t('common.copy.named', { name: named });
  return (
    <CopyToClipboard
      variant={label === undefined ? 'icon' : 'button'}
      textToCopy={text}
      copyButtonAriaLabel={label ?? copy}
      copyButtonText={label ?? t('common.copy')}
      copySuccessText={t('common.copied')}
      copyErrorText={t('common.notCopied')}
    />
  );
}

/** A value such as an ARN beside the button that copies it; `shown` stands in the value's place. */
export function Copied(props: {
  readonly text: string;
  readonly label: string;
  readonly shown?: string;
}) {
  const { t } = useTexts();
  const { text, label, shown = text } = props;
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      textToDisplay={<span className="value copied">{shown}</span>}
      copyButtonAriaLabel={t('common.copy.named', { name: label })}
      copySuccessText={t('common.copied')}
      copyErrorText={t('common.notCopied')}
    />
  );
}
