/**
 * web/console/i18n: the console's two languages. Owns: which one is on, the texts of
 * locales/console.*.json, how times and numbers are written. Does not own: the texts of failures,
 * which the server answers in the language that it is asked for.
 */
import { I18nProvider } from '@cloudscape-design/components/i18n';
import {
  createContext,
  Fragment,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import { cut, fill } from './fill.ts';
import { rememberLanguage } from './language.ts';
import type { Language } from './languages.ts';
import { loadMessages, type Messages, type TextKey } from './messages.ts';

/** Answers the text of a key with its details filled in. */
export type Translate = (
  key: TextKey,
  details?: Readonly<Record<string, string | number>>,
) => string;

interface Texts {
  readonly language: Language;
  readonly t: Translate;
  /** Changes the language of everything that is shown. */
  readonly setLanguage: (language: Language) => void;
}

const TextsContext = createContext<Texts | undefined>(undefined);

/** Gives what is below it its language; `initial` is loaded before anything is shown. */
export function TextsProvider(props: { readonly initial: Messages; readonly children: ReactNode }) {
  const [messages, setMessages] = useState(props.initial);
  const setLanguage = useCallback((language: Language) => {
    loadMessages(language).then((loaded) => {
      rememberLanguage(language);
      setMessages(loaded);
    });
  }, []);
  const texts = useMemo<Texts>(
    () => ({
      language: messages.language,
      t: (key, details = {}) => fill(messages.texts[key], details),
      setLanguage,
    }),
    [messages, setLanguage],
  );
  return (
    <TextsContext value={texts}>
      <I18nProvider locale={messages.language} messages={[messages.components]}>
        {props.children}
      </I18nProvider>
    </TextsContext>
  );
}

/** The texts and the language that is on. */
export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('there is no TextsProvider above');
  return texts;
}

/** A text with elements in its places: `<Rich text={t('a.b')} parts={{ link: <Link … /> }} />`. */
export function Rich(props: {
  readonly text: string;
  readonly parts: Readonly<Record<string, ReactNode>>;
}) {
  return cut(props.text).map(({ text, place }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name.
    <Fragment key={index}>{place === undefined ? text : (props.parts[place] ?? text)}</Fragment>
  ));
}
