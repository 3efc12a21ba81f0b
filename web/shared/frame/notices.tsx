import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../i18n/texts.tsx';

interface Notice {
  readonly id: string;
  readonly type: 'success' | 'info' | 'warning' | 'error';
  readonly content: string;
}

/** Tells the result of an act above the page; screen readers say it. */
type Tell = (content: string, type?: Notice['type']) => void;

interface Notices {
  readonly notices: readonly Notice[];
  readonly tell: Tell;
  readonly dismiss: (id: string) => void;
}

const NoticesContext = createContext<Notices | undefined>(undefined);
/** Older notices give way. */
const MOST = 3;

/** Keeps the notices of what is below it. */
export function NoticesProvider(props: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const count = useRef(0);
  const tell = useCallback<Tell>((content, type = 'success') => {
    count.current += 1;
    const notice = { id: `notice-${count.current}`, type, content };
    setNotices((shown) => [notice, ...shown].slice(0, MOST));
  }, []);
  const dismiss = useCallback((id: string) => {
    setNotices((shown) => shown.filter((notice) => notice.id !== id));
  }, []);
  const value = useMemo(() => ({ notices, tell, dismiss }), [notices, tell, dismiss]);
  return <NoticesContext value={value}>{props.children}</NoticesContext>;
}

function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (!notices) throw new Error('there is no NoticesProvider above');
  return notices;
}

/** Tells results: `const tell = useTell(); tell(t('users.deleted', { name }))`. */
export function useTell(): Tell {
  return useNotices().tell;
}

/** The notices, newest first. `lasting` ones stand before them and stay. */
export function NoticeBar(props: { readonly lasting: readonly FlashbarProps.MessageDefinition[] }) {
  const { t } = useTexts();
  const { notices, dismiss } = useNotices();
  const items = notices.map(
    ({ id, type, content }): FlashbarProps.MessageDefinition => ({
      id,
      type,
      content,
      ariaRole: type === 'error' ? 'alert' : 'status',
      dismissible: true,
      dismissLabel: t('common.dismiss'),
      onDismiss: () => dismiss(id),
    }),
  );
  return <Flashbar items={[...props.lasting, ...items]} />;
}
