/**
 * web/shared: what the browser apps of Gatehouse have in common: the two languages, how failures are
 * read, hooks for what is asked and done, notices, appearance, parts of pages. Does not own: what an
 * app asks its server, and its rooms. Neighbours: web/console and web/portal.
 *
 * web/shared/i18n owns which language is on, the texts of locales/shared.*.json, how times and
 * numbers are written. Texts of failures are the server's, in the language that it is asked for.
 */
import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n';
import {
  createContext,
  Fragment,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import type english from '../../../locales/shared.en.json';
import { cut, fill } from './fill.ts';
import { rememberLanguage } from './language.ts';
import type { Language } from './languages.ts';

/** The key of a text in locales/shared.*.json. */
export type SharedKey = keyof typeof english;

/** Everything that is written in one language: an app's texts, and those of Cloudscape's components. */
export interface Messages<Key extends string = string> {
  readonly language: Language;
  readonly texts: Readonly<Record<Key, string>>;
  readonly components: I18nProviderProps.Messages;
}

/** Answers the text of a key with its details filled in. */
export type Translate<Key extends string = SharedKey> = (
  key: Key,
  details?: Readonly<Record<string, string | number>>,
) => string;

/** The texts and the language that is on. */
export interface Texts<Key extends string = SharedKey> {
  readonly language: Language;
  readonly t: Translate<Key>;
  /** Changes the language of everything that is shown. */
  readonly setLanguage: (language: Language) => void;
}

const TextsContext = createContext<Texts<string> | undefined>(undefined);

/** Gives what is below it its language; `initial` is loaded before anything is shown. */
export function TextsProvider(props: {
  readonly initial: Messages<SharedKey>;
  /** Loads another language. */
  readonly load: (language: Language) => Promise<Messages<SharedKey>>;
  readonly children: ReactNode;
}) {
  const { load } = props;
  const [messages, setMessages] = useState<Messages>(props.initial);
  const setLanguage = useCallback(
    (language: Language) => {
      load(language).then((loaded) => {
        rememberLanguage(language);
        setMessages(loaded);
      });
    },
    [load],
  );
  const texts = useMemo<Texts<string>>(
    () => ({
      language: messages.language,
      t: (key, details = {}) => fill(messages.texts[key] ?? '', details),
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

/** The texts that the apps share, or, with the keys of an app, those of that app. */
export function useTexts<Key extends string = SharedKey>(): Texts<Key> {
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
